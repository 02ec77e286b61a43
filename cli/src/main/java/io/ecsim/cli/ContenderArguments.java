package io.ecsim.cli;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.Variant;
import io.ecsim.experiments.scenario.OwnStrategies;
import io.ecsim.naming.NearestName;
import io.ecsim.placement.StrategyChain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** What a command takes that compares: which strategies and variants of the scenario, and variants beside them. */
final class ContenderArguments {

    @Option(
            names = "--variant",
            paramLabel = "NAME=PATH=VALUE[,PATH=VALUE]",
            description = "A variant of the scenario that competes with those it states, or with the scenario as it"
                    + " stands; as often as needed.")
    private List<String> added = new ArrayList<>();

    @Option(
            names = "--variants",
            split = ",",
            paramLabel = "NAME",
            description = "Only these variants, with commas between them.")
    private List<String> variants = new ArrayList<>();

    @Option(
            names = "--strategy",
            paramLabel = "STRATEGY",
            description =
                    "A strategy that competes with those of the scenario, as often as needed: a name, or a file:"
                            + " MyStrategy.java, my_policy.py, ./my-program, my.jar; docs/strategies.md shows how to write one.")
    private List<String> more = new ArrayList<>();

    @Option(
            names = "--strategies",
            split = ";",
            paramLabel = "NAME",
            description = "Only these strategies, with semicolons between them.")
    private List<String> strategies = new ArrayList<>();

    /** Reads the scenario with the variants and strategies that were asked for. */
    Experiment read(ScenarioArguments scenario) {
        return chosen(scenario.read(added), scenario);
    }

    /** Returns what the command line adds to the scenario's variants. */
    List<String> added() {
        return List.copyOf(added);
    }

    /** Returns the strategies that compete beside those of the scenario, as they were written. */
    List<String> own() {
        return List.copyOf(more);
    }

    /** Returns an experiment with the variants and strategies that were asked for. */
    Experiment chosen(Experiment stated, ScenarioArguments scenario) {
        Experiment all = withMore(stated);
        if (!variants.isEmpty() && !all.hasVariants()) {
            throw new InputException("--variants is given, but " + scenario.file() + " states no variants");
        }
        return all.with(
                chosen("--variants", variants, all.variants(), Variant::name),
                chosen("--strategies", strategies, all.strategies(), StrategyChain::name));
    }

    private Experiment withMore(Experiment stated) {
        try {
            return OwnStrategies.competing(stated, more, Path.of(""));
        } catch (IllegalArgumentException wrong) {
            throw new InputException(String.valueOf(wrong.getMessage())
                    .lines()
                    .map(line -> "--strategy " + line)
                    .collect(Collectors.joining("\n")));
        }
    }

    /** Returns the arguments as they can be written again on a command line, with a space before each. */
    String written() {
        StringBuilder written = new StringBuilder();
        added.forEach(text -> written.append(" --variant ").append(ScenarioArguments.quoted(text)));
        more.forEach(text -> written.append(" --strategy ").append(ScenarioArguments.quoted(text)));
        if (!variants.isEmpty()) {
            written.append(" --variants ").append(ScenarioArguments.quoted(String.join(",", variants)));
        }
        if (!strategies.isEmpty()) {
            written.append(" --strategies ").append(ScenarioArguments.quoted(String.join(";", strategies)));
        }
        return written.toString();
    }

    /** Returns those of these names, or all where none is named. */
    static <T> List<T> chosen(String option, List<String> asked, List<T> all, Function<T, String> name) {
        if (asked.isEmpty()) {
            return all;
        }
        List<String> names = all.stream().map(name).toList();
        List<T> chosen = new ArrayList<>();
        for (String text : asked) {
            int at = names.indexOf(text.strip());
            if (at < 0) {
                String hint = NearestName.hint(text, names);
                throw new InputException(option + " has \"" + text + "\"" + (hint.isEmpty() ? "." : hint) + " Allowed: "
                        + String.join(", ", names));
            }
            if (chosen.contains(all.get(at))) {
                throw new InputException(option + " has \"" + text + "\" twice");
            }
            chosen.add(all.get(at));
        }
        return chosen;
    }
}
