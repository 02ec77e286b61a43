package io.ecsim.spark;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A standalone Spark cluster on loopback: a master and a worker, each a process of its own, from the jars of Maven. */
final class StandaloneCluster implements AutoCloseable {

    /** Jars of ours that an installation of Spark does not have, so that they must come with the application. */
    private static final Pattern NOT_OF_SPARK = Pattern.compile("(fastcsv|fastutil|HdrHistogram|jackson-dataformat"
            + "|jackson-datatype-jdk8|jgrapht|snakeyaml|sqlite|xchart|commons-statistics|commons-rng).*");

    private final Path home;
    private final Path work;
    private final StartedProcess master;
    private final StartedProcess worker;
    private final String url;

    /**
     * Starts it.
     *
     * @param libraries Spark and all that it needs
     * @param cores of the worker
     */
    StandaloneCluster(Path folder, List<Path> libraries, int cores) throws IOException {
        home = home(folder.resolve("spark-home"), libraries);
        work = folder.resolve("work");
        Map<String, String> environment = Map.of(
                "SPARK_HOME", home.toString(), "SPARK_SCALA_VERSION", "2.13", "SPARK_LOCAL_IP", SparkMaster.LOOPBACK);
        String jars = home.resolve("jars") + File.separator + "*";
        master = StartedProcess.java(
                folder,
                "master",
                environment,
                List.of(
                        "-Xmx256m",
                        "-cp",
                        jars,
                        "org.apache.spark.deploy.master.Master",
                        "--host",
                        SparkMaster.LOOPBACK,
                        "--port",
                        "0",
                        "--webui-port",
                        "0"));
        StartedProcess started = null;
        try {
            url = master.awaitSaid("(spark://127\\.0\\.0\\.1:[1-9]\\d*)");
            started = StartedProcess.java(
                    folder,
                    "worker",
                    environment,
                    List.of(
                            "-Xmx256m",
                            "-cp",
                            jars,
                            "org.apache.spark.deploy.worker.Worker",
                            "--host",
                            SparkMaster.LOOPBACK,
                            "--port",
                            "0",
                            "--webui-port",
                            "0",
                            "--cores",
                            Integer.toString(cores),
                            "--memory",
                            "4g",
                            "--work-dir",
                            work.toString(),
                            url));
            started.awaitSaid("Successfully registered with master");
        } catch (RuntimeException | Error failure) {
            if (started != null) {
                started.close();
            }
            master.close();
            throw failure;
        }
        worker = started;
    }

    /** Lays a folder out as executors expect it of an installation of Spark. */
    private static Path home(Path home, List<Path> libraries) throws IOException {
        Path jars = Files.createDirectories(home.resolve("jars"));
        Files.createFile(home.resolve("RELEASE"));
        for (Path library : libraries) {
            String name = String.valueOf(library.getFileName());
            if (!NOT_OF_SPARK.matcher(name).matches()) {
                Files.createSymbolicLink(jars.resolve(name), library);
            }
        }
        return home;
    }

    String url() {
        return url;
    }

    /** Returns the executors that live now. */
    List<ProcessHandle> executors() {
        return worker.children().stream()
                .filter(each -> each.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend"))
                .toList();
    }

    /** Returns how many executors there have ever been. */
    long started() {
        return logs().size();
    }

    /** Returns how many runs executors have finished. */
    long finishedTasks() {
        return logs().stream()
                .mapToLong(log -> {
                    try (Stream<String> lines = Files.lines(log)) {
                        return lines.filter(line -> line.contains(" Finished task "))
                                .count();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .sum();
    }

    private List<Path> logs() {
        try (Stream<Path> files = Files.find(work, 3, (path, attributes) -> path.endsWith("stderr"))) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        worker.close();
        master.close();
        // Whoever clears the folder up should not meet links that lead out of it.
        try (Stream<Path> links = Files.list(home.resolve("jars"))) {
            for (Path link : links.toList()) {
                Files.delete(link);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
