package io.ecsim.cli;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.Replicate;
import io.ecsim.experiments.executor.RunSession;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command takes that runs an experiment and leaves results behind. */
final class ResultArguments {

    @Option(names = "--seed", paramLabel = "N", description = "Another seed than the scenario's.")
    private @Nullable Long seed;

    @Option(names = "--replications", paramLabel = "N", description = "Another number of replications.")
    private @Nullable Integer replications;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Runs done at a time; the number of processors unless stated. Changes no result.")
    private @Nullable Integer threads;

    @Mixin
    private ExecutorArguments executor = new ExecutorArguments();

    @Option(names = "--out", paramLabel = "DIR", description = "The folder of results; out/NAME unless stated.")
    private @Nullable Path out;

    @Option(names = "--json", description = "Print results.json and nothing else; a folder is written only with --out.")
    private boolean json;

    @Option(names = "--quiet", description = "Print no progress and no table, only where the results are.")
    private boolean quiet;

    @Option(names = "--fresh", description = "Start over, whatever finished runs a cut-off comparison left behind.")
    private boolean fresh;

    /** Returns the seed that was asked for, when one was. */
    OptionalLong seed() {
        return seed == null ? OptionalLong.empty() : OptionalLong.of(seed);
    }

    int threads() {
        return ThreadCount.of(threads);
    }

    /** Refuses strategies of the command line where another machine does the runs. */
    void requireStated(List<String> strategies) {
        executor.requireStated(strategies);
    }

    /** Makes ready to do runs. */
    RunSession start(Consumer<String> news) {
        return executor.start(threads(), news);
    }

    boolean json() {
        return json;
    }

    boolean quiet() {
        return quiet;
    }

    boolean fresh() {
        return fresh;
    }

    boolean writesFolder() {
        return !json || out != null;
    }

    /** Returns the folder of results; of this name under {@code out} unless stated. */
    Path folder(String name) {
        return out != null ? out : Path.of("out", folderName(name));
    }

    /** Returns the experiment with the seed and the replications that were asked for. */
    Experiment applied(Experiment experiment, Path scenario) {
        Experiment seeded = seed == null ? experiment : experiment.withSeed(seed);
        return replications == null ? seeded : replicated(seeded, replications, scenario);
    }

    static Experiment replicated(Experiment experiment, int count, Path scenario) {
        if (count < 1 || count > Replicate.MAX_COUNT) {
            throw new InputException("--replications is " + count + ", allowed is 1 to " + Replicate.MAX_COUNT);
        }
        if (experiment.replicate() instanceof Replicate.None && count != 1) {
            throw new InputException("--replications is " + count + ", but " + scenario
                    + " has nothing that varies (replicate: none): 1 is allowed");
        }
        return experiment.withReplications(count);
    }

    /** Returns what decides about the results, as it can be written again on a command line. */
    static String written(Experiment experiment) {
        String seed = " --seed " + experiment.seed();
        // Stated again, the number would take the place of the precision with which the replications end.
        return experiment.replicate().precision().isPresent()
                ? seed
                : seed + " --replications " + experiment.replicate().count();
    }

    /** Returns where the results go, where that was stated, as it can be written again. */
    String writtenFolder() {
        return out == null ? "" : " --out " + ScenarioArguments.quoted(out.toString());
    }

    /** Returns a name with which a folder can be made everywhere. */
    private static String folderName(String name) {
        String plain =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-").replaceAll("^[-.]+|[-.]+$", "");
        return plain.isEmpty() ? "results" : plain;
    }
}
