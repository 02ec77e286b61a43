package io.ecsim.experiments.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.ecsim.billing.Bill;
import io.ecsim.billing.BillLine;
import io.ecsim.experiments.Contender;
import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.InputFile;
import io.ecsim.experiments.Variant;
import io.ecsim.experiments.WorldSource;
import io.ecsim.experiments.findings.Answer;
import io.ecsim.experiments.findings.Doubts;
import io.ecsim.experiments.findings.DrillAnswer;
import io.ecsim.experiments.findings.DrillFindings;
import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.findings.MetricSpread;
import io.ecsim.experiments.findings.Phrases;
import io.ecsim.experiments.findings.Standing;
import io.ecsim.experiments.findings.Sureness;
import io.ecsim.experiments.run.Need;
import io.ecsim.experiments.statistics.Comparison;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.reports.table.Decimals;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code results.json}: all that was asked and found, the same bytes for the same scenario, seed and version. Wall times
 * are in {@link TimingJson}.
 */
final class ResultsJson {

    private final JsonGenerator json;

    private ResultsJson(JsonGenerator json) {
        this.json = json;
    }

    static String text(Findings findings, String version) {
        return text(findings, Optional.empty(), version);
    }

    /** Returns the results of a drill: those of all variants, and what it was. */
    static String text(DrillFindings drill, String version) {
        return text(drill.all(), Optional.of(drill), version);
    }

    private static String text(Findings findings, Optional<DrillFindings> drill, String version) {
        StringWriter out = new StringWriter();
        try (JsonGenerator generator = generator(out)) {
            new ResultsJson(generator).write(findings, drill, version);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write results.json", e);
        }
        return out.append('\n').toString();
    }

    /** Returns a generator of indented JSON with line feeds, whatever the platform. */
    static JsonGenerator generator(StringWriter out) throws IOException {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
        JsonGenerator generator = new JsonFactory().createGenerator(out);
        generator.setPrettyPrinter(printer);
        return generator;
    }

