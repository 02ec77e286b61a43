package io.ecsim.agent;

/**
 * Weighted max-min sharing (models.md M5): nobody gets more than it wants, what is not wanted is divided among the others
 * in proportion to their weights, and who wants more than its part gets at least that part (R2.24).
 */
final class CpuShares {

    private CpuShares() {}

    /**
     * Divides what there is.
     *
     * @param capacity what there is, at least 0
     * @param wanted what each wants, at least 0
     * @param weights weight of each, at least 1
     * @return what each gets, rounded down where it is less than wanted
     */
    static long[] divide(long capacity, long[] wanted, long[] weights) {
        long[] given = new long[wanted.length];
        boolean[] content = new boolean[wanted.length];
        long left = capacity;
        long weightLeft = 0;
        for (long weight : weights) {
            weightLeft += weight;
        }
        boolean found = true;
        while (found) {
            found = false;
            for (int i = 0; i < wanted.length; i++) {
                if (!content[i] && wanted[i] * weightLeft <= left * weights[i]) {
                    given[i] = wanted[i];
                    content[i] = true;
                    left -= wanted[i];
                    weightLeft -= weights[i];
                    found = true;
                }
            }
        }
        for (int i = 0; i < wanted.length; i++) {
            if (!content[i]) {
                given[i] = left * weights[i] / weightLeft;
            }
        }
        return given;
    }
}
