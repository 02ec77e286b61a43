package io.ecsim.schedulers;

import io.ecsim.placement.Candidates;
import io.ecsim.placement.Chooser;
import io.ecsim.placement.Request;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;

/**
 * Round robin: the next instance, in order of registration, after the one chosen last that can take the task; after the
 * last comes the first (the cyclic order of RFC 1794, "DNS Support for Load Balancing", 1995).
 *
 * <p>Deviation: instances that cannot take the task are passed over. One cursor serves all tasks of a run. An instance
 * that joins does so at the end of the cycle.
 */
public final class RoundRobin implements StrategyProvider {

    @Override
    public StrategyInfo info() {
        return new StrategyInfo(
                "round-robin",
                "RFC 1794, DNS Support for Load Balancing, 1995",
                "passes over instances that cannot take the task");
    }

    @Override
    public Stage open(RunContext run) {
        return new Cycle();
    }

    private static final class Cycle implements Chooser {

        private int lastRank = -1;

        @Override
        public int choose(Request request, Candidates candidates) {
            int size = candidates.size();
            int start = firstAfter(candidates, lastRank);
            for (int step = 0; step < size; step++) {
                int position = start + step < size ? start + step : start + step - size;
                int instance = candidates.instanceAt(position);
                if (candidates.fits(instance)) {
                    lastRank = candidates.rankOf(instance);
                    return instance;
                }
            }
            return NONE;
        }

        /** Returns the first position of a higher rank by bisection, for ranks ascend; the size if there is none. */
        private static int firstAfter(Candidates candidates, int rank) {
            int low = 0;
            int high = candidates.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (candidates.rankOf(candidates.instanceAt(middle)) <= rank) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }
}
