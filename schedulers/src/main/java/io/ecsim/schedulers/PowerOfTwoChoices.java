package io.ecsim.schedulers;

import io.ecsim.cluster.InstanceView;
import io.ecsim.placement.Candidates;
import io.ecsim.placement.Chooser;
import io.ecsim.placement.Request;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;
import io.ecsim.placement.UniformChooser;

/**
 * Power of two choices: of two instances drawn uniformly, with replacement, among those that can take the task, the less
 * allocated (Mitzenmacher, "The Power of Two Choices in Randomized Load Balancing", IEEE TPDS 2001).
 *
 * <p>Deviation: the load is not a queue's length but the largest share of CPU, memory or GPUs that is reserved, in steps
 * of 2<sup>-20</sup>; a tie goes to the earlier registered.
 */
public final class PowerOfTwoChoices implements StrategyProvider {

    @Override
    public StrategyInfo info() {
        return new StrategyInfo(
                "power-of-two",
                "Mitzenmacher, The Power of Two Choices in Randomized Load Balancing, IEEE TPDS 2001",
                "load is the largest reserved share of a resource; ties go to the earlier registered");
    }

    @Override
    public Stage open(RunContext run) {
        return new LessAllocatedOfTwo(new UniformChooser(run.random("power-of-two")));
    }

    private record LessAllocatedOfTwo(UniformChooser uniform) implements Chooser {
        @Override
        public int choose(Request request, Candidates candidates) {
            int first = uniform.choose(request, candidates);
            if (first == NONE) {
                return NONE;
            }
            int second = uniform.choose(request, candidates);
            long firstLoad = load(candidates.view(first));
            long secondLoad = load(candidates.view(second));
            if (firstLoad == secondLoad) {
                return candidates.rankOf(first) <= candidates.rankOf(second) ? first : second;
            }
            return firstLoad < secondLoad ? first : second;
        }

        private static long load(InstanceView instance) {
            long cpu = reservedShare(instance.cpuFree(), instance.cpuRegistered());
            long memory = reservedShare(instance.memoryFree(), instance.memoryRegistered());
            long gpus = reservedShare(instance.gpusFree(), instance.gpusRegistered());
            return Math.max(Math.max(cpu, memory), gpus);
        }

        private static long reservedShare(int free, int registered) {
            return Shares.of(registered - free, registered);
        }
    }
}
