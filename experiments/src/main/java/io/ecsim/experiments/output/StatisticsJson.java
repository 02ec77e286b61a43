package io.ecsim.experiments.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ecsim.experiments.Replicate;
import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.findings.Phrases;
import io.ecsim.experiments.findings.WorkloadRanks;
import io.ecsim.experiments.run.ExperimentResult;
import io.ecsim.experiments.run.StoppingRule;
import io.ecsim.experiments.run.WarmupCut;
import io.ecsim.experiments.statistics.Antithetic;
import io.ecsim.experiments.statistics.ComparisonWithBest;
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
