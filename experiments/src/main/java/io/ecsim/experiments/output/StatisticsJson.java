package io.ecsim.experiments.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ecsim.experiments.Replicate;
import io.ecsim.experiments.findings.AcrossReplications;
import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.findings.Phrases;
import io.ecsim.experiments.findings.Standing;
import io.ecsim.experiments.findings.WorkloadRanks;
import io.ecsim.experiments.run.ExperimentResult;
import io.ecsim.experiments.run.StoppingRule;
import io.ecsim.experiments.run.WarmupCut;
import io.ecsim.experiments.statistics.Antithetic;
import io.ecsim.experiments.statistics.ComparisonWithBest;
import io.ecsim.experiments.statistics.Interval;
import io.ecsim.experiments.statistics.Proportion;
import io.ecsim.experiments.statistics.RanksAcrossWorkloads;
import io.ecsim.reports.table.Decimals;
import java.io.IOException;
import java.util.Optional;

/** What {@code results.json} says of the methods beside the comparison of pairs. */
final class StatisticsJson {

    private final JsonGenerator json;

    private StatisticsJson(JsonGenerator json) {
        this.json = json;
    }

    static void write(JsonGenerator json, Findings findings) throws IOException {
        StatisticsJson statistics = new StatisticsJson(json);
        statistics.procedure(findings);
        statistics.acrossReplications(findings);
        Optional<ComparisonWithBest> best = findings.withBest();
        if (best.isPresent()) {
            statistics.withBest(best.get());
        }
        Optional<RanksAcrossWorkloads> ranks = WorkloadRanks.of(findings);
        if (ranks.isPresent()) {
            statistics.ranks(ranks.get());
        }
    }

    /** Writes how the replications came about, where that is not just a number of them. */
    private void procedure(Findings findings) throws IOException {
        ExperimentResult result = findings.result();
        Replicate replicate = findings.experiment().replicate();
        if (replicate.precision().isPresent()) {
            json.writeObjectFieldStart("sequentialStopping");
            json.writeStringField(
                    "precision",
                    Phrases.margin(
                            replicate.precision().get(), findings.experiment().objective()));
            json.writeNumberField("most", replicate.count());
            json.writeBooleanField("reached", StoppingRule.isReached(findings.experiment(), result.runs()));
            json.writeEndObject();
        }
        if (result.warmup().isPresent()) {
            WarmupCut cut = result.warmup().get();
            json.writeObjectFieldStart("warmup");
            number("seconds", cut.micros() / 1e6);
            json.writeStringField("contender", cut.contender());
            json.writeStringField("series", cut.series());
            json.writeBooleanField("settled", cut.settled());
            json.writeNumberField("pilots", cut.pilots());
            json.writeEndObject();
        }
        if (result.antithetic().isPresent()) {
            Antithetic antithetic = result.antithetic().get();
            json.writeObjectFieldStart("antithetic");
            number("varianceRatio", antithetic.varianceRatio());
            json.writeNumberField("pairs", antithetic.pairs());
            json.writeBooleanField("used", antithetic.used());
            json.writeEndObject();
        }
    }

    /** Writes what may be met in a replication: a quantile of the objective, and in how many every bound is kept. */
    private void acrossReplications(Findings findings) throws IOException {
        if (findings.pairs() < 2) {
            return;
        }
        json.writeArrayFieldStart("acrossReplications");
        for (Standing standing : findings.standings()) {
            json.writeStartObject();
            json.writeStringField("name", standing.strategy());
            Optional<AcrossReplications.Quantile> quantile = AcrossReplications.quantile(findings, standing);
            if (quantile.isPresent()) {
                json.writeObjectFieldStart("objectiveQuantile");
                number("probability", quantile.get().probability());
                number("value", quantile.get().value());
                number("low", quantile.get().interval().lower());
                number("high", quantile.get().interval().upper());
                json.writeEndObject();
            }
            Optional<Proportion> kept = AcrossReplications.kept(findings, standing);
            if (kept.isPresent()) {
                Interval interval = kept.get().clopperPearson(Findings.CONFIDENCE);
                json.writeObjectFieldStart("keepsEveryBound");
                json.writeNumberField("replications", kept.get().events());
                json.writeNumberField("of", kept.get().trials());
                number("low", interval.lower());
                number("high", interval.upper());
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void withBest(ComparisonWithBest best) throws IOException {
        json.writeObjectFieldStart("comparisonWithBest");
        number("confidence", best.confidence());
        json.writeNumberField("replications", best.replications());
        number("criticalValue", best.criticalValue());
        json.writeArrayFieldStart("contenders");
        for (ComparisonWithBest.Row row : best.rows()) {
            json.writeStartObject();
            json.writeStringField("name", row.name());
            number("behindBestOfOthers", row.behind());
            number("low", row.interval().lower());
            number("high", row.interval().upper());
            json.writeBooleanField("mayBeBest", row.mayBeBest());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void ranks(RanksAcrossWorkloads ranks) throws IOException {
        json.writeObjectFieldStart("ranksAcrossVariants");
        json.writeNumberField("variants", ranks.workloads());
        number("friedmanChiSquare", ranks.chiSquare());
        number("p", ranks.pValue());
        number("nemenyiCriticalDifference", ranks.criticalDifference());
        json.writeArrayFieldStart("strategies");
        for (int i = 0; i < ranks.names().size(); i++) {
            json.writeStartObject();
            json.writeStringField("strategy", ranks.names().get(i));
            number("meanRank", ranks.meanRanks().get(i));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
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
