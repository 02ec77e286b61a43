package io.ecsim.experiments.run;

import io.ecsim.experiments.Contender;
import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.NeedSearch;
import io.ecsim.experiments.Replicate;
import io.ecsim.experiments.statistics.Antithetic;
import io.ecsim.observe.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Runs an experiment on several threads. Each run is a function of (world, strategy, seed, replication) and results are
 * ordered by contender and replication, so the number of threads changes nothing but the time it takes. Every contender
 * meets the same random numbers in the same replication.
 */
public final class ExperimentRunner {

    /** Most replications that a trial of the search for {@code need} takes the mean of: a search costs many trials. */
    public static final int NEED_REPLICATIONS = 3;

    private final int threads;
    private final RunListener listener;
    private final StopSignal stop;
    private final RunFunction function;

    /**
     * A runner of real simulations.
     *
     * @param threads runs done at a time, at least 1
     * @param listener hears about progress
     * @param stop ends the experiment early when raised
     */
    public ExperimentRunner(int threads, RunListener listener, StopSignal stop) {
        this(threads, listener, stop, RunFunction.SIMULATED);
    }

    /** A runner of other runs, such as recorded or invented ones. */
    public ExperimentRunner(int threads, RunListener listener, StopSignal stop, RunFunction function) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, were " + threads);
        }
        this.threads = threads;
        this.listener = listener;
        this.stop = stop;
        this.function = function;
    }

    /**
     * Runs the comparison, then the search for {@code need} where the experiment asks for one.
     *
     * @throws io.ecsim.workload.WorkloadException if an input is damaged
     */
    public ExperimentResult run(Experiment experiment) {
        try (RunPool pool = new RunPool(threads, stop)) {
            Optional<WarmupCut> warmup =
                    experiment.seeksWarmup() ? WarmupCut.find(experiment, function, pool, listener) : Optional.empty();
            Comparison comparison = compare(
                    warmup.map(cut -> experiment.withWarmup(cut.micros())).orElse(experiment), pool);
            List<Optional<Timed>> done = comparison.done;
            Experiment as = comparison.experiment;
            List<Need> needs = needs(as, pool);
            return new ExperimentResult(
                    as, matrix(as, done), needs, times(as, done), stop.isRaised(), warmup, comparison.antithetic);
        }
    }

    /** Mirrors the replications as long as that gains something; where it does not, all draw for themselves. */
    private Comparison compare(Experiment experiment, RunPool pool) {
        if (!(experiment.replicate() instanceof Replicate.Regenerate mirrored && mirrored.antithetic())) {
            return new Comparison(experiment, runs(experiment, List.of(), pool), Optional.empty());
        }
        List<Optional<Timed>> pilots =
                pool.all(runs(experiment, 0, Math.min(mirrored.count(), Replicate.FEWEST_BEFORE_STOPPING)), () -> {});
        RunMatrix seen = matrix(experiment, pilots);
        double ratio = MirroredGain.of(experiment, seen);
        boolean used = ratio >= Antithetic.LEAST_RATIO || stop.isRaised();
        if (used) {
            List<Optional<Timed>> done = runs(experiment, pilots, pool);
            RunMatrix all = matrix(experiment, done);
            return new Comparison(
                    experiment,
                    done,
                    Optional.of(new Antithetic(MirroredGain.of(experiment, all), all.paired().length / 2, true)));
        }
        Experiment plain = experiment.with(mirrored.withoutMirrors());
        return new Comparison(
                plain,
                runs(plain, List.of(), pool),
                Optional.of(new Antithetic(ratio, seen.paired().length / 2, false)));
    }

    /** Does the replications that are not done yet, as many as are asked for or as the precision takes. */
    private List<Optional<Timed>> runs(Experiment experiment, List<Optional<Timed>> first, RunPool pool) {
        Replicate replicate = experiment.replicate();
        int contenders = experiment.contenders().size();
        List<Optional<Timed>> done = new ArrayList<>(first);
        listener.started("runs", (long) replicate.count() * contenders - done.size());
        try {
            int replications = done.size() / contenders;
            while (replications < replicate.count()
                    && !stop.isRaised()
                    && !StoppingRule.ends(experiment, matrix(experiment, done))) {
                int until = StoppingRule.nextLook(replications, replicate);
                done.addAll(pool.all(runs(experiment, replications, until), listener::advanced));
                replications = until;
            }
            return done;
        } finally {
            listener.ended();
        }
    }

    /** Returns runs replication by replication, so that a stop leaves complete pairs behind. */
    private List<Callable<Timed>> runs(Experiment experiment, int from, int until) {
        List<Callable<Timed>> runs = new ArrayList<>();
        for (int replication = from; replication < until; replication++) {
            for (Contender contender : experiment.contenders()) {
                runs.add(timed(experiment, contender, replication));
            }
        }
        return runs;
    }

    private Callable<Timed> timed(Experiment experiment, Contender contender, int replication) {
        return () -> {
            long start = System.nanoTime();
            RunResult result = function.run(
                    contender,
                    contender.worlds().world(replication),
                    experiment.streams(replication),
                    experiment.options());
            return new Timed(result, System.nanoTime() - start);
        };
    }

    private List<Need> needs(Experiment experiment, RunPool pool) {
        Optional<NeedSearch> range = experiment.need();
        if (range.isEmpty() || experiment.objective().subjectTo().isEmpty() || stop.isRaised()) {
            return List.of();
        }
        int replications = Math.min(NEED_REPLICATIONS, experiment.replicate().count());
        NeedFinder finder = new NeedFinder(experiment, range.get(), replications, function);
        listener.started("need", finder.mostRuns());
        try {
            return finder.find(pool, listener::advanced).orElse(List.of());
        } finally {
            listener.ended();
        }
    }

    private static RunMatrix matrix(Experiment experiment, List<Optional<Timed>> done) {
        List<Contender> contenders = experiment.contenders();
        List<List<Optional<RunResult>>> rows = new ArrayList<>();
        for (int contender = 0; contender < contenders.size(); contender++) {
            List<Optional<RunResult>> row = new ArrayList<>();
            for (int at = contender; at < done.size(); at += contenders.size()) {
                row.add(done.get(at).map(Timed::result));
            }
            rows.add(row);
        }
        return new RunMatrix(contenders.stream().map(Contender::name).toList(), rows);
    }

    private static List<RunTime> times(Experiment experiment, List<Optional<Timed>> done) {
        List<Contender> contenders = experiment.contenders();
        List<RunTime> times = new ArrayList<>();
        for (int contender = 0; contender < contenders.size(); contender++) {
            String name = contenders.get(contender).name();
            for (int at = contender; at < done.size(); at += contenders.size()) {
                int replication = at / contenders.size();
                done.get(at)
                        .ifPresent(
                                run -> times.add(new RunTime(name, replication, run.wallNanos, run.result.events())));
            }
        }
        return times;
    }

    /** The runs of the comparison, and the experiment as it was done. */
    private record Comparison(Experiment experiment, List<Optional<Timed>> done, Optional<Antithetic> antithetic) {}

    /** A result and how long it took. */
    private record Timed(RunResult result, long wallNanos) {}
}