    private void write(Findings findings, Optional<DrillFindings> drill, String version) throws IOException {
        json.writeStartObject();
        json.writeStringField("ecsim", version);
        experiment(findings);
        if (drill.isPresent()) {
            drill(drill.get());
        }
        json.writeBooleanField("complete", !findings.result().stopped());
        json.writeNumberField("pairedReplications", findings.pairs());
        Answer answer = Answer.of(findings);
        json.writeStringField("answer", answer.headline());
        json.writeStringField("separates", answer.separates());
        strings("sure", Sureness.of(findings));
        strings("doubts", Doubts.of(findings));
        json.writeArrayFieldStart("ranking");
        for (Standing standing : findings.standings()) {
            standing(standing, findings);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("comparisons");
        for (Comparison comparison :
                findings.ranking().map(ranking -> ranking.comparisons()).orElse(List.of())) {
            comparison(comparison);
        }
        json.writeEndArray();
        StatisticsJson.write(json, findings);
        json.writeArrayFieldStart("runs");
        for (int i = 0; i < findings.result().runs().contenders().size(); i++) {
            for (RunResult run : findings.result().runs().finished(i)) {
                run(run, findings.experiment(), i);
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void experiment(Findings findings) throws IOException {
        Experiment experiment = findings.experiment();
        json.writeObjectFieldStart("experiment");
        json.writeStringField("name", experiment.name());
        json.writeStringField("description", experiment.description());
        json.writeNumberField("seed", experiment.seed());
        json.writeNumberField("replications", findings.asked());
        json.writeStringField("varies", experiment.replicate().varies());
        json.writeStringField("objective", Phrases.objective(experiment.objective()));
        json.writeStringField("objectiveMetric", experiment.objective().metric().key());
        if (experiment.hasVariants()) {
            json.writeArrayFieldStart("variants");
            for (Variant variant : experiment.variants()) {
                json.writeStartObject();
                json.writeStringField("name", variant.name());
                strings("changes", variant.changes());
                worlds(variant.worlds());
                json.writeEndObject();
            }
            json.writeEndArray();
        } else {
            worlds(experiment.worlds());
        }
        strings("assumptions", experiment.assumptions());
        json.writeArrayFieldStart("inputs");
        for (InputFile input : experiment.inputs()) {
            json.writeStartObject();
            json.writeStringField("name", input.name());
            json.writeStringField("sha256", input.sha256());
            json.writeNumberField("bytes", input.bytes());
            json.writeEndObject();
        }
        json.writeEndArray();
        strings("overrides", experiment.overrides());
        json.writeEndObject();
    }

    private void drill(DrillFindings drill) throws IOException {
        json.writeObjectFieldStart("drill");
        json.writeStringField("name", drill.drill().name());
        json.writeStringField("event", drill.drill().event());
        number("atSeconds", drill.drill().atMicros() / 1e6);
        strings("answer", DrillAnswer.of(drill));
        json.writeArrayFieldStart("contenders");
        for (Standing standing : drill.rows()) {
            json.writeStartObject();
            contender(drill.all().experiment(), standing.order());
            number("trough", drill.trough(standing).orElse(Double.NaN));
            number("recoverySeconds", drill.recoverySeconds(standing).orElse(Double.NaN));
            json.writeBooleanField("recovered", drill.recovered(standing));
            number("tasksLost", drill.tasksLost(standing));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void worlds(WorldSource worlds) throws IOException {
        json.writeNumberField("instances", worlds.instances());
        json.writeStringField("region", worlds.region());
        json.writeStringField("priceDate", worlds.priceDate());
    }

    private void standing(Standing standing, Findings findings) throws IOException {
        json.writeStartObject();
        json.writeNumberField("rank", standing.rank());
        json.writeBooleanField("tied", standing.tied());
        contender(findings.experiment(), standing.order());
        number("objective", standing.objective());
        json.writeBooleanField("objectiveIsLowerBound", standing.isLowerBound());
        strings("breaks", standing.broken());
        if (standing.need().isPresent()) {
            need(standing.need().get(), standing, findings);
        }
        json.writeObjectFieldStart("metrics");
        for (Map.Entry<Metric, MetricSpread> entry : standing.spreads().entrySet()) {
            spread(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void need(Need need, Standing standing, Findings findings) throws IOException {
        json.writeObjectFieldStart("need");
        if (need.isFound()) {
            int instances = need.instances().getAsInt();
            json.writeNumberField("instances", instances);
            json.writeNumberField(
                    "microUsdPerHour", findings.contender(standing).worlds().microUsdPerHour(instances));
        } else {
            json.writeNumberField("moreThanInstances", need.tried());
        }
        json.writeNumberField("replications", need.replications());
        json.writeEndObject();
    }

    private void spread(Metric metric, MetricSpread spread) throws IOException {
        json.writeObjectFieldStart(metric.key());
        json.writeStringField("unit", metric.unit());
        json.writeNumberField("replications", spread.count());
        number("mean", spread.mean());
        number("standardDeviation", spread.standardDeviation());
        number("least", spread.least());
        number("lowerQuartile", spread.lowerQuartile());
        number("median", spread.median());
        number("upperQuartile", spread.upperQuartile());
        number("greatest", spread.greatest());
        json.writeEndObject();
    }

    private void comparison(Comparison comparison) throws IOException {
        json.writeStartObject();
        json.writeStringField("first", comparison.first());
        json.writeStringField("second", comparison.second());
        json.writeNumberField("pairs", comparison.difference().pairs());
        number("difference", comparison.difference().mean());
        number("low", comparison.difference().interval().lower());
        number("high", comparison.difference().interval().upper());
        number("p", comparison.difference().pValue());
        number("pHolm", comparison.adjustedPValue());
        if (comparison.difference().varianceRatio() != 1) {
            number("controlVariatesVarianceRatio", comparison.difference().varianceRatio());
        }
        json.writeStringField("verdict", comparison.verdict().name());
        json.writeEndObject();
    }

    /** Says of which contender this is. */
    private void contender(Experiment experiment, int index) throws IOException {
        Contender contender = experiment.contenders().get(index);
        if (experiment.hasVariants()) {
            json.writeStringField("variant", contender.variant().name());
        }
        json.writeStringField("strategy", contender.strategy().name());
    }

    private void run(RunResult run, Experiment experiment, int index) throws IOException {
        json.writeStartObject();
        contender(experiment, index);
        json.writeNumberField("replication", run.replication());
        json.writeObjectFieldStart("tasks");
        json.writeNumberField("requested", run.counts().requested());
        json.writeNumberField("placed", run.counts().placed());
        json.writeNumberField("completed", run.counts().completed());
        json.writeNumberField("failed", run.counts().failed());
        json.writeNumberField("waiting", run.counts().waiting());
        json.writeNumberField("running", run.counts().running());
        json.writeEndObject();
        json.writeObjectFieldStart("metrics");
        for (Map.Entry<Metric, Double> entry : run.metrics().entrySet()) {
            number(entry.getKey().key(), entry.getValue());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("refusals");
        for (var entry : run.refusals().entrySet()) {
            json.writeNumberField(entry.getKey().code(), entry.getValue());
        }
        json.writeEndObject();
        if (!run.scheduler().isEmpty()) {
            json.writeObjectFieldStart("scheduler");
            for (var entry : run.scheduler().entrySet()) {
                json.writeNumberField(entry.getKey().key(), entry.getValue());
            }
            json.writeEndObject();
        }
        if (!run.bill().isOfInstancesOnly()) {
            bill(run.bill());
        }
        if (run.controlPlane().isPresent()) {
            ControlPlaneJson.write(json, run.controlPlane().get());
        }
        json.writeNumberField("events", run.events());
        json.writeStringField("digest", RunsTable.digest(run));
        json.writeEndObject();
    }

    private void bill(Bill bill) throws IOException {
        json.writeArrayFieldStart("bill");
        for (BillLine line : bill.lines()) {
            json.writeStartObject();
            json.writeStringField("item", line.item().key());
            json.writeStringField("detail", line.detail());
            json.writeStringField("unit", line.item().unit().symbol());
            number("quantity", line.quantity());
            number("usdPerUnit", line.usdPerUnit());
            number("usd", line.usd());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void strings(String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private void number(String name, double value) throws IOException {
        json.writeFieldName(name);
        if (Double.isFinite(value)) {
            json.writeNumber(Decimals.shortest(value));
        } else {
            json.writeNull();
        }
    }
}
