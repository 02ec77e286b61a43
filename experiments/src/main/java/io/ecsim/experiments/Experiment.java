package io.ecsim.experiments;

import io.ecsim.controlplane.RunOptions;
import io.ecsim.placement.StrategyChain;
import io.ecsim.random.Streams;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is compared, on what, how often, by which objective.
 *
 * @param name of the scenario, not blank
 * @param description what the scenario shows, in the author's words; may be empty
 * @param variants the versions of the scenario, at least one; several are all stated, names all different
 * @param strategies compared under every variant, at least one, names all different
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
        List<Variant> variants,
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
        requireDistinct("strategies", strategies.stream().map(StrategyChain::name));
        if (variants.isEmpty() || (variants.size() > 1 && !variants.stream().allMatch(Variant::isStated))) {
            throw new IllegalArgumentException("an experiment needs a variant, and several need names");
        }
        variants = List.copyOf(variants);
        strategies = List.copyOf(strategies);
        requireDistinct("variants", variants.stream().map(Variant::name));
        requireDistinct("contenders", contenders(variants, strategies).stream().map(Contender::name));
        assumptions = List.copyOf(assumptions);
        inputs = List.copyOf(inputs);
        overrides = List.copyOf(overrides);
    }

    private static void requireDistinct(String what, Stream<String> names) {
        TreeSet<String> known = new TreeSet<>();
        names.forEach(name -> {
            if (!known.add(name)) {
                throw new IllegalArgumentException("two " + what + " are named " + name);
            }
        });
    }

    private static List<Contender> contenders(List<Variant> variants, List<StrategyChain> strategies) {
        return variants.stream()
                .flatMap(variant ->
                        strategies.stream().map(strategy -> Contender.of(variant, strategy, strategies.size() == 1)))
                .toList();
    }

    /** Returns those that are compared, variant by variant, each with every strategy. */
    public List<Contender> contenders() {
        return contenders(variants, strategies);
    }

    /** Returns whether the scenario is compared with versions of itself. */
    public boolean hasVariants() {
        return variants.get(0).isStated();
    }

    /** Returns what each contender is: a strategy, a variant, or a competitor where it is both. */
    public String contenderNoun() {
        return !hasVariants() ? "strategy" : strategies.size() == 1 ? "variant" : "competitor";
    }

    /** Returns the plural of {@link #contenderNoun()}. */
    public String contendersNoun() {
        return hasVariants() ? contenderNoun() + "s" : "strategies";
    }

    /** Returns the worlds of the first variant, or of the scenario as it stands. */
    public WorldSource worlds() {
        return variants.get(0).worlds();
    }

    /** Returns this experiment with these of its variants and strategies, in that order. */
    public Experiment with(List<Variant> chosenVariants, List<StrategyChain> chosenStrategies) {
        return new Experiment(
                name,
                description,
                chosenVariants,
                chosenStrategies,
                replicate,
                objective,
                seed,
                options,
                assumptions,
                inputs,
                overrides,
                need);
    }

    /** Returns this experiment ranked by another objective, without a search for the need. */
    public Experiment rankedBy(Objective otherObjective) {
        return new Experiment(
                name,
                description,
                variants,
                strategies,
                replicate,
                otherObjective,
                seed,
                options,
                assumptions,
                inputs,
                overrides,
                Optional.empty());
    }

    /** Returns the random streams of a replication, the same for every contender. */
    public Streams streams(int replication) {
        return new Streams(seed, replication, replicate.antithetic() && replication % 2 != 0);
    }

    /** Returns whether pilot runs are to find how much of the start is not measured. */
    public boolean seeksWarmup() {
        return variants.stream().map(Variant::worlds).anyMatch(WorldSource::seeksWarmup);
    }

    /** Returns this experiment with one unmeasured start for all, in microseconds. */
    public Experiment withWarmup(long warmupMicros) {
        return with(
                variants.stream()
                        .map(variant -> new Variant(
                                variant.name(),
                                variant.changes(),
                                variant.worlds().withWarmup(warmupMicros)))
                        .toList(),
                strategies);
    }

    /** Returns this experiment with other replications. */
    public Experiment with(Replicate otherReplicate) {
        return new Experiment(
                name,
                description,
                variants,
                strategies,
                otherReplicate,
                objective,
                seed,
                options,
                assumptions,
                inputs,
                overrides,
                need);
    }

    /** Returns this experiment with another seed. */
    public Experiment withSeed(long otherSeed) {
        return new Experiment(
                name,
                description,
                variants,
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
        return with(replicate.withCount(count));
    }

    /** Returns this experiment with other files named as its input. */
    public Experiment withInputs(List<InputFile> otherInputs) {
        return new Experiment(
                name,
                description,
                variants,
                strategies,
                replicate,
                objective,
                seed,
                options,
                assumptions,
                otherInputs,
                overrides,
                need);
    }

    /** Returns this experiment with other run options. */
    public Experiment withOptions(RunOptions otherOptions) {
        return new Experiment(
                name,
                description,
                variants,
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
