package io.ecsim.controlplane;

/**
 * The numbers that stand for tasks in keyed random streams. Those of a workload are below all others, whatever else is
 * started; a called task's is made of its call, the invocation and its place in it, so that it meets the same luck
 * under every strategy.
 */
final class TaskOrdinals {

    /** A call or a schedule is numbered with so many bits. */
    static final int SOURCE_BITS = 20;

    private static final long CALLED = 1L << 61;
    private static final long SCHEDULED = 1L << 60;
    private static final int TASK_BITS = 4;
    private static final int INVOCATION_BITS = 36;
    private static final int SOURCE_SHIFT = INVOCATION_BITS + TASK_BITS;

    private TaskOrdinals() {}

    static long timed(int call, int task) {
        return CALLED | (long) call << SOURCE_SHIFT | task;
    }

    static long scheduled(int schedule, long invocation, int task) {
        return CALLED | SCHEDULED | (long) schedule << SOURCE_SHIFT | invocation << TASK_BITS | task;
    }

    /** Returns whether a call or a schedule started the task, not the workload. */
    static boolean isCalled(long ordinal) {
        return (ordinal & CALLED) != 0;
    }

    static boolean isScheduled(long ordinal) {
        return (ordinal & SCHEDULED) != 0;
    }

    /** Returns the index of the call or schedule of a called task. */
    static int source(long ordinal) {
        return (int) (ordinal >>> SOURCE_SHIFT) & (1 << SOURCE_BITS) - 1;
    }
}
