package io.ecsim.schedulers;

import io.ecsim.cluster.InstanceView;
import io.ecsim.model.PlacementStrategy;
import io.ecsim.model.PlacementStrategy.BinpackField;
import io.ecsim.placement.Request;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StateRanking;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;

/**
 * {@code binpack(cpu)} and {@code binpack(memory)} of ECS: the instance where the least of the field is left over, in
 * absolute units (R1.21, R1.26). All candidates lose the same amount, so the least left before is the least left after;
 * that makes the order independent of the request. Best fit in one dimension (Johnson et al., SIAM J. Comput. 1974).
 *
 * <p>Deviation: none.
 *
 * @param field the resource looked at
 */
public record Binpack(BinpackField field) implements StrategyProvider {

    @Override
    public StrategyInfo info() {
        String name = new PlacementStrategy.Binpack(field).toString();
        return new StrategyInfo(name, "Amazon ECS (R1.21, R1.26); best fit, Johnson et al. 1974", "");
    }

    @Override
    public Stage open(RunContext run) {
        return field == BinpackField.CPU ? new LeastCpu() : new LeastMemory();
    }

    private static final class LeastCpu implements StateRanking {
        @Override
        public long cost(InstanceView instance) {
            return instance.cpuFree();
        }

        @Override
        public long leastCost(Request request) {
            return request.cpuUnits();
        }
    }

    private static final class LeastMemory implements StateRanking {
        @Override
        public long cost(InstanceView instance) {
            return instance.memoryFree();
        }

        @Override
        public long leastCost(Request request) {
            return request.memoryMiB();
        }
    }
}
