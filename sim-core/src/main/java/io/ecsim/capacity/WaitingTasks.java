package io.ecsim.capacity;

import io.ecsim.cluster.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Tasks that are PROVISIONING without an instance, by what they need, each kind in order of creation. */
final class WaitingTasks {

    /** By needs, then by row. */
    private final Map<DemandClass, Map<Integer, Task>> classes = new LinkedHashMap<>();

    private int size;

    static DemandClass classOf(Task task) {
        return new DemandClass(task.spec(), task.cpuUnits(), task.memoryMiB(), task.gpus(), task.gpuMilli());
    }

    void add(Task task) {
        classes.computeIfAbsent(classOf(task), needs -> new LinkedHashMap<>()).put(task.row(), task);
        size++;
    }

    /** Takes a task out; returns whether it waited. */
    boolean remove(Task task) {
        DemandClass needs = classOf(task);
        Map<Integer, Task> alike = classes.get(needs);
        if (alike == null || alike.get(task.row()) != task) {
            return false;
        }
        alike.remove(task.row());
        if (alike.isEmpty()) {
            classes.remove(needs);
        }
        size--;
        return true;
    }

    int size() {
        return size;
    }

    /** Returns the task of each kind that has waited longest. */
    List<Task> heads() {
        List<Task> heads = new ArrayList<>();
        classes.values().forEach(alike -> heads.add(alike.values().iterator().next()));
        return heads;
    }

    /** Returns the tasks of a kind that wait. */
    List<Task> like(Task head) {
        return List.copyOf(classes.getOrDefault(classOf(head), Map.of()).values());
    }

    /** Shows each kind and how many of it wait. */
    void forEach(BiConsumer<DemandClass, Integer> reader) {
        classes.forEach((needs, alike) -> reader.accept(needs, alike.size()));
    }
}
