package io.ecsim.experiments.bounds;

import io.ecsim.experiments.Contender;
import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.Variant;
import io.ecsim.experiments.run.ExperimentResult;
import io.ecsim.experiments.run.ReplicationUnits;
import io.ecsim.experiments.run.RunMatrix;
import io.ecsim.experiments.run.RunPool;
import io.ecsim.experiments.run.StopSignal;
import io.ecsim.experiments.statistics.PairedDifference;
import io.ecsim.observe.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;

/**
 * How far the strategies of a comparison are from what is possible: instances with a task, less the bound of the same
 * replication.
 *
 * @param rows one a contender, in the order of the comparison; of those whose variant has bounds
 */
public record Regrets(List<Row> rows) {

    private static final double CONFIDENCE = 0.95;
    private static final double MICRO = 1e6;

    /**
     * The regret of one contender.
     *
     * @param contender its name
     * @param inUse mean number of instances with a task
     * @param bounds means over the replications; the clairvoyant packer absent where it is in any
     * @param regret of the replications: instances with a task less the bound, with its 95 % interval
     * @param unplaced mean share of tasks never placed: where it is above 0 a strategy did less than what is asked for, and
     *     its regret says little
     * @param usdPerHour mean price of the instances with a task, in US dollars an hour
     * @param usdRegret of the replications: that price less its bound
     */
    public record Row(
            String contender,
            double inUse,
            Bounds bounds,
            PairedDifference regret,
            double unplaced,
            double usdPerHour,
            PairedDifference usdRegret) {}

    public Regrets {
        rows = List.copyOf(rows);
    }

    /**
     * Computes the bounds of every finished replication and sets the results against them.
     *
     * @param threads bounds computed at a time; changes no result
     * @param stop once raised, no further bounds are begun and there are none
     */
    public static Regrets of(ExperimentResult result, Bounds.Effort effort, int threads, StopSignal stop) {
        RunMatrix runs = result.runs();
        int[] paired = runs.paired();
        Map<String, List<Bounds>> byVariant = new LinkedHashMap<>();
        for (Variant variant : result.experiment().variants()) {
            bounds(variant, result.experiment(), paired, effort, threads, stop)
                    .ifPresent(bounds -> byVariant.put(variant.name(), bounds));
        }
        List<Row> rows = new ArrayList<>();
        List<Contender> contenders = result.experiment().contenders();
        for (int i = 0; i < contenders.size(); i++) {
            List<Bounds> bounds = byVariant.get(contenders.get(i).variant().name());
            if (bounds != null && !bounds.isEmpty()) {
                double[] inUse = runs.values(i, Metric.IN_USE);
                double[] best = bounds.stream().mapToDouble(Bounds::best).toArray();
                double[] price = runs.values(i, Metric.IN_USE_PRICE);
                double[] leastPrice = bounds.stream()
                        .mapToDouble(each -> each.microUsdPerHour() / MICRO)
                        .toArray();
                rows.add(new Row(
                        contenders.get(i).name(),
                        mean(inUse),
                        mean(bounds),
                        PairedDifference.of(
                                ReplicationUnits.of(result.experiment(), runs, best),
                                ReplicationUnits.of(result.experiment(), runs, inUse),
                                CONFIDENCE),
                        mean(runs.values(i, Metric.UNPLACED)),
                        mean(price),
                        PairedDifference.of(
                                ReplicationUnits.of(result.experiment(), runs, leastPrice),
                                ReplicationUnits.of(result.experiment(), runs, price),
                                CONFIDENCE)));
            }
        }
        return new Regrets(rows);
    }

    private static Optional<List<Bounds>> bounds(
            Variant variant,
            Experiment experiment,
            int[] replications,
            Bounds.Effort effort,
            int threads,
            StopSignal stop) {
        List<Callable<Optional<Bounds>>> asked = new ArrayList<>();
        for (int replication : replications) {
            asked.add(() -> Bounds.of(variant.worlds().world(replication), experiment.streams(replication), effort));
        }
        try (RunPool pool = new RunPool(threads, stop)) {
            List<Bounds> found = pool.all(asked, () -> {}).stream()
                    .flatMap(Optional::stream)
                    .flatMap(Optional::stream)
                    .toList();
            return found.size() == replications.length ? Optional.of(found) : Optional.empty();
        }
    }

    private static Bounds mean(List<Bounds> bounds) {
        boolean foreseen = bounds.stream().allMatch(each -> each.clairvoyant().isPresent());
        return new Bounds(
                mean(bounds.stream().mapToDouble(Bounds::volume).toArray()),
                mean(bounds.stream().mapToDouble(Bounds::linear).toArray()),
                mean(bounds.stream().mapToDouble(Bounds::items).toArray()),
                mean(bounds.stream().mapToDouble(Bounds::best).toArray()),
                mean(bounds.stream().mapToDouble(Bounds::repacked).toArray()),
                foreseen
                        ? bounds.stream()
                                .mapToDouble(each -> each.clairvoyant().orElseThrow())
                                .average()
                        : OptionalDouble.empty(),
                mean(bounds.stream().mapToDouble(Bounds::microUsdPerHour).toArray()));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }
}
