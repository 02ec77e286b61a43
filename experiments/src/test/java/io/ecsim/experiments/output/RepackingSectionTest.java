package io.ecsim.experiments.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.run.ExperimentRunner;
import io.ecsim.experiments.run.RunListener;
import io.ecsim.experiments.run.StopSignal;
import io.ecsim.experiments.scenario.ScenarioReader;
import io.ecsim.reports.figure.ScatterPlot;
import io.ecsim.reports.page.Section;
import io.ecsim.reports.table.CsvTables;
import io.ecsim.schedulers.BuiltInStrategies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances of 0.5 USD an hour, one hour. At the start 600 for 10 minutes and 300 for an hour go to the first, 600 for an
 * hour to the second. Repacked at 15 minutes, the 300 joins the second, and one instance is in use instead of two.
 */
class RepackingSectionTest {

    @TempDir
    private Path folder;

    private Optional<Section> section(String price, String strategies) throws IOException {
        Files.writeString(folder.resolve("trace.csv"), """
                at,run,cpu
                0,600,600
                0,7200,600
                0,7200,300
                """);
        Path file = Files.writeString(folder.resolve("scenario.yaml"), """
                horizon: 1h
                cluster: {zones: [a], instances: [{count: 2, cpu: 1000, memory: 4096%s}]}
                workload:
                  trace:
                    reader: csv
                    file: trace.csv
                    arrival: {column: at, unit: s}
                    run: {column: run, unit: s}
                    cpu: {column: cpu, unit: units}
                    memory: 100
                strategies: [%s]
                """.formatted(price, strategies));
        ScenarioReader reader =
                new ScenarioReader(BuiltInStrategies.catalogue(), Optional.empty(), false, List.of(), List.of());
        ExperimentRunner runner = new ExperimentRunner(1, RunListener.SILENT, new StopSignal());
        return RepackingSection.of(Findings.of(runner.run(reader.read(file))));
    }

    /** Two instances for 15 minutes and one for 45: 1.25 on average, 0.625 USD/h; 15 minutes of 300 units are lost. */
    @Test
    void showsWhatMovesSaveAndCost() throws IOException {
        Section section = section(
                        ", price: 0.5", "first-fit, 'repack(first-fit, 15m, 100%)', 'repack(first-fit, 15m, 1%)'")
                .orElseThrow();

        assertThat(CsvTables.text(section.content().tables().get(0)))
                .contains("first-fit,0,2,1,0,0,yes\n")
                .contains("\"repack(first-fit, 15m, 1%)\",0,2,1,0,0,yes\n")
                .contains("\"repack(first-fit, 15m, 100%)\",1,1.25,0.625,0.375," + 300 / 1024.0 / 4 + ",yes\n");
        ScatterPlot figure = (ScatterPlot) section.content().figures().get(0);
        assertThat(figure.frontier())
                .extracting(ScatterPlot.Point::x, ScatterPlot.Point::y)
                .containsExactly(tuple(0.0, 1.0), tuple(0.0, 1.0), tuple(1.0, 0.625));
    }

    @Test
    void countsInstancesWhereTheyHaveNoPrice() throws IOException {
        Section section =
                section("", "first-fit, 'repack(first-fit, 15m, 100%)'").orElseThrow();

        assertThat(section.content().figures().get(0).data().columns().get(2).key())
                .isEqualTo("in_use_instances");
        assertThat(CsvTables.text(section.content().tables().get(0)))
                .contains("\"repack(first-fit, 15m, 100%)\",1,1.25,1.25,0.75,");
    }

    @Test
    void thereIsNoneWhereNobodyRepacks() throws IOException {
        assertThat(section("", "first-fit, random")).isEmpty();
    }
}
