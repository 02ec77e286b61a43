package io.ecsim.experiments.validation;

import io.ecsim.controlplane.NoFitPolicy;
import io.ecsim.experiments.Margin;
import io.ecsim.experiments.Replicate;
import io.ecsim.experiments.run.StoppingRule;
import io.ecsim.experiments.statistics.BatchMeans;
import io.ecsim.experiments.statistics.Bootstrap;
import io.ecsim.experiments.statistics.Interval;
import io.ecsim.experiments.statistics.Moments;
import io.ecsim.experiments.statistics.PairedDifference;
import io.ecsim.experiments.statistics.Proportion;
import io.ecsim.experiments.theory.LossSystem;
import io.ecsim.random.RandomStream;
import io.ecsim.random.Streams;
import io.ecsim.random.Variates;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Every kind of interval that results show, on models with known answers; and some that are wrong on purpose. */
final class CoverageCases {

    private static final double CONFIDENCE = 0.95;
    private static final double LOAD = 0.5;
    private static final int REPLICATIONS = 20;
    private static final int CUSTOMERS = 1_000;
    private static final int MOST = 2_000;

    private CoverageCases() {}

    static List<CoverageCase> all(int repeats) {
        return List.of(
                CoverageCase.of(
                        "mean, 20 replications",
                        "M/M/1 at 0.5, mean wait",
                        repeats,
                        streams -> mean(streams, REPLICATIONS, CoverageCases::wait)
                                .contains(CoverageModels.meanWait(LOAD))),
                CoverageCase.of("99 % quantile, 20 replications", "M/M/1 at 0.5, wait", repeats, CoverageCases::tail),
                CoverageCase.of("proportion, 20 replications", "M/M/5/5 at 3, blocking", repeats, CoverageCases::loss),
                CoverageCase.of(
                        "proportion, Clopper-Pearson", "1,000 trials, probability 0.3", repeats, CoverageCases::trials),
                CoverageCase.of(
                        "paired difference, 10 pairs",
                        "normal, common world",
                        repeats,
                        streams -> normalPairs(streams, 10).contains(1)),
                CoverageCase.of(
                        "paired difference, 30 pairs",
                        "lognormal, common world",
                        repeats,
                        CoverageCases::lognormalPairs),
                CoverageCase.of(
                        "paired difference, 20 pairs",
                        "M/M/1 at 0.5 and 0.6, mean wait",
                        repeats,
                        streams -> queues(streams, REPLICATIONS, new double[0][])),
                CoverageCase.of(
                        "paired difference, 40 pairs, control variate",
                        "M/M/1 at 0.5 and 0.6, mean wait",
                        repeats,
                        streams -> queues(streams, 2 * REPLICATIONS, services(streams, 2 * REPLICATIONS))),
                CoverageCase.of(
                        "mean, 10 antithetic pairs", "M/M/1 at 0.5, mean wait", repeats, CoverageCases::mirrored),
                CoverageCase.of(
                        "mean, sequential stopping",
                        "normal",
                        repeats,
                        streams -> sequential(streams, 0.25, Replicate.FEWEST_BEFORE_STOPPING, StoppingRule.STEP)),
                CoverageCase.of(
                        "paired difference, sequential stopping",
                        "M/M/1 at 0.5 and 0.6, mean wait",
                        repeats,
                        CoverageCases::sequentialQueues),
                CoverageCase.of(
                        "mean, batch means of one run",
                        "M/M/1 at 0.5, wait",
                        repeats,
                        streams -> BatchMeans.of(CoverageModels.waits(streams, LOAD, 20 * CUSTOMERS), CONFIDENCE)
                                .map(means -> means.interval().contains(CoverageModels.meanWait(LOAD)))
                                .orElse(false)),
                CoverageCase.of(
                        "99 % quantile, bootstrap", "1,000 exponential values", repeats, CoverageCases::bootstrap),
                CoverageCase.of(
                        "mean, 10 replications",
                        "M/M/5/5 at 3, simulated, mean busy",
                        repeats / 4,
                        CoverageCases::simulated),
                CoverageCase.fault(
                        "normal quantile, 5 replications",
                        "normal",
                        repeats,
                        streams -> unlikeStudents(normals(streams, 5)).contains(0)),
                CoverageCase.fault(
                        "unpaired for paired, 10 pairs", "normal, common world", repeats, CoverageCases::unpaired),
                CoverageCase.fault(
                        "values of one run as independent",
                        "M/M/1 at 0.5, wait",
                        repeats,
                        streams -> Moments.of(CoverageModels.waits(streams, LOAD, CUSTOMERS))
                                .meanInterval(CONFIDENCE)
                                .contains(CoverageModels.meanWait(LOAD))),
                CoverageCase.fault(
                        "sequential stopping from 3 on",
                        "normal",
                        repeats,
                        streams -> sequential(streams, 0.75, 3, 1)));
    }

