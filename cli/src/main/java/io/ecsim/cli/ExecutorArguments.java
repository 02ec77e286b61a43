package io.ecsim.cli;

import io.ecsim.experiments.executor.ExecutorRequest;
import io.ecsim.experiments.executor.RunExecutors;
import io.ecsim.experiments.executor.RunSession;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the runs of an experiment are done. */
final class ExecutorArguments {

    @Option(
            names = "--executor",
            paramLabel = "NAME",
            description =
                    "What does the runs: threads, or spark for Apache Spark, see docs/scale.md. Changes no result.")
    private String executor = RunExecutors.THREADS;

    @Option(
            names = "--master",
            paramLabel = "URL",
            description = "The cluster of --executor spark, such as spark://host:7077; this machine unless stated.")
    private @Nullable String master;

    /** Refuses strategies beside the scenario's for runs elsewhere: there only the scenario is read. */
    void requireStated(List<String> strategies) {
        if (!strategies.isEmpty() && !executor.equals(RunExecutors.THREADS)) {
            throw new InputException("--strategy is " + strategies.get(0) + ", but --executor " + executor
                    + " does only what the scenario states; --set 'strategies[N]=...' states one that is built in");
        }
    }

    /** Makes ready to do runs. */
    RunSession start(int threads, Consumer<String> news) {
        return RunExecutors.named(executor).start(new ExecutorRequest(threads, Optional.ofNullable(master), news));
    }
}
