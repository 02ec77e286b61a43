package io.ecsim.experiments.output;

import io.ecsim.experiments.findings.Findings;
import io.ecsim.observe.RunResult;
import io.ecsim.placement.SchedulerCount;
import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What strategies did beside placing: rounds, conflicts, moves, time charged. */
final class SchedulerTable {

    private static final double MICROS_PER_SECOND = 1e6;

    private SchedulerTable() {}

    /** Returns means over the replications, of the counts that any strategy has; nothing where none has one. */
    static Optional<Table> of(Findings findings) {
        List<SchedulerCount> counts = new ArrayList<>();
        for (SchedulerCount count : SchedulerCount.values()) {
            boolean counted = false;
            for (int i = 0; i < findings.experiment().contenders().size(); i++) {
                counted |= mean(findings, i, count) > 0;
            }
            if (counted) {
                counts.add(count);
            }
        }
        if (counts.isEmpty()) {
            return Optional.empty();
        }
        List<Column> columns = new ArrayList<>();
        columns.add(ContenderColumn.of(findings));
        counts.forEach(count -> columns.add(column(count)));
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < findings.experiment().contenders().size(); i++) {
            List<Cell> row = new ArrayList<>();
            row.add(Cell.text(findings.experiment().contenders().get(i).name()));
            for (SchedulerCount count : counts) {
                double mean = mean(findings, i, count);
                row.add(Cell.real(count == SchedulerCount.CHARGED_MICROS ? mean / MICROS_PER_SECOND : mean));
            }
            rows.add(row);
        }
        return Optional.of(new Table("scheduler", "Beside placing, a run", columns, rows));
    }

    private static Column column(SchedulerCount count) {
        return switch (count) {
            case ROUNDS -> number("rounds", "Rounds", "Rounds in which pending tasks were planned together.");
            case COMMITS ->
                number("commits", "Commits", "Decisions that were carried out some time after they were made.");
            case CONFLICTS ->
                number("conflicts", "Conflicts", "Decisions that could not be carried out: the instance had changed.");
            case MOVES -> number("moves", "Moves", "Tasks moved to another instance to pack closer.");
            case CHARGED_MICROS ->
                Column.duration("charged_s", "Charged", "Simulated time that decisions took, all together.");
        };
    }

    private static Column number(String key, String title, String description) {
        return Column.number(key, title, "", 1, description);
    }

    private static double mean(Findings findings, int contender, SchedulerCount count) {
        return findings.result().runs().pairedRuns(contender).stream()
                .mapToLong((RunResult run) -> run.count(count))
                .average()
                .orElse(0);
    }
}
