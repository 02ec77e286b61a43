package io.ecsim.experiments.explain;

import io.ecsim.observe.RunResult;
import java.util.Map;
import java.util.Objects;

/**
 * What would have followed had a task been given another instance, all random numbers the same.
 *
 * @param instance the number of the other instance
 * @param task where the task itself would have been
 * @param elsewhere other tasks that would have been on another instance
 * @param later other tasks that would have waited longer
 * @param sooner other tasks that would have waited shorter
 * @param waitMicros by how much the waits of the other tasks together would have been longer, in microseconds
 * @param run what the run would have found
 */
public record Consequences(
        int instance, TaskPlacement task, long elsewhere, long later, long sooner, long waitMicros, RunResult run) {

    static Consequences of(
            long task,
            int instance,
            Map<Long, TaskPlacement> asItWas,
            Map<Long, TaskPlacement> instead,
            long endMicros,
            RunResult run) {
        long elsewhere = 0;
        long later = 0;
        long sooner = 0;
        long waits = 0;
        for (TaskPlacement was : asItWas.values()) {
            TaskPlacement would = instead.get(was.task());
            if (was.task() == task || would == null) {
                continue;
            }
            long longer = would.waitMicros(endMicros) - was.waitMicros(endMicros);
            elsewhere += would.instance().equals(was.instance()) ? 0 : 1;
            later += longer > 0 ? 1 : 0;
            sooner += longer < 0 ? 1 : 0;
            waits += longer;
        }
        TaskPlacement itself = Objects.requireNonNull(instead.get(task)); // it asks at the same time in both runs
        return new Consequences(instance, itself, elsewhere, later, sooner, waits, run);
    }

    /** Returns whether any other task would have noticed. */
    public boolean any() {
        return elsewhere > 0 || later > 0 || sooner > 0;
    }
}
