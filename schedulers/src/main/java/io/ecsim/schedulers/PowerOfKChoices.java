package io.ecsim.schedulers;

import io.ecsim.cluster.InstanceView;
import io.ecsim.placement.Candidates;
import io.ecsim.placement.Chooser;
import io.ecsim.placement.Request;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.UniformChooser;
import io.ecsim.placement.WithoutCosts;

/**
 * Power of k choices: of k instances drawn uniformly, with replacement, among those that can take the task, the least
 * allocated (Mitzenmacher, "The Power of Two Choices in Randomized Load Balancing", IEEE TPDS 2001).
 *
 * <p>Deviation: the load is not a queue's length but the largest share of CPU, memory or GPUs that is reserved, in steps
 * of 2<sup>-20</sup>; a tie goes to the earlier registered.
 *
 * @param draws k, 2 to {@value #MOST_DRAWS}; two are named {@code power-of-two}
 */
public record PowerOfKChoices(int draws) implements WithoutCosts {

    /** {@code power-of-k(K)}. */
    static final StrategyFamily FAMILY = new ParameterFamily(
            "power-of-k(K)",
            "K: draws, 2 to 64",
            "\\d{1,2}",
            strategy -> strategy instanceof PowerOfKChoices choices && choices.draws > 2,
            (argument, names) -> of(argument));

    private static final int LEAST_DRAWS = 2;
    private static final int MOST_DRAWS = 64;

    public PowerOfKChoices {
        if (draws < LEAST_DRAWS || draws > MOST_DRAWS) {
            throw refused(String.valueOf(draws));
        }
    }

    private static PowerOfKChoices of(String argument) {
        if (!argument.matches("\\d{1,9}")) {
            throw refused("\"" + argument + "\"");
        }
        return new PowerOfKChoices(Integer.parseInt(argument));
    }

    private static IllegalArgumentException refused(String found) {
        return new IllegalArgumentException(
                "power-of-k(K): K is a whole number from " + LEAST_DRAWS + " to " + MOST_DRAWS + ", found " + found);
    }

    @Override
    public StrategyInfo info() {
        return new StrategyInfo(
                draws == LEAST_DRAWS ? "power-of-two" : "power-of-k(" + draws + ")",
                "Mitzenmacher, The Power of Two Choices in Randomized Load Balancing, IEEE TPDS 2001",
                "load is the largest reserved share of a resource; ties go to the earlier registered");
    }

    @Override
    public Stage open(RunContext run) {
        return new LeastAllocated(new UniformChooser(run.random(info().name())), draws);
    }

    private record LeastAllocated(UniformChooser uniform, int draws) implements Chooser {
        @Override
        public int choose(Request request, Candidates candidates) {
            int best = uniform.choose(request, candidates);
            for (int draw = 1; draw < draws && best != NONE; draw++) {
                int other = uniform.choose(request, candidates);
                long bestLoad = load(candidates.view(best));
                long otherLoad = load(candidates.view(other));
                if (otherLoad < bestLoad
                        || otherLoad == bestLoad && candidates.rankOf(other) < candidates.rankOf(best)) {
                    best = other;
                }
            }
            return best;
        }

        private static long load(InstanceView instance) {
            long cpu = reservedShare(Resource.CPU, instance);
            long memory = reservedShare(Resource.MEMORY, instance);
            return Math.max(Math.max(cpu, memory), reservedShare(Resource.GPU, instance));
        }

        private static long reservedShare(Resource resource, InstanceView instance) {
            int registered = resource.registered(instance);
            return Shares.of(registered - resource.free(instance), registered);
        }
    }
}
