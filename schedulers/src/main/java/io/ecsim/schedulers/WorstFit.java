package io.ecsim.schedulers;

import io.ecsim.model.PlacementStrategy.BinpackField;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StateRanking;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;

/**
 * {@code worst-fit(cpu)} and {@code worst-fit(memory)}: the instance with the most of one resource free, in absolute
 * units (Johnson, "Fast algorithms for bin packing", J. Comput. Syst. Sci. 1974). The opposite of {@link Binpack}.
 *
 * <p>Deviation: bins are the registered instances; none is opened.
 *
 * @param field the resource looked at
 */
public record WorstFit(BinpackField field) implements StrategyProvider {

    @Override
    public StrategyInfo info() {
        return new StrategyInfo(
                field == BinpackField.CPU ? "worst-fit(cpu)" : "worst-fit(memory)",
                "Worst fit, Johnson, J. Comput. Syst. Sci. 1974",
                "instances are given, none is opened");
    }

    @Override
    public Stage open(RunContext run) {
        StateRanking mostCpu = instance -> -(long) instance.cpuFree();
        StateRanking mostMemory = instance -> -(long) instance.memoryFree();
        return field == BinpackField.CPU ? mostCpu : mostMemory;
    }
}
