package io.ecsim.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.ecsim.random.SequentialStream;
import io.ecsim.random.Streams;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures two builds in pairs of forks: for each pair and each benchmark, one process of either, one directly after the
 * other, a coin deciding which is first. Each process does the same fixed work. Writes {@code old.json} and
 * {@code new.json}, JMH's own format with the pairing added, for {@code ecsim bench compare}; both are written anew after
 * each pair, so that a session cut short is a shorter session.
 *
 * <p>{@code benchmarks/run-pair OLD.jar NEW.jar DIRECTORY [standard|short] [PAIRS] [SEED]}
 */
public final class PairedRun {

    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-Xms512m", "-Xmx512m");
    private static final int STANDARD_PAIRS = 12;
    private static final int SHORT_PAIRS = 6;

    private final Path directory;
    private final List<PairedCase> cases;
    private final Build before;
    private final Build after;

    private PairedRun(Path directory, List<PairedCase> cases, Build before, Build after) {
        this.directory = directory;
        this.cases = cases;
        this.before = before;
        this.after = after;
    }

    /** A jar and what its forks gave, case by case. */
    private record Build(Path jar, List<ForkResults> results) {}

    /** Runs a session. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path directory = Path.of(arguments[2]);
        String name = arguments.length > 3 ? arguments[3] : "standard";
        List<PairedCase> cases = PairedCase.named(name);
        int pairs = arguments.length > 4
                ? Integer.parseInt(arguments[4])
                : name.equals("short") ? SHORT_PAIRS : STANDARD_PAIRS;
        long seed = arguments.length > 5 ? Long.parseLong(arguments[5]) : System.currentTimeMillis();
        Files.createDirectories(directory);
        Map<String, String> machine = Machine.facts(FLAGS);
        String session = Long.toHexString(System.currentTimeMillis()) + "-" + Long.toHexString(seed);
        PairedRun run = new PairedRun(
                directory,
                cases,
                build(arguments[0], cases, session, machine),
                build(arguments[1], cases, session, machine));
        run.measure(pairs, new Streams(seed, 0).sequential("order"));
    }

    private static Build build(String jar, List<PairedCase> cases, String session, Map<String, String> machine) {
        if (!Files.isRegularFile(Path.of(jar))) {
            throw new IllegalArgumentException(jar + ": there is no such file");
        }
        return new Build(
                Path.of(jar).toAbsolutePath(),
                cases.stream().map(each -> new ForkResults(session, machine)).toList());
    }

    private void measure(int pairs, SequentialStream coins) throws IOException, InterruptedException {
        for (int pair = 0; pair < pairs; pair++) {
            for (int i = 0; i < cases.size(); i++) {
                boolean oldFirst = coins.nextInt(2) == 0;
                double first = fork(oldFirst ? before : after, i, pair);
                double second = fork(oldFirst ? after : before, i, pair);
                System.out.printf(
                        Locale.ROOT,
                        "pair %d of %d, %s %s: new/old %.3f%n",
                        pair + 1,
                        pairs,
                        cases.get(i).benchmark(),
                        cases.get(i).parameters().values(),
                        oldFirst ? second / first : first / second);
            }
            write(before, "old.json");
            write(after, "new.json");
        }
    }

    private double fork(Build build, int which, int pair) throws IOException, InterruptedException {
        Path result = directory.resolve("fork.json");
        Path log = directory.resolve("fork.log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        // The lock of JMH is for forks that run side by side; these are paired against what else runs.
        command.addAll(List.of("-Djmh.ignoreLock=true", "-jar", build.jar().toString()));
        command.addAll(cases.get(which).arguments());
        command.addAll(List.of("-rf", "json", "-rff", result.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int exit = process.waitFor();
        String output = Files.readString(log, StandardCharsets.UTF_8);
        if (exit != 0 || !Files.isRegularFile(result)) {
            throw new IllegalStateException(build.jar() + " ended with code " + exit + ":\n" + output);
        }
        double time = build.results().get(which).add(pair, Files.readString(result), output);
        Files.delete(result);
        Files.delete(log);
        return time;
    }

    private void write(Build build, String file) throws IOException {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ArrayNode all = mapper.createArrayNode();
        build.results().forEach(results -> all.add(results.json()));
        Files.writeString(directory.resolve(file), mapper.writeValueAsString(all) + "\n");
    }
}
