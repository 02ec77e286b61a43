package io.ecsim.experiments.output;

import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.findings.Standing;
import io.ecsim.observe.ControlPlaneResult;
import io.ecsim.observe.DeploymentRecord;
import io.ecsim.observe.ServiceEvent;
import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.Table;
import java.util.List;
import java.util.regex.Pattern;

/** The event messages of services in the first replication. */
final class MessageTable {

    private static final double MICROS = 1e6;
    private static final int MOST_ROWS = 30;

    /** What follows the end of a deployment soon still tells of it: the steady state, the last tasks to go. */
    private static final long AFTER_MICROS = 300_000_000L;

    private static final Pattern TARGETS = Pattern.compile("registered \\d+ targets|begun draining connections");
    private static final Pattern TASK_IDS = Pattern.compile("( \\(task [^)]*\\))+");
    private static final Pattern TRAILER = Pattern.compile(" For more information, see .*");

    private MessageTable() {}

    /** Returns the messages around deployments that replaced tasks, shortened for reading, as many of each strategy. */
    static Table aroundUpdates(Findings findings) {
        Table.Builder table = builder(
                findings,
                "messages-around-deployments",
                "Service messages around deployments, without task ids, in replication "
                        + ControlPlaneRuns.replication(findings));
        int each = Math.max(1, MOST_ROWS / findings.standings().size());
        for (Standing standing : findings.standings()) {
            ControlPlaneResult run = ControlPlaneRuns.first(findings, standing);
            run.messages().stream()
                    .filter(message -> run.deployments().stream().anyMatch(update -> isAround(update, message)))
                    .filter(message -> !TARGETS.matcher(message.message()).find())
                    .limit(each)
                    .forEach(message -> table.row(row(standing.strategy(), message, shortened(message.message()))));
        }
        return table.build();
    }

    /** Returns all messages that were kept, as ECS writes them. */
    static Table all(Findings findings) {
        Table.Builder table = builder(
                findings,
                "service-messages",
                "The newest service messages, in replication " + ControlPlaneRuns.replication(findings));
        for (Standing standing : findings.standings()) {
            for (ServiceEvent message :
                    ControlPlaneRuns.first(findings, standing).messages()) {
                table.row(row(standing.strategy(), message, message.message()));
            }
        }
        return table.build();
    }

    private static Table.Builder builder(Findings findings, String name, String title) {
        return Table.builder(
                name,
                title,
                ContenderColumn.of(findings),
                Column.number("time_min", "Time", "min", 2, "From the start of the run."),
                Column.text("service", "Service", "Name of the service."),
                Column.text("message", "Message", "The text in the list of events of the service."));
    }

    private static Cell[] row(String strategy, ServiceEvent message, String text) {
        return new Cell[] {
            Cell.text(strategy),
            Cell.real(message.atMicros() / MICROS / 60),
            Cell.text(message.service()),
            Cell.text(text)
        };
    }

    private static boolean isAround(DeploymentRecord update, ServiceEvent message) {
        boolean open = update.endedMicros() == DeploymentRecord.OPEN;
        return update.replaces()
                && update.service().equals(message.service())
                && update.cluster().equals(message.cluster())
                && message.atMicros() >= update.startedMicros()
                && (open || message.atMicros() <= update.endedMicros() + AFTER_MICROS);
    }

    /** Returns a message without the name of its service, the ids of tasks and the reference to a guide. */
    static String shortened(String message) {
        String text = message.replaceFirst("^\\(service [^)]*\\) ", "");
        for (Pattern pattern : List.of(TASK_IDS, TRAILER)) {
            text = pattern.matcher(text).replaceAll("");
        }
        return text.replaceFirst(":\\.$", ".");
    }
}
