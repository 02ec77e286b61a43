package io.ecsim.cli;

import io.ecsim.experiments.drills.DrillOptions;
import io.ecsim.workloads.document.Durations;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a drill is given in place of its own choice. */
final class DrillArguments {

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "When it strikes, such as 12h; when most requests come, or in the middle, unless stated.")
    private @Nullable String at;

    @Option(names = "--for", paramLabel = "DURATION", description = "How long it lasts, such as 30m.")
    private @Nullable String lasts;

    @Option(
            names = "--zone",
            paramLabel = "NAME",
            description = "The zone that it strikes; the one with most instances unless stated.")
    private @Nullable String zone;

    @Option(
            names = "--service",
            paramLabel = "NAME",
            description = "The service that it strikes; the one with most tasks unless stated.")
    private @Nullable String service;

    @Option(names = "--group", paramLabel = "NAME", description = "The group of instances that it strikes.")
    private @Nullable String group;

    @Option(names = "--share", paramLabel = "SHARE", description = "Of what it strikes, above 0 to 1.")
    private @Nullable Double share;

    @Option(
            names = "--shift-after",
            paramLabel = "DURATION",
            description = "So long after a zone is struck, its requests are shifted to the others.")
    private @Nullable String shiftAfter;

    DrillOptions options() {
        if (share != null && !(share > 0 && share <= 1)) {
            throw new InputException("--share is " + share + ", allowed is above 0 to 1");
        }
        return new DrillOptions(
                micros("--at", at, 0),
                micros("--for", lasts, 1),
                Optional.ofNullable(zone),
                Optional.ofNullable(service),
                Optional.ofNullable(group),
                share == null ? OptionalDouble.empty() : OptionalDouble.of(share),
                micros("--shift-after", shiftAfter, 0));
    }

    private static OptionalLong micros(String option, @Nullable String text, long least) {
        if (text == null) {
            return OptionalLong.empty();
        }
        OptionalLong micros = Durations.parseMicros(text);
        if (micros.isEmpty() || micros.getAsLong() < least) {
            throw new InputException(option + " is \"" + text + "\", expected a duration such as 90s, 30m, 2h or 1d");
        }
        return micros;
    }

    /** Returns the arguments as they can be written again on a command line, with a space before each. */
    String written() {
        StringBuilder written = new StringBuilder();
        add(written, "--at", at);
        add(written, "--for", lasts);
        add(written, "--zone", zone);
        add(written, "--service", service);
        add(written, "--group", group);
        add(written, "--share", share == null ? null : share.toString());
        add(written, "--shift-after", shiftAfter);
        return written.toString();
    }

    private static void add(StringBuilder written, String option, @Nullable String value) {
        if (value != null) {
            written.append(' ').append(option).append(' ').append(ScenarioArguments.quoted(value));
        }
    }
}
