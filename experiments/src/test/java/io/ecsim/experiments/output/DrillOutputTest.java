package io.ecsim.experiments.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.experiments.Contender;
import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.Margin;
import io.ecsim.experiments.Objective;
import io.ecsim.experiments.Variant;
import io.ecsim.experiments.drills.PlannedDrill;
import io.ecsim.experiments.drills.PreProvisioned;
import io.ecsim.experiments.findings.DrillFindings;
import io.ecsim.experiments.run.ExperimentRunner;
import io.ecsim.experiments.run.InventedRuns;
import io.ecsim.experiments.run.RunListener;
import io.ecsim.experiments.run.StopSignal;
import io.ecsim.observe.FaultRecord;
import io.ecsim.observe.FaultTimeline;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.observe.Series;
import io.ecsim.reports.figure.Curve;
import io.ecsim.reports.figure.Figure;
import io.ecsim.reports.figure.SeriesName;
import io.ecsim.reports.figure.TimeSeriesPlot;
import io.ecsim.reports.table.CsvTables;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is said of a drill, from invented runs: the tight strategy recovers in 100 s, the loose one not always. */
class DrillOutputTest {

    private static final long SECOND = 1_000_000L;
    private static final long AT = 1200 * SECOND;

    private static final PlannedDrill DRILL = new PlannedDrill(
            "zone-loss", "us-east-1a loses power from 20m to 30m", AT, List.of(), List.of("failures={}"));

    private static RunResult run(Contender contender, RunResult plain) {
        String variant = contender.variant().name();
        boolean ready = variant.equals(PreProvisioned.NAME);
        Map<Metric, Double> metrics = new EnumMap<>(plain.metrics());
        metrics.put(Metric.BILLED, ready ? 3.0 : 2.0);
        metrics.put(Metric.LOST_WORK, variant.equals(DrillFindings.UNDISTURBED) ? 0.0 : 40.0);
        metrics.put(Metric.TROUGH, 1.0);
        FaultTimeline faults = new FaultTimeline(
                List.of(),
                List.of(
                        new Series("healthy", "tasks", new long[] {0, AT}, new double[] {30, 27}),
                        new Series("desired", "tasks", new long[] {0, AT}, new double[] {30, 30})));
        if (!variant.equals(DrillFindings.UNDISTURBED)) {
            boolean open = contender.strategy().name().equals("loose") && plain.replication() == 1 && !ready;
            long seconds = ready ? 70 + plain.replication() : 100 + plain.replication();
            FaultRecord zone = new FaultRecord(
                    FaultRecord.Kind.ZONE_POWER,
                    "us-east-1a",
                    AT,
                    1800 * SECOND,
                    open ? FaultRecord.OPEN : AT + seconds * SECOND,
                    OptionalDouble.of(0.6),
                    12,
                    4,
                    2400 * SECOND);
            if (!open) {
                metrics.put(Metric.RECOVERY, (double) seconds);
            }
            long[] times = {0, AT, AT + 5 * SECOND, AT + seconds * SECOND};
            faults = new FaultTimeline(
                    List.of(zone),
                    List.of(
                            new Series("healthy", "tasks", times, new double[] {30, 30, 18, 30}),
                            new Series("desired", "tasks", times, new double[] {30, 30, 30, 30}),
                            new Series("registered", "instances", times, new double[] {12, 12, 8, 8})));
        }
        return new RunResult(
                plain.strategy(),
                plain.seed(),
                plain.replication(),
                plain.counts(),
                metrics,
                plain.waits(),
                plain.waitsByPriority(),
                plain.series(),
                plain.refusals(),
                plain.calls(),
                plain.controlPlane(),
                plain.clusters(),
                plain.bill(),
                faults,
                plain.scheduler(),
                plain.decisionTimes(),
                plain.events(),
                plain.digest());
    }

    private static DrillFindings drill(String... strategies) {
        Experiment plain = InventedRuns.experiment(3, strategies);
        List<Variant> variants = List.of(
                new Variant(DrillFindings.UNDISTURBED, List.of(), plain.worlds()),
                new Variant("zone-loss", DRILL.changes(), plain.worlds()),
                new Variant(PreProvisioned.NAME, List.of("cluster.instances=18"), plain.worlds()));
        Experiment experiment = plain.with(variants, plain.strategies());
        Experiment ranked =
                experiment.rankedBy(new Objective(Metric.RECOVERY, false, new Margin.Relative(0.05), List.of(), true));
        return DrillFindings.of(
                DRILL,
                new ExperimentRunner(
                                1,
                                RunListener.SILENT,
                                new StopSignal(),
                                (contender, world, streams, options) ->
                                        run(contender, InventedRuns.run(contender, world, streams, options)))
                        .run(ranked),
                List.of("Pre-provisioned is 18 instances instead of 12."));
    }

    /** M7. */
    @Test
    void aDrillReadsInEightyColumns() throws IOException {
        String text = DrillOutput.text(drill("tight", "loose"), 80);

        Golden.assertMatches("drill.txt", text);
        assertThat(text.lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void aDrillOfOneStrategyNeedsNoNamesOfStrategies() throws IOException {
        Golden.assertMatches("drill-alone.txt", DrillOutput.text(drill("tight"), 80));
    }

    @Test
    void everyFaultHasARowAndTheLinesAreMarked() throws IOException {
        DrillFindings drill = drill("tight", "loose");
        Golden.assertMatches(
                "faults.csv", CsvTables.text(FaultTable.of(drill.struck()).orElseThrow()));
        String figures = FaultFigures.of(drill.struck()).stream()
                .map(figure -> figure.title() + "\n" + CsvTables.text(figure.data()))
                .collect(Collectors.joining("\n"));
        Golden.assertMatches("fault-figures.csv", figures);
        assertThat(FaultTable.of(drill.all()).orElseThrow().rows()).hasSize(4);
    }

    @Test
    void theLinesAreSeenAgainstTheUndisturbedRun() {
        DrillFindings drill = drill("tight", "loose");

        List<Figure> figures = FaultFigures.of(drill);
        assertThat(curves(figures.get(0))).first().satisfies(curve -> {
            assertThat(curve.series()).isEqualTo(SeriesName.backdrop("undisturbed"));
            assertThat(curve.points()).last().extracting(Curve.Point::y).isEqualTo(0.9);
        });
        assertThat(figures.get(0).caption()).endsWith(" The thin grey line is the undisturbed run.");
        // Nobody has counted its instances.
        assertThat(figures).hasSize(FaultFigures.of(drill.struck()).size());
        assertThat(curves(figures.get(figures.size() - 1)))
                .hasSize(curves(FaultFigures.of(drill.struck()).get(0)).size());
    }

    private static List<Curve> curves(Figure figure) {
        return ((TimeSeriesPlot) figure).curves();
    }

    @Test
    void aFaultThatSomeRunDoesNotRecoverFromIsABoundAndNoRecovery() {
        DrillFindings drill = drill("tight", "loose");

        assertThat(drill.rows().stream()
                        .map(row -> row.strategy() + " " + drill.recovered(row))
                        .toList())
                .contains("zone-loss: loose false", "zone-loss: tight true", "pre-provisioned: loose true");
        assertThat(ResultsWriter.json(drill.all(), new Repetition("x", "1.0", 1)))
                .doesNotContain("\"drill\"");
        assertThat(DrillOutput.json(drill, new Repetition("x", "1.0", 1)))
                .contains("\"name\" : \"zone-loss\"", "\"recovered\" : false");
    }
}
