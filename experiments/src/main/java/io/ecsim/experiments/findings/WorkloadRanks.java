package io.ecsim.experiments.findings;

import io.ecsim.experiments.Contender;
import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.run.ExperimentResult;
import io.ecsim.experiments.run.ObjectiveValues;
import io.ecsim.experiments.run.RunMatrix;
import io.ecsim.experiments.statistics.RanksAcrossWorkloads;
import io.ecsim.observe.Metric;
import io.ecsim.placement.StrategyChain;
import io.ecsim.reports.table.Decimals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Strategies ranked across the variants of a scenario, where it has several of both (models.md M12). */
public final class WorkloadRanks {

    private WorkloadRanks() {}

    /** Returns the ranks over the variants in which every strategy has a value; absent for fewer than five of them. */
    public static Optional<RanksAcrossWorkloads> of(Findings findings) {
        Experiment experiment = findings.experiment();
        double[][] rows = rows(findings.result());
        return experiment.strategies().size() < 2 || rows.length < RanksAcrossWorkloads.FEWEST_WORKLOADS
                ? Optional.empty()
                : Optional.of(RanksAcrossWorkloads.of(
                        names(experiment), rows, experiment.objective().higherIsBetter(), Findings.CONFIDENCE));
    }

    /** Returns the mean objective by variant, then strategy. */
    private static double[][] rows(ExperimentResult result) {
        Experiment experiment = result.experiment();
        RunMatrix runs = result.runs();
        Metric metric = experiment.objective().metric();
        List<String> contenders =
                experiment.contenders().stream().map(Contender::name).toList();
        int strategies = experiment.strategies().size();
        List<double[]> rows = new ArrayList<>();
        for (int first = 0; first < contenders.size(); first += strategies) {
            double[] row = new double[strategies];
            for (int i = 0; i < strategies; i++) {
                row[i] = Arrays.stream(ObjectiveValues.of(runs.pairedRuns(first + i), metric)
                                .values())
                        .filter(value -> !Double.isNaN(value))
                        .average()
                        .orElse(Double.NaN);
            }
            if (Arrays.stream(row).noneMatch(Double::isNaN)) {
                rows.add(row);
            }
        }
        return rows.toArray(new double[0][]);
    }

    private static List<String> names(Experiment experiment) {
        return experiment.strategies().stream().map(StrategyChain::name).toList();
    }

    /** Returns one sentence; nothing where variants and strategies are not both several. */
    static Optional<String> sentence(Findings findings) {
        Experiment experiment = findings.experiment();
        if (experiment.strategies().size() < 2 || experiment.variants().size() < 2) {
            return Optional.empty();
        }
        return Optional.of(of(findings)
                .map(ranks -> text(ranks))
                .orElse("Ranks across workloads (Friedman, Nemenyi) are not given: they need at least "
                        + RanksAcrossWorkloads.FEWEST_WORKLOADS
                        + " variants in which every strategy has a value, there are "
                        + rows(findings.result()).length + "."));
    }

    private static String text(RanksAcrossWorkloads ranks) {
        List<String> means = new ArrayList<>();
        List<String> apart = new ArrayList<>();
        for (int i = 0; i < ranks.names().size(); i++) {
            means.add(ranks.names().get(i) + " "
                    + Decimals.fixed(ranks.meanRanks().get(i), 2));
            for (int j = 0; j < ranks.names().size(); j++) {
                if (ranks.meanRanks().get(i) < ranks.meanRanks().get(j) && ranks.differ(i, j)) {
                    apart.add(ranks.names().get(i) + " is ahead of "
                            + ranks.names().get(j));
                }
            }
        }
        return "Across " + ranks.workloads() + " variants the mean ranks are " + String.join("; ", means)
                + " (Friedman's test of no difference, after Iman and Davenport: " + Phrases.pValue(ranks.pValue())
                + "). Mean ranks more than " + Decimals.fixed(ranks.criticalDifference(), 2)
                + " apart differ (Nemenyi, 95 % for all pairs): "
                + (apart.isEmpty() ? "none do" : String.join("; ", apart)) + ".";
    }
}
