package io.ecsim.experiments.output;

import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.findings.Standing;
import io.ecsim.observe.CallCounts;
import io.ecsim.observe.RunResult;
import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** How RunTask and StartTask answered the calls beside the workload. */
final class CallTable {

    private CallTable() {}

    /** Returns {@code calls.csv}: one row a strategy and name; nothing when the scenario has no calls. */
    static Optional<Table> of(Findings findings) {
        Table.Builder table = Table.builder(
                "calls",
                "Calls beside the workload: means over replications, after the warm-up",
                ContenderColumn.of(findings),
                Column.text("name", "Name", "Of the call, schedule or operation."),
                Column.text("action", "Action", "The call of the API."),
                Column.number("calls", "Calls", "calls", 1, "Calls made, retries of a schedule included."),
                Column.number("tasks", "Tasks", "tasks", 1, "Tasks asked for; instances meant by an operation."),
                Column.number("started", "Started", "tasks", 1, "Tasks started; instances changed by an operation."),
                Column.number("exceptions", "Exceptions", "calls", 1, "Calls answered with an exception."),
                Column.number("dropped", "Dropped", "calls", 1, "Invocations that EventBridge Scheduler gave up."),
                Column.text(
                        "failures",
                        "Failures",
                        "Tasks not started, or instances refused, in all replications, by reason."));
        boolean any = false;
        for (Standing standing : findings.standings()) {
            Map<String, List<CallCounts>> calls = new LinkedHashMap<>();
            for (RunResult run : findings.result().runs().pairedRuns(standing.order())) {
                run.calls()
                        .forEach(each -> calls.computeIfAbsent(each.name(), name -> new ArrayList<>())
                                .add(each));
            }
            calls.forEach((name, runs) -> table.row(row(standing.strategy(), name, runs)));
            any |= !calls.isEmpty();
        }
        return any ? Optional.of(table.build()) : Optional.empty();
    }

    private static Cell[] row(String strategy, String name, List<CallCounts> runs) {
        return new Cell[] {
            Cell.text(strategy),
            Cell.text(name),
            Cell.text(runs.get(0).action()),
            mean(runs, CallCounts::calls),
            mean(runs, CallCounts::tasks),
            mean(runs, CallCounts::started),
            mean(runs, CallCounts::exceptions),
            mean(runs, CallCounts::dropped),
            Cell.text(failures(runs))
        };
    }

    private static Cell mean(List<CallCounts> runs, ToLongFunction<CallCounts> figure) {
        return Cell.real(runs.stream().mapToLong(figure).average().orElse(0));
    }

    private static String failures(List<CallCounts> runs) {
        Map<String, Long> all = new TreeMap<>();
        runs.forEach(run -> run.failures().forEach((reason, count) -> all.merge(reason, count, Long::sum)));
        return all.isEmpty()
                ? "none"
                : all.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", "));
    }
}