    /** Returns the streams of one replication of a repeat. */
    private static Streams replication(Streams repeat, int replication) {
        return new Streams(repeat.seed() * 31 + 7, repeat.replication() * MOST + replication);
    }

    private static Interval mean(Streams repeat, int replications, ToDoubleFunction<Streams> value) {
        Moments moments = new Moments();
        for (int i = 0; i < replications; i++) {
            moments.add(value.applyAsDouble(replication(repeat, i)));
        }
        return moments.meanInterval(CONFIDENCE);
    }

    private static double wait(Streams streams) {
        return average(CoverageModels.waits(streams, LOAD, CUSTOMERS));
    }

    private static double average(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static boolean tail(Streams repeat) {
        return mean(repeat, REPLICATIONS, streams -> {
                    double[] waits = CoverageModels.waits(streams, LOAD, 4 * CUSTOMERS);
                    return CoverageModels.upperQuantile(waits, 0.99, 3);
                })
                .contains(CoverageModels.waitQuantile(LOAD, 0.99));
    }

    private static boolean loss(Streams repeat) {
        return mean(repeat, REPLICATIONS, streams -> CoverageModels.blocked(streams, 5, 3, CUSTOMERS))
                .contains(new LossSystem(5, 3).blocking());
    }

    private static boolean trials(Streams repeat) {
        RandomStream random = repeat.sequential("trials");
        int events = 0;
        for (int i = 0; i < 1_000; i++) {
            events += random.nextDouble() < 0.3 ? 1 : 0;
        }
        return new Proportion(events, 1_000).clopperPearson(CONFIDENCE).contains(0.3);
    }

    private static double[] normals(Streams repeat, int count) {
        RandomStream random = repeat.sequential("values");
        double[] values = new double[count];
        Arrays.setAll(values, i -> Variates.normal(random));
        return values;
    }

    private static Interval normalPairs(Streams repeat, int pairs) {
        double[][] both = worlds(repeat, pairs);
        return PairedDifference.of(both[0], both[1], CONFIDENCE).interval();
    }

    /** Two that live through the same worlds, the second one worse by 1. */
    private static double[][] worlds(Streams repeat, int pairs) {
        RandomStream random = repeat.sequential("worlds");
        double[][] both = new double[2][pairs];
        for (int i = 0; i < pairs; i++) {
            double world = 5 * Variates.normal(random);
            both[0][i] = 10 + world + Variates.normal(random);
            both[1][i] = 11 + world + Variates.normal(random);
        }
        return both;
    }

    private static boolean lognormalPairs(Streams repeat) {
        RandomStream random = repeat.sequential("worlds");
        double[] first = new double[30];
        double[] second = new double[30];
        for (int i = 0; i < first.length; i++) {
            double world = StrictMath.exp(0.4 * Variates.normal(random));
            first[i] = world * StrictMath.exp(0.2 * Variates.normal(random));
            second[i] = 1.5 * world * StrictMath.exp(0.2 * Variates.normal(random));
        }
        double exact = 0.5 * StrictMath.exp((0.4 * 0.4 + 0.2 * 0.2) / 2);
        return PairedDifference.of(first, second, CONFIDENCE).interval().contains(exact);
    }

    /** Services are a fifth longer in the second queue; its arrivals are the same. */
    private static double difference(Streams streams) {
        return 1.2 * average(CoverageModels.waits(streams, 0.6, CUSTOMERS))
                - average(CoverageModels.waits(streams, LOAD, CUSTOMERS));
    }

    private static double exactDifference() {
        return 1.2 * CoverageModels.meanWait(0.6) - CoverageModels.meanWait(LOAD);
    }

    private static boolean queues(Streams repeat, int pairs, double[][] controls) {
        double[] differences = new double[pairs];
        Arrays.setAll(differences, i -> difference(replication(repeat, i)));
        return PairedDifference.of(new double[pairs], differences, CONFIDENCE, controls)
                .interval()
                .contains(exactDifference());
    }

    /** Returns the sum of services less that of gaps, in each replication; 0 is to be expected. */
    private static double[][] services(Streams repeat, int pairs) {
        double[][] controls = new double[pairs][1];
        for (int i = 0; i < pairs; i++) {
            Streams streams = replication(repeat, i);
            RandomStream arrivals = streams.sequential("arrivals");
            RandomStream services = streams.sequential("services");
            if (arrivals.nextDouble() >= 1 - LOAD) {
                Variates.exponential(services);
            }
            for (int customer = 0; customer < CUSTOMERS; customer++) {
                controls[i][0] += Variates.exponential(services) - Variates.exponential(arrivals);
            }
        }
        return controls;
    }

    private static boolean mirrored(Streams repeat) {
        Moments pairs = new Moments();
        for (int i = 0; i < REPLICATIONS; i += 2) {
            Streams one = replication(repeat, i);
            Streams other = new Streams(one.seed(), one.replication() + 1, true);
            pairs.add((average(CoverageModels.waits(one, LOAD, CUSTOMERS / 2))
                            + average(CoverageModels.waits(other, LOAD, CUSTOMERS / 2)))
                    / 2);
        }
        return pairs.meanInterval(CONFIDENCE).contains(CoverageModels.meanWait(LOAD));
    }

    /** Stops once the mean of normal values of deviation 1 is known within the width: of 0.25, after about 64 of them. */
    private static boolean sequential(Streams repeat, double width, int first, int step) {
        double[] all = normals(repeat, MOST);
        int count = first;
        while (count < MOST
                && !StoppingRule.isReached(
                        new Margin.Absolute(width), new double[][] {Arrays.copyOf(all, count)}, false)) {
            count += step;
        }
        return Moments.of(Arrays.copyOf(all, Math.min(count, MOST)))
                .meanInterval(CONFIDENCE)
                .contains(0);
    }

    private static boolean sequentialQueues(Streams repeat) {
        double[] zeros = new double[0];
        double[] differences = new double[0];
        do {
            int done = differences.length;
            differences =
                    Arrays.copyOf(differences, done == 0 ? Replicate.FEWEST_BEFORE_STOPPING : done + StoppingRule.STEP);
            for (int i = done; i < differences.length; i++) {
                differences[i] = difference(replication(repeat, i));
            }
            zeros = new double[differences.length];
        } while (differences.length < MOST
                && !StoppingRule.isReached(new Margin.Relative(0.05), new double[][] {zeros, differences}, false));
        return PairedDifference.of(zeros, differences, CONFIDENCE).interval().contains(exactDifference());
    }

    private static boolean bootstrap(Streams repeat) {
        RandomStream random = repeat.sequential("values");
        double[] values = new double[1_000];
        Arrays.setAll(values, i -> Variates.exponential(random));
        return Bootstrap.quantile(values, 0.99, CONFIDENCE).contains(StrictMath.log(100));
    }

    /** The whole simulator: five slots without a queue. */
    private static boolean simulated(Streams repeat) {
        SlotQueue queue =
                new SlotQueue(1, 5, 3, ServiceLaws.EXPONENTIAL, new NoFitPolicy.Fail(), "binpack(memory)", 10, 100, 2);
        return mean(repeat, 10, streams -> queue.busy(queue.run(streams))).contains(new LossSystem(5, 3).meanBusy());
    }

    private static Interval unlikeStudents(double[] values) {
        Moments moments = Moments.of(values);
        return Interval.around(moments.mean(), 1.959964 * moments.standardError());
    }

    private static boolean unpaired(Streams repeat) {
        double[][] both = worlds(repeat, 10);
        Moments first = Moments.of(both[0]);
        Moments second = Moments.of(both[1]);
        double error = Math.sqrt(first.variance() / 10 + second.variance() / 10);
        // Student's value with 18 degrees of freedom.
        return Interval.around(second.mean() - first.mean(), 2.100922 * error).contains(1);
    }
}
