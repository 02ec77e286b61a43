package io.ecsim.experiments;

import io.ecsim.controlplane.RunOptions;
import io.ecsim.placement.StrategyChain;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What is compared, on what, how often, by which objective.
 *
 * @param name of the scenario, not blank
 * @param description what the scenario shows, in the author's words; may be empty
 * @param worlds the worlds that the strategies live through
 * @param strategies the competitors, at least one, names all different
 * @param replicate what a replication is (models.md M2)
 * @param objective how competitors are ranked (models.md M3)
 * @param seed the scenario's seed
 * @param options how runs are done
 * @param assumptions what the input leaves out and the scenario assumes, one sentence each, for the report's doubts
 * @param inputs every file read, in the order of reading, the scenario first
 * @param overrides what the command line gave in place of the scenario's values, each {@code PATH=VALUE}, in order
 * @param need the search for the fewest instances, when one is asked for
 */
public record Experiment(
        String name,
        String description,
        WorldSource worlds,
        List<StrategyChain> strategies,
        Replicate replicate,
        Objective objective,
        long seed,
        RunOptions options,
        List<String> assumptions,
        List<InputFile> inputs,
        List<String> overrides,
        Optional<NeedSearch> need) {

    public Experiment {
        if (name.isBlank()) {
            throw new IllegalArgumentException("an experiment needs a name");
        }
        if (strategies.isEmpty()) {
            throw new IllegalArgumentException("an experiment needs a strategy");
        }
        TreeSet<String> names = new TreeSet<>();
        for (StrategyChain strategy : strategies) {
            if (!names.add(strategy.name())) {
                throw new IllegalArgumentException("two strategies are named " + strategy.name());
            }
        }
        strategies = List.copyOf(strategies);
        assumptions = List.copyOf(assumptions);
        inputs = List.copyOf(inputs);
        overrides = List.copyOf(overrides);
    }

    /** Returns this experiment with another seed. */
    public Experiment withSeed(long otherSeed) {
        return new Experiment(
                name,
                description,
                worlds,
                strategies,
                replicate,
                objective,
                otherSeed,
                options,
                assumptions,
                inputs,
                overrides,
                need);
    }

    /** Returns this experiment with another number of replications; unchanged where nothing varies. */
    public Experiment withReplications(int count) {
        return new Experiment(
                name,
                description,
                worlds,
                strategies,
                replicate.withCount(count),
                objective,
                seed,
                options,
                assumptions,
                inputs,
                overrides,
                need);
    }

    /** Returns this experiment with other run options. */
    public Experiment withOptions(RunOptions otherOptions) {
        return new Experiment(
                name,
                description,
                worlds,
                strategies,
                replicate,
                objective,
                seed,
                otherOptions,
                assumptions,
                inputs,
                overrides,
                need);
    }
}
