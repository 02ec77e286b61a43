package io.ecsim.cli;

import io.ecsim.experiments.Contender;
import io.ecsim.experiments.Experiment;
import io.ecsim.naming.NearestName;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a command takes that looks at one run of a comparison. */
final class RunArguments {

    @Option(
            names = "--strategy",
            paramLabel = "NAME",
            description = "One of those compared, also a variant; the first unless stated.")
    private @Nullable String strategy;

    @Option(names = "--replication", paramLabel = "N", description = "Which replication, from 0; 0 unless stated.")
    private int replication;

    /** Returns whose run it is. */
    Contender contender(Experiment experiment, Path scenario) {
        List<Contender> contenders = experiment.contenders();
        if (strategy == null) {
            return contenders.get(0);
        }
        List<String> names = contenders.stream().map(Contender::name).toList();
        int at = names.indexOf(strategy);
        if (at < 0) {
            throw new InputException("--strategy is \"" + strategy + "\", which is not compared in " + scenario
                    + NearestName.hint(strategy, names));
        }
        return contenders.get(at);
    }

    /** Returns the index of the replication. */
    int replication(Experiment experiment) {
        int count = experiment.replicate().count();
        if (replication < 0 || replication >= count) {
            throw new InputException("--replication is " + replication + ", allowed is 0 to " + (count - 1));
        }
        return replication;
    }
}
