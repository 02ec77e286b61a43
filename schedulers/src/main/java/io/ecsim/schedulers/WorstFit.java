package io.ecsim.schedulers;

import io.ecsim.placement.DemandRanking;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StateRanking;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;

/**
 * {@code worst-fit(MEASURE)}: the instance that would be the emptiest with the task (Johnson, "Fast algorithms for bin
 * packing", J. Comput. Syst. Sci. 1974). The opposite of {@link BestFit}.
 *
 * <p>Deviation: bins are the registered instances; none is opened. Shares are rounded down to 2<sup>-20</sup>.
 *
 * @param measure how empty
 */
public record WorstFit(FitMeasure measure) implements StrategyProvider {

    /** {@code worst-fit(MEASURE)}. */
    static final StrategyFamily FAMILY = new ParameterFamily(
            "worst-fit(MEASURE)",
            "MEASURE: " + FitMeasure.NAMES,
            FitMeasure.PATTERN,
            WorstFit.class::isInstance,
            (argument, names) -> new WorstFit(FitMeasure.of(argument, "worst-fit(MEASURE)")));

    @Override
    public StrategyInfo info() {
        return new StrategyInfo(
                "worst-fit(" + measure.text() + ")",
                "Worst fit, Johnson, J. Comput. Syst. Sci. 1974",
                "instances are given, none is opened; shares rounded to 2^-20");
    }

    @Override
    public Stage open(RunContext run) {
        StateRanking mostFree = instance -> -measure.free(instance);
        DemandRanking mostLeft = (request, instance) -> -measure.left(request, instance);
        return measure.ofOneResource() ? mostFree : mostLeft;
    }
}
