package io.ecsim.experiments.findings;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.Margin;
import io.ecsim.experiments.Replicate;
import io.ecsim.experiments.run.StoppingRule;
import io.ecsim.experiments.run.WarmupCut;
import io.ecsim.experiments.statistics.Antithetic;
import io.ecsim.experiments.statistics.Comparison;
import io.ecsim.experiments.statistics.PairedDifference;
import io.ecsim.observe.Metric;
import io.ecsim.reports.table.Decimals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How the replications came about, where that is more than a number of them, in sentences. */
final class Procedure {

    private static final int DIGITS = 3;

    private Procedure() {}

    static List<String> sentences(Findings findings) {
        List<String> sentences = new ArrayList<>();
        Experiment experiment = findings.experiment();
        experiment.replicate().precision().ifPresent(width -> sentences.add(stopping(findings, width)));
        findings.result().warmup().ifPresent(cut -> sentences.add(warmup(cut)));
        findings.result().antithetic().ifPresent(gain -> sentences.add(mirrored(gain)));
        if (experiment.replicate().controlVariates()) {
            sentences.add(controls(findings));
        }
        return sentences;
    }

    private static String stopping(Findings findings, Margin width) {
        Experiment experiment = findings.experiment();
        String rule = "the half-width of every 95 % interval of the objective is at most "
                + Phrases.margin(width, experiment.objective())
                + (width instanceof Margin.Relative ? ", or of the difference where that is greater" : "");
        String looks = " It was looked at after " + Replicate.FEWEST_BEFORE_STOPPING + " replications and after every "
                + StoppingRule.STEP + " more.";
        return StoppingRule.isReached(experiment, findings.result().runs())
                ? "The replications ended because " + rule + "." + looks
                : "The wanted precision was not reached within " + Phrases.count(findings.pairs(), "replication")
                        + ": that " + rule + "." + looks;
    }

    private static String warmup(WarmupCut cut) {
        String found = cut.micros() == 0
                ? "Pilot runs asked for no warm-up"
                : "The first " + MetricColumns.text(Metric.WAIT_MEAN, cut.micros() / 1e6)
                        + " are not measured, as the series " + cut.series() + " of " + cut.contender() + " asks for";
        return found + " (MSER-5 on the means of " + cut.pilots()
                + " pilot runs each; the largest cut of all is taken for all)."
                + (cut.settled()
                        ? ""
                        : " That series did not settle in the first half of the run: a longer horizon would be better.");
    }

    private static String mirrored(Antithetic gain) {
        String ratio = "variance ratio " + Decimals.significant(gain.varianceRatio(), DIGITS) + " over "
                + Phrases.count(gain.pairs(), "pair");
        return gain.used()
                ? "Every second replication is the mirror image of the one before (antithetic draws, " + ratio
                        + "); the mean of a pair counts as one observation."
                : "Mirrored replications gain too little and are off (antithetic draws, " + ratio + ", less than "
                        + Antithetic.LEAST_RATIO + ").";
    }

    private static String controls(Findings findings) {
        List<PairedDifference> differences = findings.ranking().stream()
                .flatMap(ranking -> ranking.comparisons().stream())
                .map(Comparison::difference)
                .toList();
        double[] ratios = differences.stream()
                .mapToDouble(PairedDifference::varianceRatio)
                .toArray();
        long used = Arrays.stream(ratios).filter(ratio -> ratio != 1).count();
        String what = "Control variates (number and CPU work of the tasks that arrived, whose expectations are known) ";
        if (ratios.length == 0) {
            return what + "are off: there is no paired difference to narrow.";
        }
        int most = differences.stream().mapToInt(PairedDifference::pairs).max().orElse(0);
        if (most < PairedDifference.FEWEST_FOR_CONTROLS) {
            return what + "are off: they need " + PairedDifference.FEWEST_FOR_CONTROLS
                    + " independent observations, there are " + most + ".";
        }
        return used == 0
                ? what + "gain too little and are off: no variance ratio is " + Antithetic.LEAST_RATIO + " or more."
                : what + "narrow " + used + " of " + Phrases.count(ratios.length, "paired difference")
                        + ", with variance ratios up to "
                        + Decimals.significant(Arrays.stream(ratios).max().orElse(1), DIGITS) + ".";
    }
}
