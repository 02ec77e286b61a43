package io.ecsim.benchmarks;

import io.ecsim.controlplane.ClusterSimulation;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Locale;

/**
 * S(instances, tasks) of models.md M13 in one go, to see that memory follows the live tasks and the instances and not the
 * tasks ever seen: prints the time, the greatest heap, and what a live task and an instance take.
 *
 * <p>{@code benchmarks/run-256m [INSTANCES] [TASKS]}; 10,000 instances and 100 million tasks unless stated.
 */
public final class LongRun {

    private static final double LOAD = 0.7;
    private static final String STRATEGY = "binpack(memory)";
    private static final int PARTS = 10;
    private static final double MIB = 1 << 20;

    private LongRun() {}

    /** Runs and prints. */
    public static void main(String[] arguments) {
        int instances = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
        long tasks = arguments.length > 1 ? Long.parseLong(arguments[1]) : 100_000_000L;
        print(
                "S(%,d, %,d) at %.0f %%, %s, at most %.0f MiB of heap%n",
                instances, tasks, 100 * LOAD, STRATEGY, Runtime.getRuntime().maxMemory() / MIB);
        bytes(instances);
        long began = System.nanoTime();
        ClusterSimulation run = BenchmarkWorld.openSteady("S", instances, LOAD, STRATEGY);
        long before = run.arrived();
        double seconds = BenchmarkWorld.MEAN_RUN_SECONDS;
        double stepSeconds = tasks / (double) PARTS / BenchmarkWorld.tasksPerSecond("S", instances, LOAD);
        long lived = 0;
        for (int part = 1; part <= PARTS || run.arrived() - before < tasks; part++) {
            seconds += part <= PARTS ? stepSeconds : stepSeconds / 1_000;
            run.advanceTo((long) (seconds * 1e6));
            if (part <= PARTS) {
                lived = liveBytes();
                print(
                        "%,13d tasks after %4.0f s: %,d running, %.1f MiB live%n",
                        run.arrived() - before, (System.nanoTime() - began) / 1e9, run.running(), lived / MIB);
            }
        }
        double took = (System.nanoTime() - began) / 1e9;
        print(
                "%,d tasks in %.1f s: %,.0f tasks/s; greatest heap %.1f MiB, live at the end %.1f MiB; digest %016x%n",
                run.arrived() - before,
                took,
                (run.arrived() - before) / took,
                greatestHeap() / MIB,
                lived / MIB,
                run.finish().digest());
        run.close();
    }

    /** What an instance takes in a run that is as good as empty, and what each task takes on top in a full one. */
    private static void bytes(int instances) {
        long nothing = liveBytes();
        long[] empty = measured(instances, LOAD / 1_000);
        long[] full = measured(instances, LOAD);
        print(
                "about %.0f bytes an instance, %.0f a live task (room kept for growth counted)%n",
                (empty[0] - nothing) / (double) instances, (full[0] - empty[0]) / (double) (full[1] - empty[1]));
    }

    /** Returns the live bytes and the running tasks of a steady run. */
    private static long[] measured(int instances, double load) {
        ClusterSimulation run = BenchmarkWorld.openSteady("S", instances, load, STRATEGY);
        long live = liveBytes();
        long running = run.running();
        run.close();
        return new long[] {live, running};
    }

    private static long liveBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long greatestHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
        System.out.flush();
    }
}
