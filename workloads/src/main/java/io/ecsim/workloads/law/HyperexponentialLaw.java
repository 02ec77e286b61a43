package io.ecsim.workloads.law;

import io.ecsim.random.Law;
import io.ecsim.random.RandomStream;
import io.ecsim.random.Variates;
import java.util.ArrayList;
import java.util.List;

/** A mixture of exponential laws: more variable than one of them. */
public final class HyperexponentialLaw implements Lifetime {

    private static final double ROUNDING = 1e-9;

    /**
     * One of the exponential laws.
     *
     * @param probability above 0, at most 1
     * @param mean above 0, in the unit of the quantity
     */
    public record Branch(double probability, double mean) {}

    private final List<Branch> branches;
    private final Quantity quantity;
    private final AliasTable choice;
    private final double[] means;
    private final double mean;

    /**
     * Creates the law.
     *
     * @param branches at least one; their probabilities add up to 1
     * @param quantity what is drawn
     */
    public HyperexponentialLaw(List<Branch> branches, Quantity quantity) {
        double probabilities = 0;
        double sum = 0;
        for (Branch branch : branches) {
            if (!(branch.probability() > 0 && branch.probability() <= 1)) {
                throw new IllegalArgumentException(
                        "a probability must be above 0 and at most 1, was " + branch.probability());
            }
            Parameters.requirePositive("mean", branch.mean(), quantity);
            probabilities += branch.probability();
            sum += branch.probability() * branch.mean();
        }
        if (!(Math.abs(probabilities - 1) <= ROUNDING)) {
            throw new IllegalArgumentException("the probabilities must add up to 1, not to " + probabilities);
        }
        this.branches = List.copyOf(branches);
        this.quantity = quantity;
        this.choice = new AliasTable(branches.stream().map(Branch::probability).toList());
        this.means = branches.stream().mapToDouble(Branch::mean).toArray();
        this.mean = sum / probabilities;
    }

    /**
     * Returns the law of two branches with balanced means (each brings half of the total), as is usual when only two
     * moments are known.
     *
     * @param mean above 0
     * @param cv2 squared coefficient of variation, 1 to 1,000,000
     */
    public static HyperexponentialLaw ofMoments(double mean, double cv2, Quantity quantity) {
        Parameters.requirePositive("mean", mean, quantity);
        Parameters.requireWithin("cv2", cv2, 1, 1e6);
        double often = (1 + StrictMath.sqrt((cv2 - 1) / (cv2 + 1))) / 2;
        double seldom = 1 / (often * 2 * (cv2 + 1)); // 1 - often, without cancellation
        return new HyperexponentialLaw(
                List.of(new Branch(often, mean / (2 * often)), new Branch(seldom, mean / (2 * seldom))), quantity);
    }

    @Override
    public double sample(RandomStream stream) {
        return means[choice.sample(stream)] * Variates.exponential(stream);
    }

    @Override
    public double mean() {
        return mean;
    }

    /** No branch has a memory: what remains is a mixture of the same laws, long ones met more often. */
    @Override
    public Law residual() {
        double sum = 0;
        for (Branch branch : branches) {
            sum += branch.probability() * branch.mean();
        }
        List<Branch> met = new ArrayList<>();
        for (Branch branch : branches) {
            met.add(new Branch(branch.probability() * branch.mean() / sum, branch.mean()));
        }
        return new HyperexponentialLaw(met, quantity);
    }

    @Override
    public String describe() {
        return "hyperexponential(" + branches.size() + " branches, mean " + quantity.format(mean) + ")";
    }
}
