package io.ecsim.workloads.trace;

import io.ecsim.random.Law;
import io.ecsim.workload.WorkloadException;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Kind;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.law.ConstantLaw;
import io.ecsim.workloads.law.Laws;
import io.ecsim.workloads.law.Quantity;
import io.ecsim.workloads.trace.CsvFormat.Source;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads traces from documents:
 *
 * <pre>
 * {swf: {file: LCG-2005-1.swf.gz, processorsPerTask: 8, memory: {uniform: {low: 512MiB, high: 4GiB}}}}
 * {alibaba2017: {file: v2017-cloudsimpy-jobs.csv.gz, memoryScale: 230000, from: 1h, to: 12h}}
 * {openb: {file: openb_pod_list_default.csv.gz, gpuSharing: drop, protocol: inflation, ratio: 130%}}
 * {csv: {file: jobs.csv, arrival: {column: t, unit: s}, run: {column: d, unit: s}, cpu: {column: c, unit: cores},
 *        memory: 2GiB}}
 * </pre>
 *
 * All take {@code from}, {@code to}, {@code limit}, {@code sort} and {@code lenient}.
 */
public final class TraceSpecs {

    /** Names of the readers and where their traces are published, for listings. */
    public static final Map<String, String> NAMES = names();

    private static final Map<String, Double> TIME_UNITS = timeUnits();
    private static final Map<String, Double> CPU_UNITS = cpuUnits();
    private static final Map<String, Double> MEMORY_UNITS = memoryUnits();
    private static final Map<String, Double> PLAIN = Map.of("1", 1.0);

    private final Faults faults;
    private final Path folder;
    private final int firstDefinition;
    private final long gpuCapacity;
    private final boolean lenient;

    /**
     * Creates a reader of trace specifications.
     *
     * @param faults where faults go
     * @param folder that file names are relative to
     * @param firstDefinition index at which the world's list continues with the trace's definitions
     * @param gpuCapacity GPUs of the cluster, for the openb inflation protocol; 0 when unknown
     * @param lenient whether damaged lines are skipped even if the document does not say so
     */
    public TraceSpecs(Faults faults, Path folder, int firstDefinition, long gpuCapacity, boolean lenient) {
        this.faults = faults;
        this.folder = folder;
        this.firstDefinition = firstDefinition;
        this.gpuCapacity = gpuCapacity;
        this.lenient = lenient;
    }

    /** Reads a trace; empty when it has faults, a missing file among them. */
    public Optional<TraceWorkload> read(Node node) {
        Map<String, Function<Node, Optional<TraceWorkload>>> readers = new LinkedHashMap<>();
        readers.put("swf", this::swf);
        readers.put("alibaba2017", this::alibaba);
        readers.put("openb", this::openb);
        readers.put("csv", this::csv);
        return node.asOneOf(faults, readers);
    }

    private Optional<TraceWorkload> swf(Node node) {
        Fields fields = node.asObject(faults);
        TraceFile file = file(fields, SwfFormat.PUBLISHED_AT);
        int cpu = fields.integerOr("cpuUnitsPerProcessor", 1, 196_608, 1024);
        int processors = fields.integerOr("processorsPerTask", 1, Integer.MAX_VALUE / 196_608, 1);
        Optional<Law> memory = fields.optional("memory", value -> Laws.read(value, faults, Quantity.MEMORY));
        Optional<TraceOptions> options = options(fields);
        return fields.build(() -> workload(new SwfFormat(file, cpu, processors, memory), options));
    }

    private Optional<TraceWorkload> alibaba(Node node) {
        Fields fields = node.asObject(faults);
        TraceFile file = file(fields, AlibabaJobsFormat.PUBLISHED_AT);
        int scale = fields.memoryMiB("memoryScale", 1, Integer.MAX_VALUE);
        Optional<TraceOptions> options = options(fields);
        return fields.build(() -> workload(new AlibabaJobsFormat(file, scale), options));
    }

    private Optional<TraceWorkload> openb(Node node) {
        Fields fields = node.asObject(faults);
        TraceFile file = file(fields, OpenbPodsFormat.PUBLISHED_AT);
        Map<String, GpuSharing> sharings = new LinkedHashMap<>();
        sharings.put("drop", GpuSharing.DROP);
        sharings.put("whole", GpuSharing.WHOLE);
        GpuSharing sharing = fields.choice("gpuSharing", sharings);
        Map<String, Boolean> protocols = new LinkedHashMap<>();
        protocols.put("inflation", true);
        protocols.put("captured", false);
        boolean inflation = fields.choice("protocol", protocols);
        double ratio = inflation
                ? fields.shareOr("ratio", Double.MIN_VALUE, 10, OpenbInflation.PUBLISHED_RATIO)
                : OpenbInflation.PUBLISHED_RATIO;
        Optional<TraceOptions> options = options(fields);
        if (inflation && gpuCapacity < 1) {
            fields.fault("protocol", "inflation needs a cluster with GPUs");
        }
        Optional<OpenbPodsFormat> pods = fields.build(() -> pods(file, sharing));
        return pods.map(list -> workload(inflation ? new OpenbInflation(list, gpuCapacity, ratio) : list, options));
    }

    private static OpenbPodsFormat pods(TraceFile file, GpuSharing sharing) {
        try {
            return OpenbPodsFormat.of(file, sharing);
        } catch (WorkloadException damage) {
            throw new IllegalArgumentException(damage.getMessage(), damage);
        }
    }

