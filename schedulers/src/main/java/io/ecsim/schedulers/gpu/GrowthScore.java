package io.ecsim.schedulers.gpu;

/**
 * The score 0 to 99 of a growth of fragmentation: 100 / (1 + e^g) rounded down, g in devices. Found in a table of the
 * greatest growth for each score, which is made once, so that a score is a comparison of integers.
 */
final class GrowthScore {

    private static final int SCORES = 100;

    /** By score: the greatest growth that has at least this score, in thousandths of a device times the weight. */
    private final long[] greatest = new long[SCORES];

    /**
     * Makes the table.
     *
     * @param weight how many tasks the growth is a sum over
     */
    GrowthScore(long weight) {
        greatest[0] = Long.MAX_VALUE;
        for (int score = 1; score < SCORES; score++) {
            double devices = StrictMath.log((double) (SCORES - score) / score);
            greatest[score] = (long) StrictMath.floor(devices * 1000 * weight);
        }
    }

    /** Returns the score of a growth, which may be below 0, in thousandths of a device times the weight. */
    int of(long growth) {
        int low = 0;
        int high = SCORES - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (growth <= greatest[middle]) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
