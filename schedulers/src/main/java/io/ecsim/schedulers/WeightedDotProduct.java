package io.ecsim.schedulers;

import io.ecsim.placement.DemandRanking;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;

/**
 * {@code weighted-dot-product(CPU:MEMORY:GPU)}: {@link DotProduct} with stated weights (Panigrahy et al., "Heuristics for
 * Vector Bin Packing", Microsoft Research 2011): the scarcer a resource, the more its alignment should count.
 *
 * <p>Deviation: chooses the instance for a given task. Shares are rounded down to 2<sup>-20</sup>.
 *
 * @param cpu weight of CPU, 0 to {@value #MOST}
 * @param memory weight of memory, 0 to {@value #MOST}
 * @param gpu weight of GPUs, 0 to {@value #MOST}
 */
public record WeightedDotProduct(int cpu, int memory, int gpu) implements StrategyProvider {

    private static final int MOST = 1_000;
    private static final String FORM = "weighted-dot-product(CPU:MEMORY:GPU)";

    /** {@code weighted-dot-product(CPU:MEMORY:GPU)}. */
    static final StrategyFamily FAMILY = new ParameterFamily(
            FORM,
            "CPU, MEMORY, GPU: weights, whole numbers up to 1000",
            "\\d{1,4}\\s*:\\s*\\d{1,4}\\s*:\\s*\\d{1,4}",
            WeightedDotProduct.class::isInstance,
            (argument, names) -> of(argument));

    public WeightedDotProduct {
        if (Math.min(Math.min(cpu, memory), gpu) < 0
                || Math.max(Math.max(cpu, memory), gpu) > MOST
                || cpu + memory + gpu == 0) {
            throw refused(cpu + ":" + memory + ":" + gpu);
        }
    }

    private static WeightedDotProduct of(String argument) {
        String[] weights = argument.split("\\s*:\\s*", -1);
        if (!argument.matches("\\d{1,4}\\s*:\\s*\\d{1,4}\\s*:\\s*\\d{1,4}")) {
            throw refused(argument);
        }
        return new WeightedDotProduct(
                Integer.parseInt(weights[0]), Integer.parseInt(weights[1]), Integer.parseInt(weights[2]));
    }

    private static IllegalArgumentException refused(String found) {
        return new IllegalArgumentException(
                FORM + ": three weights from 0 to " + MOST + ", not all 0, such as 2:1:1, found \"" + found + "\"");
    }

    @Override
    public StrategyInfo info() {
        return new StrategyInfo(
                "weighted-dot-product(" + cpu + ":" + memory + ":" + gpu + ")",
                "Panigrahy et al., Heuristics for Vector Bin Packing, 2011",
                "chooses the instance for a given task, most free first; shares rounded to 2^-20");
    }

    @Override
    public Stage open(RunContext run) {
        DemandRanking largestProduct =
                (request, instance) -> -(cpu * DotProduct.product(Resource.CPU, request, instance)
                        + memory * DotProduct.product(Resource.MEMORY, request, instance)
                        + gpu * DotProduct.product(Resource.GPU, request, instance));
        return largestProduct;
    }
}
