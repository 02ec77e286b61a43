package io.ecsim.experiments.validation.published;

import io.ecsim.model.AvailabilityZone;
import io.ecsim.model.ContainerInstance;
import io.ecsim.workload.WorkloadException;
import io.ecsim.workloads.trace.Cells;
import io.ecsim.workloads.trace.DamagedLineException;
import io.ecsim.workloads.trace.Headings;
import io.ecsim.workloads.trace.TraceFile;
import io.ecsim.workloads.trace.TraceLines;
import io.ecsim.workloads.trace.alibaba.OpenbPodsFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The folder with the openb trace and the results that Weng et al. published for it. */
final class OpenbFolder {

    /** The node list of the published runs. */
    static final String NODES = "openb_node_list_gpu_node.csv";

    private static final String PODS = "openb_pod_list_";
    private static final String EXPECTED = "expected_analysis_";

    private final Path folder;

    private OpenbFolder(Path folder) {
        this.folder = folder;
    }

    /** Returns the folder, or its subfolder {@code openb}; empty if neither has the files. */
    static Optional<OpenbFolder> in(Path data) {
        for (Path folder : List.of(data, data.resolve("openb"))) {
            if (Files.isRegularFile(folder.resolve(NODES))
                    && Files.isRegularFile(folder.resolve(expectedName(Measure.ALLOCATED)))) {
                return Optional.of(new OpenbFolder(folder));
            }
        }
        return Optional.empty();
    }

    private static String expectedName(Measure measure) {
        return EXPECTED + measure.file() + "_discrete.csv.gz";
    }

    /**
     * Returns the nodes in order of name, a CPU unit for each thousandth of a core.
     *
     * @throws WorkloadException if the file is missing or damaged
     */
    List<ContainerInstance> nodes() {
        List<ContainerInstance> nodes = new ArrayList<>();
        AvailabilityZone zone = new AvailabilityZone("openb");
        read(NODES, List.of("sn", "cpu_milli", "memory_mib", "gpu", "model"), (cells, at) -> {
            String model = cells.text(at[4]);
            nodes.add(new ContainerInstance(
                    cells.text(at[0]),
                    zone,
                    "openb",
                    cells.amount(at[1], "cpu_milli", 1),
                    cells.amount(at[2], "memory_mib", 1),
                    cells.amount(at[3], "gpu", 1),
                    0,
                    List.of(),
                    Map.of(),
                    model.isEmpty() ? Map.of() : Map.of(OpenbPodsFormat.MODEL_ATTRIBUTE, model),
                    0));
        });
        nodes.sort(Comparator.comparing(ContainerInstance::id));
        return List.copyOf(nodes);
    }

    /**
     * Returns the pods of a workload in order of name.
     *
     * @param workload such as {@code default}
     * @throws WorkloadException if the file is missing or damaged
     */
    List<OpenbPod> pods(String workload) {
        List<OpenbPod> pods = new ArrayList<>();
        List<String> columns = List.of("name", "cpu_milli", "memory_mib", "num_gpu", "gpu_milli", "?gpu_spec");
        read(PODS + workload + ".csv.gz", columns, (cells, at) -> {
            int gpus = cells.amount(at[3], "num_gpu", 1);
            pods.add(new OpenbPod(
                    cells.text(at[0]),
                    cells.amount(at[1], "cpu_milli", 1),
                    cells.amount(at[2], "memory_mib", 1),
                    gpus,
                    gpus == 0 ? 0 : cells.amount(at[4], "gpu_milli", 1),
                    at[5] < 0 ? "" : cells.text(at[5])));
        });
        pods.sort(Comparator.comparing(OpenbPod::name));
        return List.copyOf(pods);
    }

    /**
     * Returns the published curves of one measure.
     *
     * @return by workload, policy and seed, such as {@code default/06-FGD/42}
     * @throws WorkloadException if the file is missing or damaged
     */
    Map<String, double[]> expected(Measure measure) {
        Map<String, double[]> curves = new TreeMap<>();
        List<String> columns = new ArrayList<>(List.of("workload", "sc_policy", "seed"));
        for (int level = 0; level < Curves.LEVELS; level++) {
            columns.add(Integer.toString(level));
        }
        read(expectedName(measure), columns, (cells, at) -> {
            double[] curve = new double[Curves.LEVELS];
            for (int level = 0; level < curve.length; level++) {
                curve[level] = cells.text(at[level + 3]).isEmpty()
                        ? Double.NaN
                        : cells.notNegative(at[level + 3], Integer.toString(level));
            }
            String workload = cells.text(at[0]).replace(PODS, "");
            curves.put(workload + "/" + cells.text(at[1]) + "/" + cells.text(at[2]), curve);
        });
        return curves;
    }

    /** Takes one line; positions by column, -1 for an optional one that is not there. */
    private interface Line {
        void read(Cells cells, int[] at) throws DamagedLineException;
    }

    /** Reads a file by the names of columns; a name after a question mark may be missing. */
    private void read(String name, List<String> columns, Line line) {
        TraceFile file = new TraceFile(folder.resolve(name), OpenbPodsFormat.PUBLISHED_AT);
        Cells cells = new Cells(file.name());
        try (TraceLines lines = file.open()) {
            String heading = lines.next();
            Headings.read(cells, heading == null ? "" : heading, 1, ',');
            int size = cells.size();
            int[] at = new int[columns.size()];
            for (int i = 0; i < at.length; i++) {
                String column = columns.get(i);
                at[i] = column.startsWith("?")
                        ? cells.all().indexOf(column.substring(1))
                        : Headings.require(cells, column);
            }
            for (String text = lines.next(); text != null; text = lines.next()) {
                cells.splitAt(',', text, lines.line());
                cells.requireSize(size);
                line.read(cells, at);
            }
        } catch (DamagedLineException damage) {
            throw new WorkloadException(String.valueOf(damage.getMessage()));
        }
    }
}
