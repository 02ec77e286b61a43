package io.ecsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.cli.mutants.Mutator;
import io.ecsim.cli.mutants.Specimen;
import io.ecsim.cli.mutants.Specimens;
import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.controlplane.World;
import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.scenario.ScenarioReader;
import io.ecsim.random.Streams;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged input, whatever the damage, ends in a comparison or in lines that say where the fault is; never in a trace of
 * the program, a half-written folder or a wait without end.
 *
 * <p>{@code -Dsim.mutants=10000} tries as many (500 unless stated), {@code -Dsim.seed=N} only mutant N. What a failing
 * mutant was fed stays in {@code target/mutants/N}.
 */
class MutatedInputsTest {

    private static final int MUTANTS = 500;
    private static final int MOST_SHOWN = 20;
    private static final long FIRST_SEED = 1;

    /** A mutant may be a sound scenario of a larger world than anybody wants to wait for; that is no fault. */
    private static final long AFFORDABLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final int AFFORDABLE_INSTANCES = 5_000;

    /** Far more than a mutant takes, so that a busy machine fails nothing. */
    private static final int PATIENCE_SECONDS = 30;

    /** One mutant in so many that can be run writes its folder; the others print JSON. */
    private static final int FOLDERS = 6;

    private static final Pattern PLACED = Pattern.compile("[^:]+:[1-9]\\d*:[1-9]\\d*: \\P{Cc}+");

    private static final Pattern WHOLE_FILE =
            Pattern.compile("the file is empty|no such file|this is a directory|the file has |the file cannot be read");

    @TempDir
    private Path temporary;

    private final List<String> failures = new ArrayList<>();
    private int refused;
    private int compared;
    private int tooLarge;

    @Test
    void soundSpecimensAreCompared() throws Exception {
        for (Specimen specimen : Specimens.ours()) {
            assertThat(outcome(specimen, fresh("sound"), true))
                    .as(specimen.name())
                    .isEmpty();
            assertThat(compared).as("compared, not refused: " + specimen.name()).isEqualTo(1);
            compared = 0;
        }
    }

    @Test
    void damageIsSaidWhereItIs() throws Exception {
        tryAll(Specimens.ours());
    }

    @Test
    void damageOfPublicFilesIsSaidWhereItIs() throws Exception {
        Path data = Specimens.publicFiles()
                .orElseGet(() -> Assumptions.abort("skipped: no directory shared/data above the working directory"));
        tryAll(Specimens.published(data));
    }

    private void tryAll(List<Specimen> specimens) throws Exception {
        Long only = Long.getLong("sim.seed");
        // Half of the mutants for ours, half for the published ones.
        long count = Long.getLong("sim.mutants", MUTANTS) / 2;
        LongStream seeds = only == null ? LongStream.range(FIRST_SEED, FIRST_SEED + count) : LongStream.of(only);
        for (long seed : seeds.toArray()) {
            Mutator mutator = new Mutator(seed);
            Specimen specimen = specimens.get(mutator.below(specimens.size())).mutant(mutator);
            Path folder = fresh("mutant");
            boolean wholeFolder = mutator.below(FOLDERS) == 0;
            Optional<String> fault = inTime(() -> outcomeIfAffordable(specimen, folder, wholeFolder));
            if (fault.isPresent()) {
                failures.add("-Dsim.seed=" + seed + ", " + specimen.name() + ", " + mutator.applied()
                        + specimen.arguments() + ": " + fault.get());
                keep(specimen, seed);
            }
        }
        assertThat(failures.stream().limit(MOST_SHOWN))
                .as(
                        "%d of %d mutants, of which %d were refused, %d compared, %d too large to run",
                        failures.size(), count, refused, compared, tooLarge)
                .isEmpty();
        assertThat(only != null || refused > count / 3)
                .as("most damage is noticed: " + refused)
                .isTrue();
    }

    private Optional<String> outcomeIfAffordable(Specimen mutant, Path folder, boolean wholeFolder) throws IOException {
        if (isTooLarge(mutant, mutant.writeTo(Files.createDirectory(folder.resolve("in"))))) {
            tooLarge++;
            return Optional.empty();
        }
        return outcome(mutant, folder, wholeFolder);
    }

