"""The largest dot product of what the task asks for and what is free, as shares of what is registered: a cost that
depends on the task, so every feasible instance is costed for every decision."""

import ecsim_policy


def choose(task, instances):
    cpu, memory = instances.cpu, instances.memory
    cpu_free, memory_free = instances.cpu_free, instances.memory_free

    def cost(i):
        return -(task.cpu * cpu_free[i] / cpu[i] ** 2 + task.memory * memory_free[i] / memory[i] ** 2)

    return instances.best(cost)


ecsim_policy.run(choose, name="dot product")
