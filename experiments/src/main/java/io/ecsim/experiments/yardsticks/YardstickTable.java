package io.ecsim.experiments.yardsticks;

import io.ecsim.experiments.statistics.Interval;
import io.ecsim.experiments.statistics.Moments;
import io.ecsim.experiments.statistics.Quantiles;
import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.Table;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The yardsticks as a table. */
public final class YardstickTable {

    private static final double CONFIDENCE = 0.95;
    private static final double NINTH_DECILE = 0.9;

    private YardstickTable() {}

    /** Returns one row a contender, means over the trials with 95 % intervals. */
    public static Table of(String contenderTitle, Yardsticks yardsticks) {
        Table.Builder table = Table.builder(
                "yardsticks",
                "Yardsticks of packing",
                Column.text("contender", contenderTitle, "What is compared."),
                Column.number(
                        "machines", "Machines", "", 1, "Compaction: the fewest instances that hold the workload."),
                Column.number("machines_p90", "90 %", "", 0, "Machines that suffice in nine of ten trials."),
                Column.percent("machines_share", "of cluster", 0, "Mean machines over the instances of the cluster."),
                Column.number("inflation", "Inflation", "x", 2, "How many times as large the workload could be."),
                Column.number("holes", "Holes", "", 0, "Hole-fillers that fit beside the workload."),
                Column.percent("cpu_share", "CPU", 1, "Reserved CPU of the whole cluster."),
                Column.percent("memory_share", "Memory", 1, "Reserved memory of the whole cluster."),
                Column.percent("unplaced_share", "Unplaced", 1, "Tasks that found no room in the whole cluster."));
        for (Map.Entry<String, List<Trial>> each : yardsticks.trials().entrySet()) {
            List<Trial> trials = each.getValue();
            if (trials.isEmpty()) {
                continue; // the search was cut off
            }
            boolean holds = trials.stream().allMatch(trial -> trial.machines() > 0);
            double machines = mean(trials, Trial::machines);
            table.row(
                    Cell.text(each.getKey()),
                    holds ? estimate(trials, Trial::machines) : Cell.unknown("does not fit"),
                    holds ? Cell.real(ninthDecile(trials)) : Cell.unknown("does not fit"),
                    holds ? Cell.real(machines / yardsticks.instances(each.getKey())) : Cell.unknown("does not fit"),
                    estimate(trials, Trial::inflation),
                    Cell.real(mean(trials, Trial::holes)),
                    Cell.real(mean(trials, Trial::cpu)),
                    Cell.real(mean(trials, Trial::memory)),
                    Cell.real(mean(trials, Trial::unplaced)));
        }
        return table.build();
    }

    private static double mean(List<Trial> trials, ToDoubleFunction<Trial> of) {
        return trials.stream().mapToDouble(of).average().orElse(Double.NaN);
    }

    private static double ninthDecile(List<Trial> trials) {
        double[] ascending =
                trials.stream().mapToDouble(Trial::machines).sorted().toArray();
        return Math.ceil(Quantiles.interpolated(ascending, NINTH_DECILE));
    }

    private static Cell estimate(List<Trial> trials, ToDoubleFunction<Trial> of) {
        Moments moments = Moments.of(trials.stream().mapToDouble(of).toArray());
        if (trials.size() < 2) {
            return Cell.real(moments.mean());
        }
        Interval interval = moments.meanInterval(CONFIDENCE);
        return Cell.estimate(moments.mean(), interval.lower(), interval.upper());
    }
}
