package io.ecsim.experiments.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.InputFile;
import io.ecsim.experiments.designs.Axis;
import io.ecsim.experiments.designs.Design;
import io.ecsim.experiments.designs.Point;
import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.findings.Phrases;
import io.ecsim.experiments.statistics.Comparison;
import io.ecsim.experiments.statistics.Interval;
import io.ecsim.experiments.statistics.Moments;
import io.ecsim.experiments.sweep.Judgement;
import io.ecsim.experiments.sweep.MorrisEffects;
import io.ecsim.experiments.sweep.Sweep;
import io.ecsim.experiments.sweep.SweepAnswer;
import io.ecsim.experiments.sweep.SweepFindings;
import io.ecsim.observe.Metric;
import io.ecsim.reports.table.Decimals;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** {@code results.json} of a sweep: what was asked and found at every point; every run is in {@code results.csv}. */
final class SweepJson {

    private final JsonGenerator json;
    private final SweepFindings findings;
    private final Sweep sweep;

    private SweepJson(JsonGenerator json, SweepFindings findings) {
        this.json = json;
        this.findings = findings;
        this.sweep = findings.sweep();
    }

    static String text(SweepFindings findings, String version) {
        StringWriter out = new StringWriter();
        try (JsonGenerator generator = ResultsJson.generator(out)) {
            new SweepJson(generator, findings).write(version);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write results.json", e);
        }
        return out.append('\n').toString();
    }

    private void write(String version) throws IOException {
        SweepAnswer answer = SweepAnswer.of(findings);
        json.writeStartObject();
        json.writeStringField("ecsim", version);
        experiment(sweep.first());
        plan();
        json.writeObjectFieldStart("answer");
        json.writeStringField("headline", answer.headline());
        strings("details", answer.details());
        json.writeEndObject();
        json.writeBooleanField("stopped", findings.result().stopped());
        json.writeNumberField("replicationsFinished", findings.result().pairs());
        json.writeArrayFieldStart("points");
        for (Point point : sweep.points()) {
            point(point);
        }
        json.writeEndArray();
        if (sweep.plan().design() instanceof Design.Morris) {
            effects();
        }
        json.writeEndObject();
    }

    private void experiment(Experiment experiment) throws IOException {
        json.writeObjectFieldStart("experiment");
        json.writeStringField("name", experiment.name());
        json.writeStringField("description", experiment.description());
        json.writeNumberField("seed", experiment.seed());
        json.writeNumberField("replications", experiment.replicate().count());
        json.writeStringField("varies", experiment.replicate().varies());
        json.writeStringField("objective", Phrases.objective(experiment.objective()));
        json.writeStringField("objectiveMetric", experiment.objective().metric().key());
        strings("overrides", experiment.overrides());
        json.writeArrayFieldStart("inputs");
        for (InputFile input : experiment.inputs()) {
            json.writeStartObject();
            json.writeStringField("name", input.name());
            json.writeStringField("sha256", input.sha256());
            json.writeNumberField("bytes", input.bytes());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void plan() throws IOException {
        json.writeObjectFieldStart("sweep");
        json.writeArrayFieldStart("axes");
        for (Axis axis : sweep.axes()) {
            json.writeStartObject();
            json.writeStringField("path", axis.path());
            if (axis.range().isPresent()) {
                json.writeStringField("from", axis.at(0).text());
                json.writeStringField("to", axis.at(1).text());
                json.writeBooleanField("logarithmic", axis.kind() == Axis.Kind.LOGARITHMIC);
            }
            strings("values", axis.values().stream().map(value -> value.text()).toList());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("design", SweepPage.design(sweep));
        strings("metrics", sweep.metrics().stream().map(Metric::key).toList());
        strings("contenders", sweep.contenders());
        json.writeEndObject();
    }

    private void point(Point point) throws IOException {
        json.writeStartObject();
        json.writeNumberField("index", point.index());
        json.writeObjectFieldStart("values");
        for (int axis = 0; axis < sweep.axes().size(); axis++) {
            json.writeStringField(
                    sweep.axes().get(axis).path(), point.values().get(axis).text());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("metrics");
        for (Metric metric : sweep.metrics()) {
            json.writeObjectFieldStart(metric.key());
            judgement(findings.atPoints(metric).get(point.index()));
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void judgement(Judgement judgement) throws IOException {
        if (judgement.best() >= 0) {
            json.writeStringField("best", judgement.names().get(judgement.best()));
        } else {
            json.writeNullField("best");
        }
        json.writeBooleanField("separable", judgement.separable());
        json.writeArrayFieldStart("contenders");
        for (int contender = 0; contender < judgement.names().size(); contender++) {
            Moments moments = judgement.competitor(contender).moments();
            Interval interval = moments.meanInterval(Findings.CONFIDENCE);
            json.writeStartObject();
            json.writeStringField("name", judgement.names().get(contender));
            json.writeBooleanField("feasible", judgement.competitor(contender).feasible());
            json.writeNumberField("replications", moments.count());
            number("mean", moments.mean());
            number("low", interval.lower());
            number("high", interval.upper());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("comparisons");
        for (Comparison comparison : judgement.ranking().comparisons()) {
            json.writeStartObject();
            json.writeStringField("first", comparison.first());
            json.writeStringField("second", comparison.second());
            number("difference", comparison.difference().mean());
            number("low", comparison.difference().interval().lower());
            number("high", comparison.difference().interval().upper());
            number("pHolm", comparison.adjustedPValue());
            json.writeStringField("verdict", comparison.verdict().name());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void effects() throws IOException {
        json.writeArrayFieldStart("effects");
        for (SweepSensitivity.Row row : new SweepSensitivity(findings).rows()) {
            MorrisEffects effects = row.effects();
            json.writeStartObject();
            json.writeStringField("metric", row.metric().key());
            json.writeStringField("of", row.of());
            json.writeStringField("axis", sweep.axes().get(effects.axis()).path());
            number("mu", effects.mu());
            number("muStar", effects.muStar());
            number("sigma", effects.sigma());
            number("noise", effects.noise());
            json.writeNumberField("trajectories", effects.trajectories());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void strings(String name, Iterable<String> values) throws IOException {
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
