package io.ecsim.experiments.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.run.ExperimentRunner;
import io.ecsim.experiments.run.RunListener;
import io.ecsim.experiments.run.StopSignal;
import io.ecsim.experiments.scenario.ScenarioReader;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.CsvTables;
import io.ecsim.reports.table.Table;
import io.ecsim.schedulers.BuiltInStrategies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchedulerTableTest {

    @TempDir
    private Path folder;

    private Optional<Table> table(String strategies) throws IOException {
        Path file = Files.writeString(folder.resolve("scenario.yaml"), """
                horizon: 1h
                cluster: {zones: [a], instances: [{count: 4, cpu: 1024, memory: 4096}]}
                workload:
                  arrivals: {deterministic: {every: 30s}}
                  runTime: {constant: 1m}
                  tasks: [{name: web, cpu: 512, memory: 1024}]
                strategies: [%s]
                """.formatted(strategies));
        ScenarioReader reader =
                new ScenarioReader(BuiltInStrategies.catalogue(), Optional.empty(), false, List.of(), List.of());
        ExperimentRunner runner = new ExperimentRunner(1, RunListener.SILENT, new StopSignal());
        return SchedulerTable.of(Findings.of(runner.run(reader.read(file))));
    }

    /** A task every 30 s, each in a round of its own: 120 arrive within the hour, the last at its end. */
    @Test
    void countsOfWhoeverDoesMoreThanPlacing() throws IOException {
        Table table = table("first-fit, 'look-ahead(first-fit, 10s)'").orElseThrow();
        assertThat(table.columns()).extracting(Column::key).containsExactly("strategy", "rounds");
        assertThat(CsvTables.text(table)).contains("first-fit,0\n").containsPattern("10s\\)\",1(19|20)\n");
    }

    @Test
    void thereIsNoneWhereStrategiesOnlyPlace() throws IOException {
        assertThat(table("first-fit, random")).isEmpty();
    }
}
