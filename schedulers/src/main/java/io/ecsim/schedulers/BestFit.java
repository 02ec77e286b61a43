package io.ecsim.schedulers;

import io.ecsim.model.PlacementStrategy.BinpackField;
import io.ecsim.placement.DemandRanking;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StateRanking;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;

/**
 * {@code best-fit(MEASURE)}: the instance that would be the fullest with the task (Johnson et al., "Worst-case performance
 * bounds for simple one-dimensional packing algorithms", SIAM J. Comput. 1974). With several resources the fullest is a
 * matter of definition: {@link FitMeasure}. By CPU or memory alone it is {@link Binpack}.
 *
 * <p>Deviation: bins are the registered instances; none is opened. Shares are rounded down to 2<sup>-20</sup>.
 *
 * @param measure how full; neither CPU nor memory, which {@code binpack} is
 */
public record BestFit(FitMeasure measure) implements StrategyProvider {

    /** {@code best-fit(MEASURE)}. */
    static final StrategyFamily FAMILY = new ParameterFamily(
            "best-fit(MEASURE)",
            "MEASURE: " + FitMeasure.NAMES,
            FitMeasure.PATTERN,
            BestFit.class::isInstance,
            (argument, names) -> of(FitMeasure.of(argument, "best-fit(MEASURE)")));

    public BestFit {
        if (measure == FitMeasure.CPU || measure == FitMeasure.MEMORY) {
            throw new IllegalArgumentException("best fit by " + measure.text() + " is binpack(" + measure.text() + ")");
        }
    }

    private static StrategyProvider of(FitMeasure measure) {
        return switch (measure) {
            case CPU -> new Binpack(BinpackField.CPU);
            case MEMORY -> new Binpack(BinpackField.MEMORY);
            default -> new BestFit(measure);
        };
    }

    @Override
    public StrategyInfo info() {
        return new StrategyInfo(
                "best-fit(" + measure.text() + ")",
                "Best fit, Johnson et al., SIAM J. Comput. 1974",
                "instances are given, none is opened; shares rounded to 2^-20");
    }

    @Override
    public Stage open(RunContext run) {
        StateRanking leastFree = measure::free;
        DemandRanking leastLeft = measure::left;
        return measure.ofOneResource() ? leastFree : leastLeft;
    }
}
