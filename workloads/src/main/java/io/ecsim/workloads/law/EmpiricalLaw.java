package io.ecsim.workloads.law;

import io.ecsim.random.Law;
import io.ecsim.random.RandomStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A law given by values and their weights. */
public final class EmpiricalLaw implements Lifetime {

    private final double[] values;
    private final List<Double> weights;
    private final Quantity quantity;
    private final AliasTable table;
    private final double mean;

    /**
     * Creates the law.
     *
     * @param values at least one, each at least 0, in the unit of the quantity
     * @param weights one a value, each at least 0, not all 0
     * @param quantity what is drawn
     */
    public EmpiricalLaw(List<Double> values, List<Double> weights, Quantity quantity) {
        if (values.isEmpty() || values.size() != weights.size()) {
            throw new IllegalArgumentException(
                    "an empirical law needs one weight a value, had " + values.size() + " and " + weights.size());
        }
        values.forEach(value -> Parameters.requireNotNegative("value", value, quantity));
        this.values = values.stream().mapToDouble(Double::doubleValue).toArray();
        this.weights = List.copyOf(weights);
        this.quantity = quantity;
        this.table = new AliasTable(weights);
        double sum = 0;
        double weightSum = 0;
        for (int i = 0; i < this.values.length; i++) {
            sum += this.values[i] * weights.get(i);
            weightSum += weights.get(i);
        }
        this.mean = sum / weightSum;
    }

    /** Returns the law of values of equal weight. */
    public static EmpiricalLaw of(List<Double> values, Quantity quantity) {
        return new EmpiricalLaw(values, Collections.nCopies(values.size(), 1.0), quantity);
    }

    @Override
    public double sample(RandomStream stream) {
        return values[table.sample(stream)];
    }

    @Override
    public double mean() {
        return mean;
    }

    @Override
    public Law residual() {
        Parameters.requirePositive("mean", mean, quantity);
        List<Double> lengths = new ArrayList<>();
        List<Double> biased = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            lengths.add(values[i]);
            biased.add(values[i] * weights.get(i));
        }
        return new UniformShare(new EmpiricalLaw(lengths, biased, quantity), describe());
    }

    @Override
    public String describe() {
        return "empirical(" + values.length + " values, mean " + quantity.format(mean) + ")";
    }
}
