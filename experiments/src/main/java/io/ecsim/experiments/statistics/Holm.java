package io.ecsim.experiments.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's step-down adjustment (Scandinavian Journal of Statistics, 1979): rejecting where the adjusted p-value is at
 * most alpha makes any false rejection in the family at most alpha likely, whatever the dependence.
 */
public final class Holm {

    private Holm() {}

    /**
     * Returns the adjusted p-values in the order given. The i-th smallest of m is multiplied by {@code m - i + 1}, made
     * no smaller than the one before, and capped at 1.
     *
     * @param pValues one for each hypothesis of the family, 0 to 1
     */
    public static double[] adjust(double... pValues) {
        for (double pValue : pValues) {
            if (!(pValue >= 0 && pValue <= 1)) {
                throw new IllegalArgumentException("a p-value must be 0 to 1, was " + pValue);
            }
        }
        int[] ascending = IntStream.range(0, pValues.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> pValues[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = Arrays.copyOf(pValues, pValues.length);
        double floor = 0;
        for (int i = 0; i < ascending.length; i++) {
            floor = Math.max(floor, Math.min(1, (ascending.length - i) * pValues[ascending[i]]));
            adjusted[ascending[i]] = floor;
        }
        return adjusted;
    }
}
