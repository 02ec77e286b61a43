package io.ecsim.workloads.trace.alibaba;

import io.ecsim.model.ContainerDefinition;
import io.ecsim.model.NetworkMode;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.TaskDefinition;
import io.ecsim.model.query.ClusterQuery;
import io.ecsim.random.Streams;
import io.ecsim.workloads.trace.Cells;
import io.ecsim.workloads.trace.DamagedLineException;
import io.ecsim.workloads.trace.Headings;
import io.ecsim.workloads.trace.LineRows;
import io.ecsim.workloads.trace.TraceFile;
import io.ecsim.workloads.trace.TraceFormat;
import io.ecsim.workloads.trace.TraceRow;
import io.ecsim.workloads.trace.TraceRows;
import io.ecsim.workloads.trace.TraceTally;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Pods of the openb trace (Alibaba GPU cluster trace v2023) with the times at which they were captured: arrival is the
 * creation, the run time goes from scheduling to deletion. Pods that still ran at the capture are censored.
 *
 * @param file a pod list
 * @param sharing what becomes of pods that ask for a fraction of one GPU
 * @param specs the lists of allowed GPU models that occur, one task definition each; the first is empty: any model
 */
public record OpenbPodsFormat(TraceFile file, GpuSharing sharing, List<String> specs) implements TraceFormat {

    /** Where this trace is. */
    public static final String PUBLISHED_AT = "https://github.com/alibaba/clusterdata (cluster-trace-gpu-v2023/csv)";

    /** Attribute that openb nodes carry and that pods of a GPU model ask for. */
    public static final String MODEL_ATTRIBUTE = "gpu-model";

    /** Reason under which pods that share a GPU are dropped. */
    public static final String SHARED_GPU = "asks for a part of a GPU";

    private static final double MICROS = 1e6;
    private static final int WHOLE_GPU = 1000;

    public OpenbPodsFormat {
        specs = List.copyOf(specs);
        if (specs.isEmpty() || !specs.get(0).isEmpty()) {
            throw new IllegalArgumentException("the first list of GPU models must be the empty one, was " + specs);
        }
    }

    /**
     * Reads a pod list once to learn which GPU models its pods ask for.
     *
     * @throws io.ecsim.workload.WorkloadException if the file is missing or damaged
     */
    public static OpenbPodsFormat of(TraceFile file, GpuSharing sharing) {
        TreeSet<String> specs = new TreeSet<>(List.of(""));
        Parser parser = new Parser(file.name(), sharing, null, new TraceTally(true), specs);
        readAll(new LineRows(file.open(), new TraceTally(true), parser));
        return new OpenbPodsFormat(file, sharing, List.copyOf(specs));
    }

    @Override
    public String units() {
        return "arrival: creation_time (s); run: deletion_time - scheduled_time (s); CPU: cpu_milli (x 1.024 units,"
                + " rounded up); memory: memory_mib; GPUs: num_gpu (" + shared() + ")";
    }

    String shared() {
        return switch (sharing) {
            case DROP -> "pods that share a GPU are dropped";
            case WHOLE -> "a shared GPU counts as a whole one";
            case SHARE -> "of pods that share a GPU: gpu_milli";
        };
    }

    @Override
    public List<TaskDefinition> definitions() {
        List<TaskDefinition> definitions = new ArrayList<>();
        for (String spec : specs) {
            String family = spec.isEmpty() ? "openb-pod" : "openb-pod-" + spec.replace('|', '-');
            List<PlacementConstraint> constraints = spec.isEmpty()
                    ? List.of()
                    : List.of(new PlacementConstraint.MemberOf(ClusterQuery.parse("attribute:" + MODEL_ATTRIBUTE
                            + " in [" + String.join(", ", Arrays.asList(spec.split("\\|"))) + "]")));
            ContainerDefinition only = new ContainerDefinition("pod", 1024, 1024, 0, 0, true, List.of());
            definitions.add(
                    new TaskDefinition(family, 1, NetworkMode.BRIDGE, 0, 0, List.of(only), constraints, Map.of()));
        }
        return definitions;
    }

    @Override
    public boolean sortsAlways() {
        return false;
    }

    @Override
    public TraceRows rows(Streams streams, TraceTally tally) {
        Parser parser = new Parser(file.name(), sharing, specs, tally, new TreeSet<>());
        parser.timesNeeded = true;
        return new LineRows(file.open(), tally, parser);
    }

    /** Returns the usable pods by name, with the times that the trace gives; pods never scheduled are included. */
    List<Pod> podsByName(TraceTally tally) {
        List<Pod> pods = new ArrayList<>();
        Parser parser = new Parser(file.name(), sharing, specs, tally, new TreeSet<>());
        parser.collectInto = pods;
        readAll(new LineRows(file.open(), tally, parser));
        pods.sort((a, b) -> a.name().compareTo(b.name()));
        return pods;
    }

