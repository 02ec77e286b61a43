package io.ecsim.schedulers;

import io.ecsim.placement.Candidates;
import io.ecsim.placement.Chooser;
import io.ecsim.random.RandomStream;

/**
 * Draws uniformly among the feasible candidates. Positions are drawn and the infeasible rejected; after
 * {@link #TRIES} rejections all are enumerated. Both ways are uniform, so their mixture is, exactly.
 */
final class UniformDraw {

    /** Rejections before the enumeration: it then costs, on average, little more than these did. */
    static final int TRIES = 32;

    private final RandomStream random;

    UniformDraw(RandomStream random) {
        this.random = random;
    }

    /** Returns a feasible instance, or {@link Chooser#NONE} if there is none. */
    int draw(Candidates candidates) {
        int size = candidates.size();
        for (int tries = 0; tries < TRIES && size > 0; tries++) {
            int instance = candidates.instanceAt(random.nextInt(size));
            if (candidates.fits(instance)) {
                return instance;
            }
        }
        return drawByCounting(candidates, size);
    }

    private int drawByCounting(Candidates candidates, int size) {
        int feasible = 0;
        for (int position = 0; position < size; position++) {
            feasible += candidates.fits(candidates.instanceAt(position)) ? 1 : 0;
        }
        if (feasible == 0) {
            return Chooser.NONE;
        }
        int left = random.nextInt(feasible);
        for (int position = 0; position < size; position++) {
            int instance = candidates.instanceAt(position);
            if (candidates.fits(instance) && left-- == 0) {
                return instance;
            }
        }
        throw new IllegalStateException("candidates changed during one decision");
    }
}
