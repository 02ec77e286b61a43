package io.ecsim.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The manual page in the macros of man(7), from the same model as the help texts. Picocli's own generator writes
 * AsciiDoc, which needs a converter many times the size of ecsim.
 */
final class ManPage {

    private static final String EXAMPLES = "Examples:";

    private final CommandSpec root;
    private final StringBuilder page = new StringBuilder();

    private ManPage(CommandSpec root) {
        this.root = root;
    }

    /** Returns the page of a command and all below it, ready for {@code man -l}. */
    static String of(CommandSpec root) {
        return new ManPage(root).write();
    }

    private String write() {
        line(".TH " + root.name().toUpperCase(Locale.ROOT) + " 1 \"\" \"\" \"ecsim manual\"");
        section("NAME");
        line(escaped(root.name()) + " \\- compares placement strategies of Amazon ECS in a simulated cluster");
        section("SYNOPSIS");
        synopsis(root);
        section("DESCRIPTION");
        description(root);
        section("OPTIONS");
        options(root);
        section("COMMANDS");
        commands(root);
        footer(root, "EXAMPLES");
        section("SEE ALSO");
        text("The folder docs of the project: scenario.md on every field of a scenario, strategies.md, traces.md,"
                + " metrics.md, reports.md.");
        return page.toString();
    }

    private void commands(CommandSpec parent) {
        for (Map.Entry<String, CommandLine> entry : parent.subcommands().entrySet()) {
            CommandSpec command = entry.getValue().getCommandSpec();
            if (command.usageMessage().hidden()) {
                continue;
            }
            line(".SS \"" + escaped(command.qualifiedName()) + "\"");
            description(command);
            line(".PP");
            synopsis(command);
            options(command);
            footer(command, "");
            commands(command);
        }
    }

    private void section(String title) {
        line(".SH " + title);
    }

    private void synopsis(CommandSpec command) {
        CommandLine.Help help = new CommandLine.Help(command, CommandLine.Help.defaultColorScheme(Ansi.OFF));
        text(help.synopsis(0).replaceAll("\\s+", " ").strip());
    }

    private void description(CommandSpec command) {
        text(String.join(" ", command.usageMessage().description()));
    }

    private void options(CommandSpec command) {
        for (PositionalParamSpec parameter : command.positionalParameters()) {
            item("\\fI" + escaped(parameter.paramLabel()) + "\\fR", parameter.description());
        }
        for (OptionSpec option : command.options()) {
            boolean inherited = option.inherited() && command != root;
            boolean everywhere = command != root && (option.usageHelp() || option.versionHelp());
            if (!option.hidden() && !inherited && !everywhere) {
                List<String> names = Arrays.stream(option.names())
                        .map(name -> "\\fB" + escaped(name) + "\\fR")
                        .toList();
                String value = option.arity().max() > 0 ? "=\\fI" + escaped(option.paramLabel()) + "\\fR" : "";
                item(String.join(", ", names) + value, option.description());
            }
        }
    }

    private void item(String term, String[] description) {
        line(".TP");
        line(term);
        text(String.join(" ", description));
    }

    /** A footer is lines as they stand; under a heading of its own, its first words are left out. */
    private void footer(CommandSpec command, String heading) {
        List<String> lines = Arrays.stream(command.usageMessage().footer())
                .map(String::stripTrailing)
                .dropWhile(String::isEmpty)
                .toList();
        if (lines.isEmpty()) {
            return;
        }
        if (!heading.isEmpty()) {
            section(heading);
        }
        line(".PP");
        line(".nf");
        for (String each :
                heading.isEmpty() || !lines.get(0).equals(EXAMPLES) ? lines : lines.subList(1, lines.size())) {
            text(each);
        }
        line(".fi");
    }

    private void text(String text) {
        String escaped = escaped(text.replace("%%", "%"));
        line(escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped);
    }

    private void line(String line) {
        page.append(line).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-");
    }
}
