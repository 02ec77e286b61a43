package io.ecsim.experiments.bundle;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.InputFile;
import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.output.Repetition;
import io.ecsim.experiments.output.ResultsWriter;
import io.ecsim.experiments.run.ExperimentResult;
import io.ecsim.experiments.run.ExperimentRunner;
import io.ecsim.experiments.run.LatencyRecord;
import io.ecsim.experiments.run.RunFunction;
import io.ecsim.experiments.run.RunListener;
import io.ecsim.experiments.run.StopSignal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A comparison done again from its bundle.
 *
 * @param difference the first difference, in words; empty when all is identical
 * @param stopped whether it was ended early, so that nothing was checked
 * @param runs how many runs were checked
 * @param streams how many event streams were checked
 * @param files how many files of results were checked
 */
public record Rerun(Optional<String> difference, boolean stopped, int runs, int streams, int files) {

    /**
     * Does the comparison again and checks every digest and file.
     *
     * @param kept where the results are to stay; without it they go with the bundle's files
     * @param threads runs done at a time
     */
    public static Rerun of(Bundle bundle, Optional<Path> kept, int threads, RunListener listener, StopSignal stop)
            throws IOException {
        Path folder = kept.orElseGet(bundle::spareFolder);
        BundleManifest manifest = bundle.manifest();
        Experiment experiment = bundle.read();
        Optional<LatencyRecord> latency = bundle.latency();
        RunFunction runs =
                latency.map(record -> record.replayed(RunFunction.SIMULATED)).orElse(RunFunction.SIMULATED);
        ExperimentResult result = new ExperimentRunner(threads, listener, stop, runs).run(experiment);
        if (result.stopped()) {
            return new Rerun(Optional.empty(), true, 0, 0, 0);
        }
        List<BundleManifest.BundledRun> digests = new RunDigests(result, latency).all(threads);
        Repetition repetition = new Repetition(manifest.command(), manifest.ecsim(), threads);
        ResultsWriter.write(Findings.of(result), repetition, folder);
        List<InputFile> files = CheckedResults.of(folder);
        int streams =
                (int) digests.stream().filter(run -> !run.events().isEmpty()).count();
        Optional<String> difference = runs(manifest.runs(), digests).or(() -> files(manifest.results(), files));
        return new Rerun(difference, false, digests.size(), streams, files.size());
    }

    private static Optional<String> runs(List<BundleManifest.BundledRun> was, List<BundleManifest.BundledRun> is) {
        for (int at = 0; at < Math.min(was.size(), is.size()); at++) {
            BundleManifest.BundledRun old = was.get(at);
            BundleManifest.BundledRun now = is.get(at);
            String run = "replication " + old.replication() + " of " + old.contender();
            if (!old.contender().equals(now.contender()) || old.replication() != now.replication()) {
                return Optional.of("run " + (at + 1) + " is replication " + now.replication() + " of " + now.contender()
                        + ", was " + run);
            }
            if (!old.digest().equals(now.digest())) {
                return Optional.of(run + ": the digest of its placements is " + now.digest() + ", was " + old.digest());
            }
            if (!old.events().equals(now.events())) {
                return Optional.of(
                        run + ": the sha-256 of its event stream is " + now.events() + ", was " + old.events());
            }
        }
        return was.size() == is.size()
                ? Optional.empty()
                : Optional.of("there are " + is.size() + " runs, were " + was.size());
    }

    private static Optional<String> files(List<InputFile> was, List<InputFile> is) {
        for (InputFile old : was) {
            Optional<InputFile> now =
                    is.stream().filter(each -> each.name().equals(old.name())).findFirst();
            if (now.isEmpty()) {
                return Optional.of(old.name() + " is not written any more");
            }
            if (!now.get().sha256().equals(old.sha256())) {
                return Optional.of(
                        "the sha-256 of " + old.name() + " is " + now.get().sha256() + ", was " + old.sha256());
            }
        }
        return is.stream()
                .filter(each -> was.stream().noneMatch(old -> old.name().equals(each.name())))
                .findFirst()
                .map(each -> each.name() + " was not written before");
    }
}
