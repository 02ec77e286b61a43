package io.ecsim.cli.mutants;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** All specimens: small files of our own, the examples, and, where they are at hand, the first lines of public files. */
public final class Specimens {

    private static final int LINES = 100;
    private static final Path EXAMPLES = Path.of("..", "examples");

    private Specimens() {}

    /** Returns the specimens that are always there. */
    public static List<Specimen> ours() throws IOException {
        List<Specimen> ours = new ArrayList<>();
        for (Path folder : children(resources())) {
            Map<String, byte[]> files = new TreeMap<>();
            for (Path file : children(folder)) {
                files.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
            }
            String name = String.valueOf(folder.getFileName());
            if (name.equals("azure-packing")) {
                files.put("packing.sqlite", database());
            }
            ours.add(new Specimen(
                    name,
                    files.containsKey("scenario.yaml") ? "scenario.yaml" : "scenario.json",
                    files,
                    List.copyOf(files.keySet()),
                    List.of()));
        }
        Specimen jobs = named(ours, "swf-trace");
        ours.add(
                jobs.with("swf-trace, compressed", "jobs.swf", gzip(jobs.files().get("jobs.swf"))));
        List<String> small = List.of("--set", "workload.maxTasks=60", "--set", "replicate={regenerate: 2}");
        ours.add(example("shocks", small));
        List<String> withoutNeed =
                Stream.concat(small.stream(), Stream.of("--set", "need=")).toList();
        ours.add(example("three-zones", withoutNeed));
        ours.add(example("retail-week", withoutNeed));
        return ours;
    }

    /** Returns the folder of public files, when there is one above the working directory. */
    public static Optional<Path> publicFiles() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path data = at.resolve("shared").resolve("data");
            if (Files.isDirectory(data)) {
                return Optional.of(data);
            }
        }
        return Optional.empty();
    }

    /** Returns the specimens made of public files. */
    public static List<Specimen> published(Path data) throws IOException {
        List<Specimen> published = new ArrayList<>();
        List<Specimen> ours = ours();
        Map<String, String> traces = new TreeMap<>(
                Map.of("alibaba-2017", "alibaba", "google-2011", "google2011", "lcg-2005", "swf", "openb", "openb"));
        for (Map.Entry<String, String> trace : traces.entrySet()) {
            String folder = data.resolve(trace.getValue()).toString();
            published.add(example(
                    trace.getKey(),
                    List.of("--data", folder, "--set", "workload.trace.limit=60", "--set", "replicate=none")));
        }
        addHead(published, ours, "alibaba", "jobs.csv", data.resolve("alibaba/v2017-cloudsimpy-jobs.csv.gz"));
        addHead(published, ours, "openb", "pods.csv", data.resolve("openb/openb_pod_list_default.csv.gz"));
        addHead(published, ours, "openb", "nodes.csv", data.resolve("openb/openb_node_list_gpu_node.csv"));
        addHead(published, ours, "google", "machine_events.csv", data.resolve("google2011/machine-events-sample.csv"));
        addHead(published, ours, "google", "part-0.csv", data.resolve("google2011/task-events-sample.csv"));
        addHead(published, ours, "azure-vm", "vmtable.csv", data.resolve("azure/vm-2017-vmtable-sample.csv"));
        addHead(published, ours, "swf-trace", "jobs.swf", data.resolve("swf/LCG-2005-1.swf.gz"));
        addHead(published, ours, "swf-trace", "jobs.swf", data.resolve("swf/accasim-sample.swf"));
        Path definitions = data.resolve("ecs").resolve("task-definitions");
        if (Files.isDirectory(definitions)) {
            for (Path definition : children(definitions)) {
                Specimen like = named(ours, "mix");
                published.add(like.with(
                        String.valueOf(definition.getFileName()), "web.json", Files.readAllBytes(definition)));
            }
        }
        return published;
    }

    private static void addHead(List<Specimen> to, List<Specimen> ours, String like, String file, Path published)
            throws IOException {
        if (Files.exists(published)) {
            to.add(named(ours, like).with(like + " with " + published.getFileName(), file, head(published)));
        }
    }

    private static Specimen example(String name, List<String> arguments) throws IOException {
        String file = name + ".yaml";
        return new Specimen(
                file, file, Map.of(file, Files.readAllBytes(EXAMPLES.resolve(file))), List.of(file), arguments);
    }

    private static Specimen named(List<Specimen> specimens, String name) {
        return specimens.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Path resources() {
        try {
            return Path.of(Objects.requireNonNull(Specimens.class.getResource("mix/scenario.yaml"))
                            .toURI())
                    .resolve("../..")
                    .normalize();
        } catch (URISyntaxException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> !child.toString().endsWith(".class"))
                    .sorted()
                    .toList();
        }
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            int lines = 0;
            for (int next = plain.read(); next >= 0 && lines < LINES; next = plain.read()) {
                head.write(next);
                lines += next == '\n' ? 1 : 0;
            }
            return head.toByteArray();
        }
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(content);
        }
        return compressed.toByteArray();
    }

    private static byte[] database() throws IOException {
        Path file = Files.createTempFile("packing", ".sqlite");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("""
                    CREATE TABLE vmType (id, vmTypeId, machineId, core REAL, memory REAL, hdd, ssd, nic);
                    CREATE TABLE vm (vmId, tenantId, vmTypeId, priority, starttime REAL, endtime REAL);
                    INSERT INTO vmType VALUES (0, 7, 3, 1, 0.5, 0, 0, 0), (1, 8, 4, 1, 0.5, 0, 0, 0);
                    INSERT INTO vm VALUES (0, 0, 7, 0, -1.5, 0.5), (1, 0, 7, 1, 0.1, 0.2), (2, 0, 7, 0, 0.2, 0.3),
                      (3, 0, 8, 0, 0.2, 0.3);
                    """);
        } catch (SQLException unwritable) {
            throw new IOException(unwritable);
        }
        try {
            return Files.readAllBytes(file);
        } finally {
            Files.delete(file);
        }
    }
}
