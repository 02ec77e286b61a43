package io.ecsim.experiments.output;

import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.findings.Standing;
import io.ecsim.observe.ClusterUse;
import io.ecsim.observe.RunResult;
import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** What each cluster did, for a scenario with several. */
final class ClusterTable {

    private ClusterTable() {}

    /** Returns {@code clusters.csv}: one row a strategy and cluster; nothing when there is one cluster. */
    static Optional<Table> of(Findings findings) {
        Table.Builder table = Table.builder(
                "clusters",
                "Clusters: means over replications, after the warm-up",
                ContenderColumn.of(findings),
                Column.text("cluster", "Cluster", "Name of the cluster."),
                Column.integer("instances", "Instances", "instances", "Container instances of the cluster."),
                Column.number("requested", "Tasks", "tasks", 1, "Tasks requested, those of services not."),
                Column.number("placed", "Placed", "tasks", 1, "Of these, tasks placed at least once."),
                Column.number("unplaced", "Unplaced", "tasks", 1, "Of these, tasks never placed."),
                Column.number("wait_mean", "Mean wait", "s", 3, "Mean wait of the tasks placed."),
                Column.number("in_use", "In use", "instances", 2, "Instances that hold a task of any kind."));
        boolean any = false;
        for (Standing standing : findings.standings()) {
            Map<String, List<ClusterUse>> clusters = new LinkedHashMap<>();
            for (RunResult run : findings.result().runs().pairedRuns(standing.order())) {
                run.clusters()
                        .forEach(each -> clusters.computeIfAbsent(each.cluster(), name -> new ArrayList<>())
                                .add(each));
            }
            clusters.forEach((name, runs) -> table.row(row(standing.strategy(), name, runs)));
            any |= !clusters.isEmpty();
        }
        return any ? Optional.of(table.build()) : Optional.empty();
    }

    private static Cell[] row(String strategy, String cluster, List<ClusterUse> runs) {
        OptionalDouble wait = runs.stream()
                .flatMap(run -> run.meanWaitSeconds().stream().boxed())
                .mapToDouble(Double::doubleValue)
                .average();
        return new Cell[] {
            Cell.text(strategy),
            Cell.text(cluster),
            Cell.whole(runs.get(0).instances()),
            mean(runs, ClusterUse::requested),
            mean(runs, ClusterUse::placed),
            mean(runs, ClusterUse::unplaced),
            wait.isPresent() ? Cell.real(wait.getAsDouble()) : Cell.unknown("no task was placed"),
            mean(runs, ClusterUse::inUse)
        };
    }

    private static Cell mean(List<ClusterUse> runs, ToDoubleFunction<ClusterUse> figure) {
        return Cell.real(runs.stream().mapToDouble(figure).average().orElse(0));
    }
}