    /** Reads for what the parser notes on the way. */
    private static void readAll(TraceRows rows) {
        try (rows) {
            boolean more = true;
            while (more) {
                more = rows.next() != null;
            }
        }
    }

    /** What a pod asks for, whatever its times. */
    record Pod(String name, long line, int cpuUnits, int memoryMiB, int gpus, int gpuMilli, int definition) {

        /** Returns the GPUs asked for, in thousandths. */
        long gpuThousandths() {
            return gpuMilli > 0 ? gpuMilli : gpus * (long) WHOLE_GPU;
        }
    }

    private static final class Parser implements LineRows.Parser {

        private static final List<String> COLUMNS = List.of(
                "name",
                "cpu_milli",
                "memory_mib",
                "num_gpu",
                "gpu_milli",
                "gpu_spec",
                "pod_phase",
                "creation_time",
                "deletion_time",
                "scheduled_time");

        /** The resampled lists have only the first columns, which is enough when the times do not matter. */
        private static final int ALWAYS = 5;

        private final Cells cells;
        private final GpuSharing sharing;
        private final @Nullable List<String> specs;
        private final TraceTally tally;
        private final Set<String> seen;
        private final int[] at = new int[COLUMNS.size()];
        private int columns;
        private boolean timesNeeded;
        private @Nullable List<Pod> collectInto;

        Parser(String file, GpuSharing sharing, @Nullable List<String> specs, TraceTally tally, Set<String> seen) {
            this.cells = new Cells(file);
            this.sharing = sharing;
            this.specs = specs;
            this.tally = tally;
            this.seen = seen;
        }

        @Override
        public @Nullable TraceRow parse(String text, long line) throws DamagedLineException {
            if (text.isBlank()) {
                return null;
            }
            if (columns == 0) {
                Headings.read(cells, text, line, ',');
                for (int i = 0; i < at.length; i++) {
                    boolean optional = i >= ALWAYS && !timesNeeded;
                    at[i] = optional ? cells.all().indexOf(COLUMNS.get(i)) : Headings.require(cells, COLUMNS.get(i));
                }
                columns = cells.size();
                return null;
            }
            tally.row();
            cells.splitAt(',', text, line);
            cells.requireSize(columns);
            int gpus = cells.amount(at[3], "num_gpu", 1);
            boolean shares = gpus == 1 && cells.notNegative(at[4], "gpu_milli") < WHOLE_GPU;
            if (shares && sharing == GpuSharing.DROP) {
                tally.drop(SHARED_GPU);
                return null;
            }
            int gpuMilli = shares && sharing == GpuSharing.SHARE ? cells.amount(at[4], "gpu_milli", 1) : 0;
            if (shares && sharing == GpuSharing.SHARE && gpuMilli == 0) {
                throw cells.found(at[4], "gpu_milli", "1 to 1000 thousandths of a GPU");
            }
            Pod pod = new Pod(
                    cells.text(at[0]),
                    line,
                    cells.amount(at[1], "cpu_milli", 1.024),
                    cells.amount(at[2], "memory_mib", 1),
                    gpuMilli > 0 ? 0 : gpus,
                    gpuMilli,
                    definition(at[5] < 0 ? "" : cells.text(at[5])));
            if (collectInto != null) {
                collectInto.add(pod);
                return null;
            }
            return timesNeeded ? row(pod) : null;
        }

        private int definition(String spec) throws DamagedLineException {
            seen.add(spec);
            if (specs == null) {
                return 0;
            }
            int index = specs.indexOf(spec);
            if (index < 0) {
                throw cells.found(at[5], "gpu_spec", "one of the lists of GPU models known for this file");
            }
            return index;
        }

        private @Nullable TraceRow row(Pod pod) throws DamagedLineException {
            long arrival = cells.micros(at[7], "creation_time", MICROS);
            if (cells.text(at[9]).isEmpty()) {
                tally.drop("never scheduled");
                return null;
            }
            long scheduled = cells.micros(at[9], "scheduled_time", MICROS);
            long deleted = cells.micros(at[8], "deletion_time", MICROS);
            if (deleted <= scheduled) {
                tally.drop("run time not above 0");
                return null;
            }
            boolean stillRan = cells.text(at[6]).equals("Running");
            return new TraceRow(
                            pod.line(),
                            arrival,
                            deleted - scheduled,
                            pod.cpuUnits(),
                            pod.memoryMiB(),
                            pod.gpus(),
                            1,
                            pod.definition(),
                            stillRan)
                    .sharing(pod.gpuMilli());
        }
    }
}
