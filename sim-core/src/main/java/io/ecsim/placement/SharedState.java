package io.ecsim.placement;

import java.util.List;

/**
 * Several schedulers that place standalone tasks over one shared state of the cluster, each by the same chain and without
 * locks (Omega, Schwarzkopf et al., EuroSys 2013). A scheduler looks at the cluster when it takes a task and commits its
 * choice when its decision time is over: by then its view is that old. If the task may not go there any more, which is a
 * conflict, it decides again. It is the whole chain of its competitor.
 *
 * @param schedulers how many there are, at least 1; each decides on one task at a time
 * @param decisionMicros the time of one decision in microseconds, at least 0
 * @param single the chain of each scheduler, which also decides on single tasks that cannot wait, at once
 */
public record SharedState(int schedulers, long decisionMicros, List<Single> single) implements WholeChain {

    public SharedState {
        if (schedulers < 1 || decisionMicros < 0) {
            throw new IllegalArgumentException("at least 1 scheduler and 0 microseconds are needed, were " + schedulers
                    + " and " + decisionMicros);
        }
        single = List.copyOf(single);
    }
}