    private Optional<TraceWorkload> csv(Node node) {
        Fields fields = node.asObject(faults);
        TraceFile file = file(fields, "");
        Map<String, Character> delimiters = new LinkedHashMap<>();
        delimiters.put(",", ',');
        delimiters.put(";", ';');
        delimiters.put("|", '|');
        delimiters.put("tab", '\t');
        char delimiter = fields.choiceOr("delimiter", delimiters, ',');
        Optional<Source> arrival =
                fields.required("arrival", "{column: ..., unit: s}", value -> column(value, TIME_UNITS));
        boolean byEnd = fields.has("end");
        if (byEnd && fields.has("run")) {
            fields.fault("end", "either run or end, not both");
        }
        Optional<Source> run = byEnd
                ? fields.required("end", "a column", value -> column(value, TIME_UNITS))
                : fields.required("run", "a column or a law", value -> source(value, TIME_UNITS, Quantity.DURATION));
        Optional<Source> cpu =
                fields.required("cpu", "a column or a law", value -> source(value, CPU_UNITS, Quantity.NUMBER));
        Optional<Source> memory =
                fields.required("memory", "a column or a law", value -> source(value, MEMORY_UNITS, Quantity.MEMORY));
        Source gpus = fields.optional("gpus", value -> source(value, PLAIN, Quantity.NUMBER))
                .orElseGet(() -> Source.drawn(new ConstantLaw(0, Quantity.NUMBER)));
        Source count = fields.optional("count", value -> source(value, PLAIN, Quantity.NUMBER))
                .orElseGet(() -> Source.drawn(new ConstantLaw(1, Quantity.NUMBER)));
        Optional<TraceOptions> options = options(fields);
        return fields.build(() -> workload(
                new CsvFormat(
                        file,
                        delimiter,
                        arrival.orElseThrow(),
                        run.orElseThrow(),
                        byEnd,
                        cpu.orElseThrow(),
                        memory.orElseThrow(),
                        gpus,
                        count),
                options));
    }

    private Optional<Source> source(Node node, Map<String, Double> units, Quantity quantity) {
        if (node.kind() == Kind.OBJECT && node.names().contains("column")) {
            return column(node, units);
        }
        return Laws.read(node, faults, quantity).map(Source::drawn);
    }

    private Optional<Source> column(Node node, Map<String, Double> units) {
        Fields fields = node.asObject(faults);
        String column = fields.text("column", "the name of a column");
        boolean scaled = fields.has("scale");
        if (scaled && fields.has("unit")) {
            fields.fault("scale", "either unit or scale, not both");
        }
        if (scaled || units.size() == 1) {
            double scale = fields.numberOr("scale", Double.MIN_VALUE, 1e15, 1);
            return fields.build(() -> Source.column(column, scale, scale == 1 ? "" : "x " + scale));
        }
        double factor = fields.choice("unit", units);
        String unit = fields.node("unit").map(Node::text).orElse("");
        return fields.build(() -> Source.column(column, factor, unit));
    }

    private TraceFile file(Fields fields, String publishedAt) {
        String name = fields.text("file", "the name of a file");
        TraceFile file = new TraceFile(folder.resolve(name), publishedAt);
        if (!name.isEmpty()) {
            file.problem().ifPresent(problem -> fields.fault("file", problem));
        }
        return file;
    }

    private Optional<TraceOptions> options(Fields fields) {
        long from = fields.durationMicrosOr("from", 0, Quantity.LONGEST_MICROS, 0);
        long to = fields.durationMicrosOr("to", 1, Quantity.LONGEST_MICROS, Long.MAX_VALUE);
        long limit = fields.longIntegerOr("limit", 1, Long.MAX_VALUE, Long.MAX_VALUE);
        boolean sort = fields.flagOr("sort", false);
        boolean skip = fields.flagOr("lenient", false) || lenient;
        if (to <= from) {
            fields.fault("to", "must be after from");
            return Optional.empty();
        }
        return Optional.of(new TraceOptions(from, to, limit, sort, skip));
    }

    private TraceWorkload workload(TraceFormat format, Optional<TraceOptions> options) {
        return new TraceWorkload(format, options.orElseThrow(), firstDefinition);
    }

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("swf", SwfFormat.PUBLISHED_AT);
        names.put("alibaba2017", AlibabaJobsFormat.PUBLISHED_AT);
        names.put("openb", OpenbPodsFormat.PUBLISHED_AT);
        names.put("csv", "any delimited file with a heading line");
        return Collections.unmodifiableMap(names);
    }

    private static Map<String, Double> timeUnits() {
        Map<String, Double> units = new LinkedHashMap<>();
        units.put("us", 1.0);
        units.put("ms", 1e3);
        units.put("s", 1e6);
        units.put("m", 60e6);
        units.put("h", 3600e6);
        units.put("d", 86_400e6);
        return Collections.unmodifiableMap(units);
    }

    private static Map<String, Double> cpuUnits() {
        Map<String, Double> units = new LinkedHashMap<>();
        units.put("units", 1.0);
        units.put("cores", 1024.0);
        units.put("millicores", 1.024);
        return Collections.unmodifiableMap(units);
    }

    private static Map<String, Double> memoryUnits() {
        Map<String, Double> units = new LinkedHashMap<>();
        units.put("MiB", 1.0);
        units.put("GiB", 1024.0);
        units.put("KiB", 1.0 / 1024);
        units.put("bytes", 0x1p-20);
        units.put("MB", 1e6 / (1 << 20));
        units.put("GB", 1e9 / (1 << 20));
        return Collections.unmodifiableMap(units);
    }
}
