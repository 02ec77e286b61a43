"""Best fit on memory, as binpack(memory) of Amazon ECS: the instance with the least memory free, then the earliest
registered. Places every standalone task exactly where ecsim's own binpack(memory) does."""

import ecsim_policy


def choose(task, instances):
    return instances.least(instances.memory_free)


ecsim_policy.run(choose, name="best fit on memory")
