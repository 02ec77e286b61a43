package io.ecsim.experiments.output;

import io.ecsim.cluster.StopCode;
import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.findings.Standing;
import io.ecsim.observe.ControlPlaneResult;
import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why tasks stopped. */
final class StopTable {

    private StopTable() {}

    /** Returns {@code stops.csv}: one row a strategy, one column a stop code that occurred; nothing if none stopped. */
    static Optional<Table> of(Findings findings) {
        List<StopCode> codes = Arrays.stream(StopCode.values())
                .filter(code -> findings.standings().stream()
                        .flatMap(standing -> ControlPlaneRuns.all(findings, standing).stream())
                        .anyMatch(run -> run.stops().containsKey(code)))
                .toList();
        if (codes.isEmpty()) {
            return Optional.empty();
        }
        List<Column> columns = new ArrayList<>();
        columns.add(ContenderColumn.of(findings));
        for (StopCode code : codes) {
            columns.add(Column.number(
                    code.name().toLowerCase(Locale.ROOT) + "_tasks",
                    code.apiName(),
                    "",
                    1,
                    "Tasks stopped with this code, mean over replications."));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (Standing standing : findings.standings()) {
            List<Cell> row = new ArrayList<>(List.of(Cell.text(standing.strategy())));
            codes.forEach(code -> row.add(mean(ControlPlaneRuns.all(findings, standing), code)));
            rows.add(row);
        }
        return Optional.of(new Table("stops", "Stopped tasks by stop code: means over replications", columns, rows));
    }

    private static Cell mean(List<ControlPlaneResult> runs, StopCode code) {
        return Cell.real(runs.stream()
                .mapToLong(run -> run.stops().getOrDefault(code, 0L))
                .average()
                .orElse(0));
    }
}
