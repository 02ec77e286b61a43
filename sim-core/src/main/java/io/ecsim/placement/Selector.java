package io.ecsim.placement;

/**
 * Answers a strategy chain, or the rest of one, over a set of member instances. Members are eligible and of a class that
 * the constraints allow.
 */
abstract class Selector {

    static final int NONE = -1;

    /** Instances or index blocks examined so far. */
    long probes;

    /**
     * Returns the instance that the chain picks, or {@link #NONE}.
     *
     * @param key receives, from {@code depth} on, the cost in each remaining stage, the tie-break count and the rank
     *     of the answer: answers of two selectors of the same chain compare by it
     */
    abstract int select(Request request, long[] key, int depth);

    abstract void add(int instance);

    abstract void remove(int instance);

    abstract void changed(int instance);

    /** Returns the probes of this selector and those it asks. */
    long totalProbes() {
        return probes;
    }
}
