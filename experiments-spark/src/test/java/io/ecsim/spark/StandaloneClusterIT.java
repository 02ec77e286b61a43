package io.ecsim.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command as it is shipped, on a real cluster: what it leaves behind is byte for byte what threads leave behind,
 * whatever happens to executors.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class StandaloneClusterIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path ECSIM = ROOT.resolve("cli/target/ecsim.jar");
    private static final Path ECSIM_SPARK = ROOT.resolve("experiments-spark/target/ecsim-spark.jar");

    @TempDir
    private static Path folder;

    private static List<Path> libraries;
    private static StandaloneCluster cluster;
    private static Map<String, String> expected;

    @BeforeAll
    static void start() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assumeTrue(socket.isBound(), "Spark cluster: SKIPPED, no process can listen on loopback");
        } catch (IOException none) {
            assumeTrue(false, "Spark cluster: SKIPPED, no process can listen on loopback: " + none);
        }
        libraries = Arrays.stream(Files.readString(ROOT.resolve("experiments-spark/target/class-path"))
                        .strip()
                        .split(File.pathSeparator))
                .map(Path::of)
                .toList();
        cluster = new StandaloneCluster(folder, libraries, 2);
        try (StartedProcess threads = ecsim("threads", List.of(), List.of())) {
            assertThat(threads.exitCode()).as(threads.err()).isZero();
        }
        expected = results("threads");
        assertThat(expected).containsKeys("results.csv", "summary.csv", "results.json");
    }

    @AfterAll
    static void end() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void losesNoRunWithAnExecutorThatIsKilled() throws Exception {
        long startedBefore = cluster.started();
        long finishedBefore = cluster.finishedTasks();
        try (StartedProcess driver = onCluster("killed")) {
            driver.await("runs that are finished", () -> cluster.finishedTasks() >= finishedBefore + 2);
            ProcessHandle victim = cluster.executors().get(0);
            assertThat(victim.destroyForcibly()).isTrue();
            assertThat(driver.exitCode()).as(driver.err()).isZero();
            assertThat(driver.err().lines())
                    .as("Spark says nothing on the terminal")
                    .containsExactly("ecsim: runs are done by Apache Spark 4.2.0 on " + cluster.url() + ", 2 cores");
        }
        assertThat(cluster.started())
                .as("executors, with one in place of the killed one")
                .isGreaterThan(startedBefore + 2);
        assertThat(results("killed")).isEqualTo(expected);
    }

    @Test
    void leavesWhatIsFinishedToWhoeverGoesOn() throws Exception {
        long finishedBefore = cluster.finishedTasks();
        try (StartedProcess driver = onCluster("cut")) {
            driver.await("runs that are finished", () -> cluster.finishedTasks() >= finishedBefore + 6);
            driver.interrupt();
            assertThat(driver.exitCode()).as(driver.err()).isEqualTo(130);
            assertThat(driver.err()).containsPattern("\\d+ finished runs are kept in ");
        }
        try (StartedProcess threads = ecsim("cut", List.of(), List.of())) {
            assertThat(threads.exitCode()).as(threads.err()).isZero();
            assertThat(threads.err()).containsPattern("going on with [1-9]\\d* finished runs");
        }
        assertThat(results("cut")).isEqualTo(expected);
    }

    private static StartedProcess onCluster(String name) throws IOException {
        return ecsim(
                name,
                List.of(
                        "-Dspark.executor.cores=1",
                        "-Dspark.executor.memory=512m",
                        "-Dspark.executor.extraJavaOptions=-XX:+UseSerialGC -XX:TieredStopAtLevel=1"),
                List.of("--executor", "spark", "--master", cluster.url()));
    }

    private static StartedProcess ecsim(String name, List<String> options, List<String> executor) throws IOException {
        List<String> path = new ArrayList<>(List.of(ECSIM.toString(), ECSIM_SPARK.toString()));
        libraries.forEach(library -> path.add(library.toString()));
        List<String> arguments = new ArrayList<>(options);
        if (Runtime.version().feature() > 22) {
            arguments.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        arguments.addAll(List.of(
                "-Xmx512m",
                "-Djava.awt.headless=true",
                "-cp",
                String.join(File.pathSeparator, path),
                "io.ecsim.cli.EcsimCommand",
                "compare",
                ROOT.resolve("examples/three-zones.yaml").toString(),
                "--set",
                "horizon=6d",
                "--set",
                "need=",
                "--replications",
                "6",
                "--out",
                name));
        arguments.addAll(executor);
        return StartedProcess.java(folder, name, Map.of(), arguments);
    }

    /** Returns the files of results; only how long runs took differs. */
    private static Map<String, String> results(String name) throws IOException {
        Map<String, String> files = new TreeMap<>();
        Path results = folder.resolve(name);
        try (Stream<Path> all = Files.walk(results)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (!file.endsWith("timing.json")) {
                    files.put(results.relativize(file).toString(), Arrays.toString(Files.readAllBytes(file)));
                }
            }
        }
        return files;
    }
}
