package io.ecsim.workloads.trace.alibaba;

import io.ecsim.model.ContainerDefinition;
import io.ecsim.model.NetworkMode;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.TaskDefinition;
import io.ecsim.model.query.ClusterQuery;
import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workloads.trace.DamagedLineException;
import io.ecsim.workloads.trace.LineRows;
import io.ecsim.workloads.trace.NamedCells;
import io.ecsim.workloads.trace.TraceFile;
import io.ecsim.workloads.trace.TraceFormat;
import io.ecsim.workloads.trace.TraceRow;
import io.ecsim.workloads.trace.TraceRows;
import io.ecsim.workloads.trace.TraceTally;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Instances of long-running inference services of the Alibaba GPU trace v2025: an instance is a task. Those without a
 * creation were there before the trace and arrive at its time 0; those without a deletion run on. An application's limit of
 * instances on a node is a named extra resource of which every node has so many and each task takes one.
 *
 * @param file the trace
 * @param roleAttribute the attribute of nodes that must equal a task's role (CN or HN); empty: roles bind nothing
 * @param services the kinds of instances that occur, one task definition each
 */
public record Alibaba2025InstancesFormat(TraceFile file, String roleAttribute, List<Service> services)
        implements TraceFormat {

    /** Where this trace is. */
    public static final String PUBLISHED_AT = "https://github.com/alibaba/clusterdata (cluster-trace-gpu-v2025)";

    /** What is noted of instances without a creation. */
    public static final String THERE_BEFORE = "instances were there before the trace begins and arrive at its time 0";

    /**
     * Instances of one application and role with one limit.
     *
     * @param application as the trace names it
     * @param role CN for nodes without GPUs, HN for nodes with
     * @param maxPerNode most of them on one node, -1 for no limit
     */
    public record Service(String application, String role, int maxPerNode) {

        private static final Comparator<Service> ORDER = Comparator.comparing(Service::application)
                .thenComparing(Service::role)
                .thenComparingInt(Service::maxPerNode);

        String family() {
            return Families.of("alibaba-2025", application + "-" + role + (maxPerNode < 0 ? "" : "-max" + maxPerNode));
        }
    }

    private static final List<String> COLUMNS = List.of(
            "role",
            "app_name",
            "cpu_request",
            "gpu_request",
            "memory_request",
            "max_instance_per_node",
            "creation_time",
            "scheduled_time",
            "deletion_time");
    private static final int ROLE = 0;
    private static final int APPLICATION = 1;
    private static final int CPU = 2;
    private static final int GPU = 3;
    private static final int MEMORY = 4;
    private static final int LIMIT = 5;
    private static final int CREATED = 6;
    private static final int SCHEDULED = 7;
    private static final int DELETED = 8;
    private static final double MICROS = 1e6;

    public Alibaba2025InstancesFormat {
        services = List.copyOf(services);
    }

    /**
     * Reads the file once to learn which services it holds.
     *
     * @throws io.ecsim.workload.WorkloadException if the file is missing or has no usable heading
     */
    public static Alibaba2025InstancesFormat of(TraceFile file, String roleAttribute) {
        TreeSet<Service> seen = new TreeSet<>(Service.ORDER);
        TraceTally ignored = new TraceTally(true); // damage is told when the rows are read
        Parser parser = new Parser(file.name(), ignored) {
            @Override
            @Nullable
            TraceRow row(Service service, long line) {
                seen.add(service);
                return null;
            }
        };
        try (LineRows rows = new LineRows(file.open(), ignored, parser)) {
            rows.next();
        }
        return new Alibaba2025InstancesFormat(file, roleAttribute, List.copyOf(seen));
    }

    @Override
    public String units() {
        return "arrival: creation_time (s; none is 0); run: deletion_time - scheduled_time (s; none is endless); CPU:"
                + " cpu_request (vCPU x 1024 units); memory: memory_request (GiB, rounded up to MiB); GPUs: gpu_request; a"
                + " task definition for each app_name, role and max_instance_per_node";
    }

    @Override
    public List<TaskDefinition> definitions() {
        return services.stream().map(this::definition).toList();
    }

    private TaskDefinition definition(Service service) {
        List<PlacementConstraint> constraints = roleAttribute.isEmpty()
                ? List.of()
                : List.of(new PlacementConstraint.MemberOf(
                        ClusterQuery.parse("attribute:" + roleAttribute + " == " + service.role())));
        ContainerDefinition only = new ContainerDefinition("instance", 1024, 1024, 0, 0, true, List.of());
        Map<String, Integer> extra = service.maxPerNode() < 0 ? Map.of() : Map.of(service.family(), 1);
        return new TaskDefinition(service.family(), 1, NetworkMode.BRIDGE, 0, 0, List.of(only), constraints, extra);
    }

    @Override
    public Map<String, Integer> instanceExtra() {
        Map<String, Integer> extra = new TreeMap<>();
        for (Service service : services) {
            if (service.maxPerNode() > 0) {
                extra.put(service.family(), service.maxPerNode());
            }
        }
        return extra;
    }

    @Override
    public boolean sortsAlways() {
        return true;
    }

    @Override
    public TraceRows rows(Streams streams, TraceTally tally) {
        Map<Service, Integer> definitions = new TreeMap<>(Service.ORDER);
        for (Service service : services) {
            definitions.put(service, definitions.size());
        }
        Parser parser = new Parser(file.name(), tally) {
            @Override
            @Nullable
            TraceRow row(Service service, long line) throws DamagedLineException {
                Integer definition = definitions.get(service);
                if (definition == null) {
                    throw cells().damaged("app_name: " + service.family() + " was not in this file before");
                }
                return times(definition, line);
            }
        };
        return new LineRows(file.open(), tally, parser);
    }

    private abstract static class Parser implements LineRows.Parser {

        private final NamedCells cells;
        private final TraceTally tally;

        Parser(String file, TraceTally tally) {
            this.cells = new NamedCells(file, COLUMNS);
            this.tally = tally;
        }

        NamedCells cells() {
            return cells;
        }

        abstract @Nullable TraceRow row(Service service, long line) throws DamagedLineException;

        @Override
        public @Nullable TraceRow parse(String text, long line) throws DamagedLineException {
            if (!cells.isRow(text, line, tally)) {
                return null;
            }
            double limit = cells.number(LIMIT);
            if (limit != -1 && !(limit >= 1 && limit <= 1e6 && limit == Math.rint(limit))) {
                throw cells.found(LIMIT, "a whole number of at least 1, or -1 for no limit");
            }
            String role = cells.text(ROLE);
            if (!role.equals("CN") && !role.equals("HN")) {
                throw cells.found(ROLE, "CN or HN");
            }
            return row(new Service(cells.text(APPLICATION), role, (int) limit), line);
        }

        @Nullable
        TraceRow times(int definition, long line) throws DamagedLineException {
            boolean there = cells.isEmpty(CREATED);
            boolean stays = cells.isEmpty(DELETED);
            long arrival = there ? 0 : cells.micros(CREATED, MICROS);
            if (!there && cells.isEmpty(SCHEDULED)) {
                tally.drop("never scheduled");
                return null;
            }
            long start = cells.isEmpty(SCHEDULED) ? 0 : cells.micros(SCHEDULED, MICROS);
            long run = stays ? ArrivalCursor.ENDLESS : cells.micros(DELETED, MICROS) - start;
            if (run <= 0) {
                tally.drop("run time not above 0");
                return null;
            }
            TraceRow row = new TraceRow(
                    line,
                    arrival,
                    run,
                    cells.amount(CPU, 1024),
                    cells.amount(MEMORY, 1024),
                    cells.amount(GPU, 1),
                    1,
                    definition,
                    stays);
            if (there) {
                tally.note(THERE_BEFORE);
            }
            return row;
        }
    }
}
