package io.ecsim.experiments.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.run.ExperimentRunner;
import io.ecsim.experiments.run.RunListener;
import io.ecsim.experiments.run.StopSignal;
import io.ecsim.experiments.scenario.ScenarioReader;
import io.ecsim.reports.figure.Figure;
import io.ecsim.reports.figure.TimeSeriesPlot;
import io.ecsim.reports.page.Section;
import io.ecsim.reports.table.CsvTables;
import io.ecsim.reports.table.Table;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a comparison says of Service Auto Scaling: a queue that doubles at 30m for services that keep it at 25 a task. */
class ScalingSectionsTest {

    private static final String SCENARIO = """
            horizon: 1h
            cluster: {zones: [us-east-1a], instances: [{count: 4, cpu: 4096, memory: 16GiB}]}
            strategies: ["binpack(memory)"]
            services:
              - {name: web, cpu: 256, memory: 512, desiredCount: 4}
            """;
    private static final String TARGET = """
            scalableTargets:
              - service: web
                minCapacity: 2
                maxCapacity: 20
                metrics: {queue: {points: [[0s, 100], [30m, 200]], perTask: true}}
                policies:
                  - PolicyName: keep-25
                    TargetTrackingScalingPolicyConfiguration:
                      TargetValue: 25
                      CustomizedMetricSpecification: {MetricName: queue}
            """;
    private static final String CAUSE =
            "monitor alarm TargetTracking-service/default/web-keep-25-AlarmHigh in state ALARM triggered policy keep-25";

    @TempDir
    private Path folder = Path.of("");

    private Findings findings(String scenario) throws IOException {
        Path file = Files.writeString(folder.resolve("scaling.yaml"), scenario);
        ExperimentRunner runner = new ExperimentRunner(1, RunListener.SILENT, new StopSignal());
        return Findings.of(runner.run(ScenarioReader.read(file, Optional.empty())));
    }

    @Test
    void tablesTellWhatChangedAndWhy() throws IOException {
        Findings findings = findings(SCENARIO + TARGET);
        List<Table> beside = ScalingSections.tables(findings);
        assertThat(beside).extracting(Table::name).containsExactly("scaling-activities");
        assertThat(CsvTables.text(ScalingSections.of(findings)
                                .orElseThrow()
                                .content()
                                .tables()
                                .get(0))
                        .lines()
                        .skip(1)
                        .findFirst()
                        .orElseThrow())
                .startsWith("binpack(memory),web,1,0,4,8,");
        assertThat(CsvTables.text(beside.get(0)).lines().skip(1).toList())
                .containsExactly("binpack(memory),web,2040,4,8," + CAUSE);
    }

    @Test
    void figuresShowTasksAndMetric() throws IOException {
        Section section = ScalingSections.of(findings(SCENARIO + TARGET)).orElseThrow();
        List<Figure> figures = section.content().figures();
        assertThat(figures).extracting(Figure::name).containsExactly("scaling-1", "scaling-1-metric");
        TimeSeriesPlot tasks = (TimeSeriesPlot) figures.get(0);
        assertThat(tasks.curves().get(0).points().get(59).y())
                .as("desired at 1h")
                .isEqualTo(8);
        TimeSeriesPlot metric = (TimeSeriesPlot) figures.get(1);
        assertThat(metric.curves().get(0).points().get(31).y())
                .as("200 over 4 at 32m")
                .isEqualTo(50);
        assertThat(metric.curves().get(1).points().get(31).y()).isEqualTo(25);
    }

    @Test
    void nothingIsSaidWhereNothingScales() throws IOException {
        assertThat(ScalingSections.of(findings(SCENARIO))).isEmpty();
        assertThat(ScalingSections.tables(findings(SCENARIO))).isEmpty();
    }

    @Test
    void resultsKeepTheActivities() throws IOException {
        Findings findings = findings(SCENARIO + TARGET);
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            ScalingJson.write(
                    json,
                    ControlPlaneRuns.first(findings, findings.standings().get(0))
                            .scaled());
            json.writeEndObject();
        }
        assertThat(text.toString())
                .contains("\"service\":\"web\",\"scaleOuts\":1,\"scaleIns\":0,\"leastDesired\":4,\"mostDesired\":8")
                .contains("\"activities\":[{\"atMicros\":2040000000,\"from\":4,\"to\":8,\"cause\":\"" + CAUSE + "\"}]");
    }
}
