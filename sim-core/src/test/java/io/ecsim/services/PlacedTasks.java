package io.ecsim.services;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.DefinitionNeeds;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskStatus;
import io.ecsim.cluster.TaskTable;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Demand;
import io.ecsim.model.TaskDefinition;
import java.util.ArrayList;
import java.util.List;

/** Tasks of one service on a small cluster, placed by hand. */
final class PlacedTasks {

    final ClusterState cluster;
    final List<Task> all = new ArrayList<>();
    private final TaskTable table = new TaskTable();
    private final List<TaskDefinition> specs = new ArrayList<>();
    private long made;

    PlacedTasks(ContainerInstance... instances) {
        cluster = new ClusterState(List.of(instances));
        for (int instance = 0; instance < instances.length; instance++) {
            cluster.register(instance, 0);
        }
    }

    /** Adds a task that is RUNNING since a time. */
    Task running(int instance, TaskDefinition definition, long startedMicros) {
        Task task = pending(instance, definition);
        task.become(TaskStatus.RUNNING, startedMicros);
        return task;
    }

    /** Adds a task that is PENDING on an instance. */
    Task pending(int instance, TaskDefinition definition) {
        if (!specs.contains(definition)) {
            specs.add(definition);
        }
        Demand demand = definition.demand();
        int row = table.add(0, demand.cpuUnits(), demand.memoryMiB(), 0, 0, 0, made++, 0);
        Task task = new Task(table, row, specs.indexOf(definition), definition, "default", "service:s", "ecs-svc/1", 0);
        DefinitionNeeds needs = cluster.needs(demand, "service:s");
        cluster.reserve(instance, needs, demand.cpuUnits(), demand.memoryMiB(), 0);
        task.place(instance);
        task.become(TaskStatus.PENDING, 0);
        all.add(task);
        return task;
    }

    /** Stops a task: it is gone, its resources free. */
    void stop(Task task) {
        Demand demand = task.definition().demand();
        cluster.release(task.instance(), cluster.needs(demand, "service:s"), demand.cpuUnits(), demand.memoryMiB(), 0);
        all.remove(task);
    }
}
