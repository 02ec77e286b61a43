package io.ecsim.placement;

import io.ecsim.random.RandomStream;

/**
 * Uniform choice among the feasible candidates (R1.27): rejection first, which is cheap while many fit; then one of those
 * enumerated. Both are exactly uniform, so their mixture is.
 */
public final class UniformChooser implements Chooser {

    /** Rejections before the enumeration, which costs about as much as this share of the candidates. */
    private static final int LEAST_REJECTIONS = 32;

    private static final int CANDIDATES_PER_REJECTION = 16;

    private final RandomStream random;
    private int[] buffer = new int[0];

    /** Makes a chooser that draws from the stream. */
    public UniformChooser(RandomStream random) {
        this.random = random;
    }

    @Override
    public int choose(Request request, Candidates candidates) {
        int size = candidates.size();
        if (size == 0) {
            return NONE;
        }
        int rejections = Math.max(LEAST_REJECTIONS, size / CANDIDATES_PER_REJECTION);
        for (int i = 0; i < rejections; i++) {
            int instance = candidates.instanceAt(random.nextInt(size));
            if (candidates.fits(instance)) {
                return instance;
            }
        }
        if (buffer.length < size) {
            buffer = new int[size];
        }
        int feasible = 0;
        for (int i = 0; i < size; i++) {
            int instance = candidates.instanceAt(i);
            if (candidates.fits(instance)) {
                buffer[feasible++] = instance;
            }
        }
        return feasible == 0 ? NONE : buffer[random.nextInt(feasible)];
    }
}
