package io.ecsim.experiments.bundle;

import io.ecsim.controlplane.World;
import io.ecsim.experiments.Contender;
import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.events.EventStreamRun;
import io.ecsim.experiments.run.ExperimentResult;
import io.ecsim.experiments.run.LatencyRecord;
import io.ecsim.experiments.run.RunFunction;
import io.ecsim.experiments.run.RunPool;
import io.ecsim.experiments.run.StopSignal;
import io.ecsim.observe.RunResult;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * The digests of all runs of a comparison. A comparison keeps no event streams, so a world with a control plane is lived
 * through once more for its stream, and it is an error when that run is not the one of the comparison.
 */
final class RunDigests {

    private final ExperimentResult result;
    private final Optional<LatencyRecord> latency;

    RunDigests(ExperimentResult result, Optional<LatencyRecord> latency) {
        this.result = result;
        this.latency = latency;
    }

    /** Returns them contender by contender. */
    List<BundleManifest.BundledRun> all(int threads) {
        Experiment experiment = result.experiment();
        List<Contender> contenders = experiment.contenders();
        List<Callable<BundleManifest.BundledRun>> pieces = new ArrayList<>();
        for (int order = 0; order < contenders.size(); order++) {
            Contender contender = contenders.get(order);
            for (RunResult run : result.runs().finished(order)) {
                pieces.add(() -> digests(experiment, contender, run));
            }
        }
        try (RunPool pool = new RunPool(threads, new StopSignal())) {
            return pool.all(pieces, () -> {}).stream().flatMap(Optional::stream).toList();
        }
    }

    private BundleManifest.BundledRun digests(Experiment experiment, Contender contender, RunResult run) {
        World world = contender.worlds().world(run.replication());
        String events = world.controlPlane().isEmpty() ? "" : events(experiment, contender, world, run);
        return new BundleManifest.BundledRun(contender.name(), run.replication(), digest(run), events);
    }

    private String events(Experiment experiment, Contender contender, World world, RunResult run) {
        MessageDigest sha256 = sha256();
        RunFunction streaming = (who, where, streams, options) -> {
            OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), sha256);
            try {
                return EventStreamRun.write(
                        who,
                        where,
                        streams,
                        options,
                        new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
            } catch (IOException impossible) {
                throw new UncheckedIOException("a digest cannot be written to", impossible);
            }
        };
        RunFunction runs = latency.map(record -> record.replayed(streaming)).orElse(streaming);
        RunResult again = runs.run(contender, world, experiment.streams(run.replication()), experiment.options());
        if (again.digest() != run.digest()) {
            throw new BundleException("replication " + run.replication() + " of " + contender.name()
                    + " went another way the second time (digest " + digest(again) + ", first " + digest(run)
                    + "): its strategy does not decide by the run alone, so nobody could repeat it");
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static String digest(RunResult run) {
        return String.format(Locale.ROOT, "%016x", run.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
