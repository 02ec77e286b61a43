package io.ecsim.schedulers.gpu;

import io.ecsim.placement.RequestKind;
import io.ecsim.placement.TaskMix;
import io.ecsim.placement.TaskMix.Demanded;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The tasks that a cluster has to expect: the most frequent demands of a mix, as many as make up 95 % of its tasks,
 * each weighed by how many tasks ask for it (Weng et al., ATC 2023, section 3; the 95 % are those of the authors'
 * simulator).
 */
final class TypicalTasks {

    /** Share of the tasks that the typical ones make up, in percent. */
    static final int POPULARITY_PERCENT = 95;

    /**
     * A demand.
     *
     * @param cpuUnits CPU units
     * @param memoryMiB memory in MiB; 0 where nobody looks at it
     * @param gpus devices it needs; 1 for a task that shares one
     * @param milli thousandths it needs of each of these devices; 0 where it needs none
     * @param classes by instance class: whether its constraints let it there
     * @param kind number of the kind of task: demands of different kinds are different
     * @param weight how many tasks ask for it
     */
    record Typical(int cpuUnits, int memoryMiB, int gpus, int milli, boolean[] classes, int kind, long weight) {

        boolean mayGo(int instanceClass) {
            return classes[instanceClass];
        }

        private Typical and(long more) {
            return new Typical(cpuUnits, memoryMiB, gpus, milli, classes, kind, weight + more);
        }
    }

    private static final int WHOLE = 1000;

    private static final Comparator<Typical> RAREST_FIRST = Comparator.comparingLong(Typical::weight)
            .thenComparingInt(Typical::cpuUnits)
            .thenComparingInt(Typical::milli)
            .thenComparingInt(Typical::gpus)
            .thenComparingInt(Typical::memoryMiB)
            .thenComparingInt(Typical::kind);

    private TypicalTasks() {}

    /** Returns the typical demands for CPU and GPUs of a mix, whatever memory they ask for; the most frequent first. */
    static List<Typical> ofCpuAndGpus(TaskMix mix, int instanceClasses) {
        return of(mix, task -> typical(task, 0, devices(task), milli(task), instanceClasses));
    }

    /** Returns the typical demands for CPU and memory of a mix, whatever GPUs they ask for; the most frequent first. */
    static List<Typical> ofCpuAndMemory(TaskMix mix, int instanceClasses) {
        return of(mix, task -> typical(task, task.memoryMiB(), 0, 0, instanceClasses));
    }

    private static int devices(Demanded task) {
        return task.gpuMilli() > 0 ? 1 : task.gpus();
    }

    private static int milli(Demanded task) {
        return task.gpuMilli() > 0 || task.gpus() == 0 ? task.gpuMilli() : WHOLE;
    }

    private static Typical typical(Demanded task, int memoryMiB, int gpus, int milli, int instanceClasses) {
        boolean[] classes = new boolean[instanceClasses];
        RequestKind kind = task.kind();
        for (int i = 0; i < instanceClasses; i++) {
            classes[i] = kind.allowsClass(i);
        }
        return new Typical(
                task.cpuUnits(), memoryMiB, gpus, milli, classes, kind.needs().number(), task.tasks());
    }

    private static List<Typical> of(TaskMix mix, Function<Demanded, Typical> view) {
        List<Typical> all = new ArrayList<>(grouped(mix, view));
        all.sort(RAREST_FIRST.reversed());
        long tasks = all.stream().mapToLong(Typical::weight).sum();
        List<Typical> typical = new ArrayList<>();
        long covered = 0;
        for (int i = 0; covered * 100 < tasks * POPULARITY_PERCENT; i++) {
            typical.add(all.get(i));
            covered += all.get(i).weight();
        }
        return List.copyOf(typical);
    }

    private static Collection<Typical> grouped(TaskMix mix, Function<Demanded, Typical> view) {
        Map<String, Typical> groups = new TreeMap<>();
        for (Demanded task : mix.demands()) {
            Typical one = view.apply(task);
            String key =
                    one.cpuUnits() + "/" + one.memoryMiB() + "/" + one.gpus() + "/" + one.milli() + "/" + one.kind();
            Typical before = groups.get(key);
            groups.put(key, before == null ? one : before.and(one.weight()));
        }
        return groups.values();
    }
}
