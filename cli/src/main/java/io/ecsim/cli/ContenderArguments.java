package io.ecsim.cli;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.Variant;
import io.ecsim.naming.NearestName;
import io.ecsim.placement.StrategyChain;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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

    /** Returns an experiment with the variants and strategies that were asked for. */
    Experiment chosen(Experiment all, ScenarioArguments scenario) {
        if (!variants.isEmpty() && !all.hasVariants()) {
            throw new InputException("--variants is given, but " + scenario.file() + " states no variants");
        }
        return all.with(
                chosen("--variants", variants, all.variants(), Variant::name),
                chosen("--strategies", strategies, all.strategies(), StrategyChain::name));
    }

    /** Returns the arguments as they can be written again on a command line, with a space before each. */
    String written() {
        StringBuilder written = new StringBuilder();
        added.forEach(text -> written.append(" --variant ").append(ScenarioArguments.quoted(text)));
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
