package io.ecsim.experiments.output;

import io.ecsim.controlplane.TaskSpec;
import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.findings.Standing;
import io.ecsim.model.ContainerDefinition;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.ControlPlaneResult;
import io.ecsim.observe.DeploymentRecord;
import io.ecsim.observe.DeploymentStateChange;
import io.ecsim.placement.Refusal;
import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.Table;
import java.util.Arrays;
import java.util.List;

/** What each deployment did in the first replication. */
final class DeploymentTable {

    private static final double MICROS = 1e6;

    private DeploymentTable() {}

    /** Returns the deployments that replaced tasks, for reading. */
    static Table updates(Findings findings) {
        return table(findings, "deployments", "Deployments that replaced tasks", false);
    }

    /** Returns all deployments, for programs. */
    static Table all(Findings findings) {
        return table(findings, "all-deployments", "All deployments", true);
    }

    private static Table table(Findings findings, String name, String title, boolean first) {
        Table.Builder table = Table.builder(
                name,
                title + ", in replication " + ControlPlaneRuns.replication(findings),
                ContenderColumn.of(findings),
                Column.text("service", "Service", "Name of the service."),
                Column.text("revision", "Deploys", "The image, or family and revision of the task definition."),
                Column.duration("started_s", "Started", "When it began, from the start of the run."),
                Column.duration("took_s", "Took", "From its start to COMPLETED or FAILED."),
                Column.text("outcome", "Outcome", "What it came to before the run ended."),
                Column.integer("batches", "Batches", "", "Rounds in which it started tasks."),
                Column.integer("peak_tasks", "Peak tasks", "", "Most tasks of the service, stopping ones included."),
                Column.integer("over_desired", "Over desired", "", "Peak tasks above the desired count."),
                Column.integer(
                        "peak_extra_instances",
                        "Extra instances",
                        "",
                        "Most instances with a task during the deployment, above those when it began."),
                Column.integer("failed_tasks", "Failed tasks", "", "Tasks that failed to start or were unhealthy."),
                Column.duration("blocked_s", "Blocked", "Time in which it could neither start nor stop a task."),
                Column.text("blocked_by", "Blocked by", "The last cause of that."));
        for (Standing standing : findings.standings()) {
            List<TaskSpec> specs = ControlPlaneRuns.specs(findings, standing);
            for (DeploymentRecord deployment :
                    ControlPlaneRuns.first(findings, standing).deployments()) {
                if (first || deployment.replaces()) {
                    table.row(row(standing.strategy(), deployment, specs));
                }
            }
        }
        return table.build();
    }

    private static Cell[] row(String strategy, DeploymentRecord deployment, List<TaskSpec> specs) {
        boolean ended = deployment.endedMicros() != DeploymentRecord.OPEN;
        return new Cell[] {
            Cell.text(strategy),
            Cell.text(deployment.service()),
            Cell.text(revision(specs.get(deployment.spec()).definition())),
            Cell.real(deployment.startedMicros() / MICROS),
            ended
                    ? Cell.real((deployment.endedMicros() - deployment.startedMicros()) / MICROS)
                    : Cell.unknown("it was still on its way when the run ended"),
            Cell.text(outcome(deployment)),
            Cell.whole(deployment.batches()),
            Cell.whole(deployment.peakTasks()),
            Cell.whole(Math.max(0, deployment.peakTasks() - deployment.limits().desired())),
            Cell.whole(Math.max(
                    0, deployment.instances().peak() - deployment.instances().before())),
            Cell.whole(deployment.failedTasks()),
            Cell.real(deployment.blockedMicros() / MICROS),
            Cell.text(blockedBy(deployment))
        };
    }

    /** Returns the image of a task of one container, otherwise family and revision. */
    static String revision(TaskDefinition definition) {
        List<ContainerDefinition> containers = definition.containers();
        String image = containers.size() == 1 ? containers.get(0).lifecycle().image() : "";
        return image.isEmpty() ? definition.family() + ":" + definition.revision() : image;
    }

    private static String outcome(DeploymentRecord deployment) {
        boolean ended = deployment.endedMicros() != DeploymentRecord.OPEN;
        if (deployment.state() == DeploymentStateChange.State.FAILED) {
            return "failed";
        }
        return deployment.state() == DeploymentStateChange.State.COMPLETED
                ? "completed"
                : ended ? "overtaken by the next" : "not complete at the end";
    }

    /** Returns why a deployment was blocked, in plain words with the code of ECS. */
    static String blockedBy(DeploymentRecord deployment) {
        String reason = deployment.blockedReason();
        if (deployment.blockedMicros() == 0) {
            return "was not blocked";
        }
        return switch (reason) {
            case "deployment configuration" -> "its lower and upper limit left no task to start or stop";
            case "restart throttle" -> "restarts were throttled after failures";
            case "launch rate" -> "the launch rate of services";
            case "no container instances" -> "no container instances";
            default ->
                Arrays.stream(Refusal.values())
                        .filter(refusal -> refusal.code().equals(reason))
                        .findFirst()
                        .map(refusal -> everywhere(refusal) + " (" + refusal.code() + ")")
                        .orElse(reason);
        };
    }

    private static String everywhere(Refusal refusal) {
        return switch (refusal) {
            case INACTIVE -> "no instance was ACTIVE";
            case AGENT -> "no instance had its agent connected";
            case CPU -> "no instance had enough CPU";
            case MEMORY -> "no instance had enough memory";
            case GPU -> "no instance had enough GPUs";
            case ENI -> "no instance had a network interface free";
            case PORTS -> "a host port was taken on every instance";
            case EXTRA -> "no instance had enough of a named resource";
            case ATTRIBUTE -> "no instance had the attributes that the task definition requires";
            case MEMBER_OF -> "no instance met a memberOf constraint";
            case DISTINCT_INSTANCE -> "every instance had a task of the group";
        };
    }

    /** Returns whether any strategy replaced tasks. */
    static boolean hasUpdates(Findings findings) {
        return findings.standings().stream()
                .map(standing -> ControlPlaneRuns.first(findings, standing))
                .map(ControlPlaneResult::deployments)
                .flatMap(List::stream)
                .anyMatch(DeploymentRecord::replaces);
    }
}
