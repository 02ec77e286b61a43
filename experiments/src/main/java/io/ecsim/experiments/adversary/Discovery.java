package io.ecsim.experiments.adversary;

import io.ecsim.experiments.designs.Axis;
import io.ecsim.experiments.run.ExperimentResult;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What an adversary found.
 *
 * @param quest what was looked for
 * @param axes the fields that were varied
 * @param stated the value that the scenario states for each, in words
 * @param statedGap the gap of the scenario as it stands, on the random numbers of the search; NaN where it has none
 * @param tries every scenario that was tried, in order
 * @param best the one with the greatest gap
 * @param scenario it as a scenario of its own, YAML
 * @param confirmed the two strategies in it, on random numbers that the search never saw
 */
public record Discovery(
        Quest quest,
        List<Axis> axes,
        List<String> stated,
        double statedGap,
        List<Adversary.Try> tries,
        Adversary.Try best,
        String scenario,
        ExperimentResult confirmed) {

    public Discovery {
        axes = List.copyOf(axes);
        stated = List.copyOf(stated);
        tries = List.copyOf(tries);
    }

    /** Returns the values of the winner in the confirming runs, one a replication. */
    public double[] valuesOfBetter() {
        return confirmed.runs().values(0, quest.metric());
    }

    /** Returns the values of the loser in the confirming runs, one a replication. */
    public double[] valuesOfWorse() {
        return confirmed.runs().values(1, quest.metric());
    }

    /** Returns how many times as much the loser has as the winner, or the winner as the loser where higher is better. */
    public OptionalDouble ratio() {
        double better = mean(valuesOfBetter());
        double worse = mean(valuesOfWorse());
        double ratio = quest.higherIsBetter() ? better / worse : worse / better;
        return Double.isFinite(ratio) ? OptionalDouble.of(ratio) : OptionalDouble.empty();
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
