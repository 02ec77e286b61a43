package io.ecsim.schedulers;

import io.ecsim.cluster.InstanceListener;
import io.ecsim.placement.DeviceChooser;
import io.ecsim.placement.Partition;
import io.ecsim.placement.Ranking;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;
import io.ecsim.placement.WithoutCosts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code weighted(W*STRATEGY + ...)}: the instance with the least weighted sum of the costs of several strategies, as
 * schedulers of Kubernetes add up the scores of their plugins (NormalizeScore, Kubernetes scheduling framework, 2019). Costs
 * of different strategies have different units; so each is brought to 0 (the least cost among the instances that can take
 * the task) to 1 (the greatest) first, for each decision anew; where all are equal it is 0. Ties go as R1.30 says. A GPU to be shared is chosen by the last
 * strategy of the sum that chooses any.
 *
 * <p>Deviation: Kubernetes divides by the greatest score instead and rounds to whole numbers to 100. Because costs are
 * relative to the candidates, an instance that is not chosen can change which one is.
 *
 * @param terms two or more
 */
public record WeightedSum(List<Term> terms) implements WithoutCosts {

    private static final String FORM = "weighted(W*STRATEGY + ...)";
    private static final int MOST_TERMS = 8;
    private static final BigDecimal MOST_WEIGHT = BigDecimal.valueOf(1_000);

    /** {@code weighted(W*STRATEGY + ...)}. */
    static final StrategyFamily FAMILY = new ParameterFamily(
            FORM,
            "W: weights, 0 to 1000; STRATEGY: any that ranks",
            "([^()]|\\([^()]*\\))+",
            WeightedSum.class::isInstance,
            WeightedSum::parse);

    /**
     * One strategy of the sum.
     *
     * @param weight more than 0
     * @param strategy one that ranks or partitions
     */
    public record Term(BigDecimal weight, StrategyProvider strategy) {

        public Term {
            weight = weight.stripTrailingZeros();
            if (weight.signum() <= 0 || weight.compareTo(MOST_WEIGHT) > 0) {
                throw new IllegalArgumentException(
                        FORM + ": a weight is above 0 and at most 1000, found " + weight.toPlainString());
            }
            if (strategy instanceof WithoutCosts) {
                throw new IllegalArgumentException(
                        FORM + ": " + strategy.info().name() + " picks one instance and has no costs to add up");
            }
        }

        private String text() {
            return weight.toPlainString() + "*" + strategy.info().name();
        }
    }

    public WeightedSum {
        if (terms.size() < 2 || terms.size() > MOST_TERMS) {
            throw new IllegalArgumentException(
                    FORM + " adds 2 to " + MOST_TERMS + " strategies with + between them, found " + terms.size());
        }
        terms = List.copyOf(terms);
    }

    private static WeightedSum parse(String argument, StrategyFamily.Names names) {
        List<Term> terms = new ArrayList<>();
        int from = 0;
        while (from <= argument.length()) {
            int end = endOfTerm(argument, from);
            terms.add(term(argument, from, end, names));
            from = end + 1;
        }
        return new WeightedSum(terms);
    }

    private static int endOfTerm(String argument, int from) {
        int depth = 0;
        for (int i = from; i < argument.length(); i++) {
            char found = argument.charAt(i);
            depth += found == '(' ? 1 : found == ')' ? -1 : 0;
            if (found == '+' && depth == 0) {
                return i;
            }
        }
        return argument.length();
    }

    private static Term term(String argument, int from, int end, StrategyFamily.Names names) {
        String text = argument.substring(from, end);
        int start = from + text.indexOf(text.strip());
        int star = text.indexOf('*');
        String weight = star < 0 ? "" : text.substring(0, star).strip();
        if (!weight.matches("\\d{1,4}(\\.\\d{1,6})?")) {
            throw new StrategySyntaxException(
                    FORM + ": a term is a weight, * and a strategy, such as 0.5*binpack(memory), found \""
                            + text.strip() + "\"",
                    argument,
                    start);
        }
        String name = text.substring(star + 1).strip();
        int nameStart = from + star + 1 + text.substring(star + 1).indexOf(name);
        StrategyProvider strategy;
        try {
            strategy = names.strategy(name);
        } catch (StrategySyntaxException wrong) {
            throw new StrategySyntaxException(
                    String.valueOf(wrong.getMessage()), argument, nameStart + wrong.position());
        }
        try {
            return new Term(new BigDecimal(weight), strategy);
        } catch (IllegalArgumentException wrong) {
            throw new StrategySyntaxException(String.valueOf(wrong.getMessage()), argument, start);
        }
    }

    @Override
    public StrategyInfo info() {
        return new StrategyInfo(
                "weighted(" + terms.stream().map(Term::text).collect(Collectors.joining(" + ")) + ")",
                "NormalizeScore, Kubernetes scheduling framework, 2019",
                "costs brought to 0 to 1 between the least and the greatest of the candidates; no rounding");
    }

    @Override
    public Stage open(RunContext run) {
        double[] weights =
                terms.stream().mapToDouble(term -> term.weight.doubleValue()).toArray();
        LeastSum.Costs[] costs = new LeastSum.Costs[weights.length];
        List<InstanceListener> listeners = new ArrayList<>();
        DeviceChooser devices = DeviceChooser::fullest;
        for (int i = 0; i < weights.length; i++) {
            Stage stage = terms.get(i).strategy.open(run);
            if (stage instanceof Ranking ranking) {
                costs[i] = ranking::cost;
            } else if (stage instanceof Partition partition) {
                costs[i] = (request, view) -> partition.cost(request, partition.valueOf(view.instanceClass()));
            } else {
                throw new IllegalArgumentException(
                        FORM + ": " + terms.get(i).strategy.info().name() + " has no costs to add up");
            }
            if (stage instanceof DeviceChooser chooser) {
                devices = chooser; // of several, the last
            }
            if (stage instanceof InstanceListener listener) {
                listeners.add(listener);
            }
        }
        return new LeastSum(weights, costs, listeners, devices);
    }
}
