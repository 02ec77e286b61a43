package io.ecsim.workloads.law;

import io.ecsim.random.Law;
import io.ecsim.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/** A law given by a table of quantiles, uniform between neighbouring ones. */
public final class QuantileLaw implements Lifetime {

    /**
     * One row of the table.
     *
     * @param share 0 to 1
     * @param value at least 0, in the unit of the quantity
     */
    public record Quantile(double share, double value) {}

    private final List<Quantile> table;
    private final Quantity quantity;
    private final double[] shares;
    private final double[] values;
    private final double mean;

    /**
     * Creates the law.
     *
     * @param table at least two rows, shares ascending from 0 to 1, values not descending
     * @param quantity what is drawn
     */
    public QuantileLaw(List<Quantile> table, Quantity quantity) {
        if (table.size() < 2
                || table.get(0).share() != 0
                || table.get(table.size() - 1).share() != 1) {
            throw new IllegalArgumentException("a quantile table must begin at share 0 and end at share 1");
        }
        Parameters.requireNotNegative("value", table.get(0).value(), quantity);
        this.table = List.copyOf(table);
        this.quantity = quantity;
        this.shares = new double[table.size()];
        this.values = new double[table.size()];
        double sum = 0;
        for (int i = 0; i < table.size(); i++) {
            shares[i] = table.get(i).share();
            values[i] = table.get(i).value();
            Parameters.requireNotNegative("value", values[i], quantity);
            if (i > 0 && !(shares[i] > shares[i - 1] && values[i] >= values[i - 1])) {
                throw new IllegalArgumentException("quantiles must ascend, but " + shares[i] + " with "
                        + quantity.format(values[i]) + " follows " + shares[i - 1] + " with "
                        + quantity.format(values[i - 1]));
            }
            if (i > 0) {
                sum += (shares[i] - shares[i - 1]) * (values[i] + values[i - 1]) / 2;
            }
        }
        this.mean = sum;
    }

    @Override
    public double sample(RandomStream stream) {
        double share = stream.nextDouble();
        int low = 0;
        int high = shares.length - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (shares[middle] <= share) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double within = (share - shares[low]) / (shares[high] - shares[low]);
        return values[low] + within * (values[high] - values[low]);
    }

    @Override
    public double mean() {
        return mean;
    }

    /** The law is a mixture of uniform pieces, and so is its length-biased form. */
    @Override
    public Law residual() {
        Parameters.requirePositive("mean", mean, quantity);
        List<Law> pieces = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (int i = 1; i < table.size(); i++) {
            double middle = (values[i] + values[i - 1]) / 2;
            if (middle > 0) {
                pieces.add(new LengthBiasedUniform(values[i - 1], values[i]));
                weights.add((shares[i] - shares[i - 1]) * middle);
            }
        }
        return new UniformShare(new Mixture(pieces, new AliasTable(weights), weights), describe());
    }

    @Override
    public String describe() {
        return "empirical(" + table.size() + " quantiles, mean " + quantity.format(mean) + ")";
    }

    private record Mixture(List<Law> pieces, AliasTable choice, List<Double> weights) implements Law {

        @Override
        public double sample(RandomStream stream) {
            return pieces.get(choice.sample(stream)).sample(stream);
        }

        @Override
        public double mean() {
            double sum = 0;
            double weightSum = 0;
            for (int i = 0; i < pieces.size(); i++) {
                sum += weights.get(i) * pieces.get(i).mean();
                weightSum += weights.get(i);
            }
            return sum / weightSum;
        }

        @Override
        public String describe() {
            return "mixture of " + pieces.size();
        }
    }
}
