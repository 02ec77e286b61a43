package io.ecsim.workloads.law;

import io.ecsim.random.RandomStream;
import java.util.List;

/** Draws an index in proportion to weights in constant time (Walker 1977; construction after Vose 1991). */
public final class AliasTable {

    private final double[] keep;
    private final int[] alias;

    /**
     * Builds the table.
     *
     * @param weights at least one, each at least 0 and finite, not all 0
     */
    public AliasTable(List<Double> weights) {
        int size = weights.size();
        double sum = 0;
        for (double weight : weights) {
            if (!(weight >= 0) || !Double.isFinite(weight)) {
                throw new IllegalArgumentException("a weight must be at least 0, was " + weight);
            }
            sum += weight;
        }
        if (!(sum > 0) || !Double.isFinite(sum)) {
            throw new IllegalArgumentException("the sum of weights must be above 0 and finite, was " + sum);
        }
        keep = new double[size];
        alias = new int[size];
        int[] stack = new int[size]; // indices below the average from the left, the others from the right
        int small = 0;
        int large = size;
        for (int i = 0; i < size; i++) {
            keep[i] = weights.get(i) / sum * size;
            alias[i] = i;
            if (keep[i] < 1) {
                stack[small++] = i;
            } else {
                stack[--large] = i;
            }
        }
        while (small > 0 && large < size) {
            int poor = stack[--small];
            int rich = stack[large];
            alias[poor] = rich;
            keep[rich] -= 1 - keep[poor];
            if (keep[rich] < 1) {
                large++;
                stack[small++] = rich;
            }
        }
        while (small > 0) {
            keep[stack[--small]] = 1; // left over by rounding alone
        }
    }

    /** Draws an index; one draw from the stream, none when there is one index. */
    public int sample(RandomStream stream) {
        if (keep.length == 1) {
            return 0;
        }
        double place = stream.nextDouble() * keep.length;
        int index = (int) place;
        return place - index < keep[index] ? index : alias[index];
    }
}
