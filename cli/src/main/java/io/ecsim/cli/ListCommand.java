package io.ecsim.cli;

import io.ecsim.experiments.scenario.Vocabulary;
import io.ecsim.reports.table.TextWrap;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ecsim list}: shows the names that a scenario may use. */
@Command(
        name = "list",
        description = "Shows the names that a scenario may use.",
        mixinStandardHelpOptions = true,
        usageHelpWidth = EcsimCommand.WIDTH,
        footer = {"", "Examples:", "  ecsim list", "  ecsim list strategies", "  ecsim list instance-types"})
final class ListCommand implements Callable<Integer> {

    private static final int INDENT = 2;

    /** Longer names have a line to themselves. */
    private static final int WIDEST_NAME = 26;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "KIND",
            completionCandidates = Kinds.class,
            description = "One of ${COMPLETION-CANDIDATES}; all but the instance types unless stated.")
    private String kind = "";

    /** The kinds of names. */
    static final class Kinds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("strategies", "readers", "laws", "arrivals", "metrics", "instance-types")
                    .iterator();
        }
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        String gap = "";
        for (Vocabulary.Section section : sections()) {
            out.print(gap);
            print(out, section);
            gap = "\n";
        }
        return 0;
    }

    private List<Vocabulary.Section> sections() {
        return switch (kind) {
            case "" ->
                List.of(
                        Vocabulary.strategies(),
                        Vocabulary.readers(),
                        Vocabulary.laws(),
                        Vocabulary.arrivals(),
                        Vocabulary.metrics());
            case "strategies" -> List.of(Vocabulary.strategies());
            case "readers" -> List.of(Vocabulary.readers());
            case "laws" -> List.of(Vocabulary.laws());
            case "arrivals" -> List.of(Vocabulary.arrivals());
            case "metrics" -> List.of(Vocabulary.metrics());
            case "instance-types" -> List.of(Vocabulary.instanceTypes());
            default -> throw new InputException("there is no list of \"" + kind + "\", there are " + kinds());
        };
    }

    private static String kinds() {
        List<String> names = new ArrayList<>();
        new Kinds().forEach(names::add);
        return String.join(", ", names);
    }

    private static void print(PrintWriter out, Vocabulary.Section section) {
        out.print(section.title() + "\n");
        int width = section.entries().stream()
                .mapToInt(entry -> entry.name().length())
                .filter(length -> length <= WIDEST_NAME)
                .max()
                .orElse(0);
        String margin = " ".repeat(INDENT + width + INDENT);
        for (Vocabulary.Entry entry : section.entries()) {
            String name = " ".repeat(INDENT) + entry.name();
            if (entry.name().length() > width) {
                out.print(name + "\n");
                name = "";
            }
            List<String> lines =
                    TextWrap.lines(TextWrap.plain(entry.description()), EcsimCommand.WIDTH - margin.length());
            out.print((name + margin.substring(name.length()) + (lines.isEmpty() ? "" : lines.get(0))).stripTrailing());
            out.print('\n');
            lines.stream().skip(1).forEach(line -> out.print(margin + line + "\n"));
        }
    }
}