    /** Feeds a specimen to the command; returns what is wrong with the answer. */
    private Optional<String> outcome(Specimen specimen, Path folder, boolean wholeFolder) throws IOException {
        Path scenario = specimen.writeTo(Files.createDirectories(folder.resolve("in")));
        Path out = Files.createDirectory(folder.resolve("out"));
        List<String> words = new ArrayList<>(List.of("compare", scenario.toString(), "--quiet", "--threads", "1"));
        words.addAll(specimen.arguments());
        words.addAll(wholeFolder ? List.of("--out", out.resolve("results").toString()) : List.of("--json"));
        StringWriter printed = new StringWriter();
        StringWriter told = new StringWriter();
        int code = EcsimCommand.execute(
                new PrintWriter(printed, true),
                new PrintWriter(told, true),
                new Interrupts(),
                words.toArray(String[]::new));
        return code == 0
                ? compared(out, wholeFolder, told.toString(), printed.toString())
                : refused(code, out, folder, told.toString(), printed.toString());
    }

    private Optional<String> compared(Path out, boolean wholeFolder, String told, String printed) throws IOException {
        compared++;
        List<String> left = names(out);
        boolean whole = wholeFolder
                ? left.equals(List.of("results")) && Files.exists(out.resolve("results/report.html"))
                : left.isEmpty() && printed.endsWith("}\n");
        return whole && told.isEmpty() ? Optional.empty() : Optional.of("compared, left " + left + ", told " + told);
    }

    private Optional<String> refused(int code, Path out, Path folder, String told, String printed) throws IOException {
        refused++;
        String input = folder.resolve("in") + folder.getFileSystem().getSeparator();
        boolean placed = !told.isBlank() && told.lines().allMatch(line -> hasPlace(line, input));
        boolean clean = names(out).isEmpty() && printed.isEmpty();
        return code == Failures.BAD_INPUT && placed && clean
                ? Optional.empty()
                : Optional.of("exit code " + code + ", left " + names(out) + ", told:\n" + told.replace(input, ""));
    }

    private static boolean hasPlace(String line, String input) {
        if (line.startsWith("--set ")) {
            return true;
        }
        if (!line.startsWith(input)) {
            return false;
        }
        String rest = line.substring(input.length());
        return PLACED.matcher(rest).matches() || WHOLE_FILE.matcher(rest).find();
    }

    private static boolean isTooLarge(Specimen specimen, Path scenario) {
        try {
            List<String> words = specimen.arguments();
            List<String> overrides = new ArrayList<>();
            Optional<Path> data = Optional.empty();
            for (int i = 0; i < words.size(); i += 2) {
                if (words.get(i).equals("--set")) {
                    overrides.add(words.get(i + 1));
                } else {
                    data = Optional.of(Path.of(words.get(i + 1)));
                }
            }
            return isTooLarge(ScenarioReader.read(scenario, data, false, overrides));
        } catch (RuntimeException | Error refused) {
            return false; // the command will say the same
        }
    }

    /** Lives through ever longer beginnings of the first replication, each twice as long as the one before. */
    private static boolean isTooLarge(Experiment experiment) {
        World world = experiment.worlds().world(0);
        int trials = experiment.need().map(need -> need.max()).orElse(0);
        if (world.instances().size() > AFFORDABLE_INSTANCES
                || trials > AFFORDABLE_INSTANCES
                || experiment.replicate().count() > 20) {
            return true;
        }
        long start = System.nanoTime();
        try (ClusterSimulation run = ClusterSimulation.open(
                world, experiment.strategies().get(0), new Streams(experiment.seed(), 0), experiment.options())) {
            for (long micros = 1; micros < world.horizonMicros() && micros > 0; micros *= 2) {
                run.advanceTo(micros);
                if (System.nanoTime() - start > AFFORDABLE_NANOS) {
                    return true;
                }
            }
        }
        return false;
    }

    private Optional<String> inTime(Callable<Optional<String>> work) throws InterruptedException {
        FutureTask<Optional<String>> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "mutant");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException slow) {
            StringBuilder where = new StringBuilder("not done after " + PATIENCE_SECONDS + " s, at");
            Stream.of(thread.getStackTrace())
                    .limit(12)
                    .forEach(frame -> where.append("\n  ").append(frame));
            return Optional.of(where.toString());
        } catch (ExecutionException thrown) {
            StringWriter trace = new StringWriter();
            thrown.getCause().printStackTrace(new PrintWriter(trace));
            return Optional.of("threw " + trace.toString().lines().limit(12).toList());
        }
    }

    private Path fresh(String name) throws IOException {
        Path folder = temporary.resolve(name);
        delete(folder);
        return Files.createDirectory(folder);
    }

    private static void keep(Specimen specimen, long seed) throws IOException {
        Path kept = Path.of("target", "mutants", String.valueOf(seed));
        delete(kept);
        specimen.writeTo(Files.createDirectories(kept));
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
