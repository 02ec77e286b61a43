package io.ecsim.workload;

/**
 * Reads a workload forward, one task at a time, in order of arrival. After {@link #advance()} has returned true the
 * other methods describe the current task. A batch or a job of n tasks is n tasks of equal time.
 */
public interface ArrivalCursor extends AutoCloseable {

    /** The run time of a task that does not end by itself within the run. */
    long ENDLESS = Long.MAX_VALUE;

    /**
     * Moves to the next task; false when there is none.
     *
     * @throws WorkloadException if the input is damaged
     */
    boolean advance();

    /** Returns the arrival time in microseconds of simulated time; never less than that of the task before. */
    long timeMicros();

    /** Returns the index of the task definition in the world's list. */
    int definition();

    /** Returns the CPU units that this task asks for (the definition's demand, or the trace's override). */
    int cpuUnits();

    /** Returns the memory in MiB that this task asks for. */
    int memoryMiB();

    /** Returns the whole GPUs that this task asks for. */
    int gpus();

    /** Returns the thousandths of one GPU that this task shares, 1 to 999 where it asks for no whole GPU; 0: it shares none. */
    default int gpuMilli() {
        return 0;
    }

    /** Returns the run time in microseconds of the first attempt, at least 0, or {@link #ENDLESS}. */
    long runMicros();

    /**
     * Returns the number that stands for the current task in {@link #runMicros(int, long, int, long)}, in {@link #ended}
     * and in keyed random streams: unique, at least 0. It is the task's position unless the order of arrival depends on
     * what strategies do; then it must be a number that does not, so that a task meets the same luck under each.
     *
     * @param position how many tasks were delivered before
     */
    default long ordinal(long position) {
        return position;
    }

    /**
     * Returns the run time in microseconds of a later attempt of any task delivered before.
     *
     * @param definition the task's definition
     * @param ordinal the task's {@link #ordinal(long)}
     * @param attempt 1 for the second attempt, and so on
     * @param firstRunMicros the first attempt's run time
     */
    default long runMicros(int definition, long ordinal, int attempt, long firstRunMicros) {
        return firstRunMicros;
    }

    /**
     * Returns the task's priority in the wait queue, within {@link io.ecsim.model.TaskPriority}; a greater number is
     * served first. 0 where nobody says.
     */
    default int priority() {
        return 0;
    }

    /** Returns whether {@link #ended} is to be called; the answer does not change. */
    default boolean hearsEnds() {
        return false;
    }

    /**
     * Hears that a task delivered before will not run again. Arrivals that depend on it (the next request of a closed
     * loop's customer, the children in a precedence graph) become known now: the current task may be replaced by an
     * earlier one, or there may be a current task where {@link #advance()} found none. The task put aside comes back
     * later. Never called while the current task has been delivered already: {@link #advance()} comes first.
     *
     * @param ordinal the task's {@link #ordinal(long)}
     * @param nowMicros the time now in microseconds; no task that becomes known arrives earlier
     * @param completed whether the task did all its work; false: it was given up
     * @return whether there is a current task now that was not the current task before
     */
    default boolean ended(long ordinal, long nowMicros, boolean completed) {
        return false;
    }

    /**
     * Returns how many tasks will not arrive any more because one that they wait for was given up; -1 where no task waits
     * for another.
     */
    default long withheldTasks() {
        return -1;
    }

    @Override
    default void close() {}
}
