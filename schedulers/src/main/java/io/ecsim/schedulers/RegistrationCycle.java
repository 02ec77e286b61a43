package io.ecsim.schedulers;

import io.ecsim.placement.Candidates;
import io.ecsim.placement.Chooser;
import io.ecsim.placement.Request;

/**
 * Goes through the instances in order of registration, from the one chosen last: the first that can take the task; after
 * the last comes the first. An instance that joins does so at the end of the cycle.
 */
final class RegistrationCycle implements Chooser {

    private final boolean stays;
    private int lastRank = -1;

    /**
     * Makes a cycle that begins at the first instance.
     *
     * @param stays whether the instance chosen last comes first, and not last
     */
    RegistrationCycle(boolean stays) {
        this.stays = stays;
    }

    @Override
    public int choose(Request request, Candidates candidates) {
        int size = candidates.size();
        int start = firstFrom(candidates, stays ? lastRank : lastRank + 1);
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

    /** Returns the first position of at least that rank by bisection, for ranks ascend; the size if there is none. */
    private static int firstFrom(Candidates candidates, int rank) {
        int low = 0;
        int high = candidates.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (candidates.rankOf(candidates.instanceAt(middle)) < rank) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
