package io.ecsim.experiments.schema;

import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of a scenario that name traces; which ones a trace takes depends on its reader. */
final class TraceSchemas {

    private static final String[] TIMES = {"us", "ms", "s", "m", "h", "d"};
    private static final String[] CPU = {"vCPU", "units", "milli"};
    private static final String[] MEMORY = {"MiB", "KiB", "GiB", "B", "MB", "GB"};

    private TraceSchemas() {}

    /** Returns what the rest refers to: first a trace as each reader takes it. */
    static Map<String, Schema> definitions() {
        Map<String, Schema> readers = readers();
        Map<String, Schema> all = new LinkedHashMap<>();
        all.put(
                "trace",
                Schema.anyOf(readers.keySet().stream()
                                .map(name -> Schema.ref("trace-" + name))
                                .toArray(Schema[]::new))
                        .titled("Trace")
                        .says("A trace and how it is read; \"ecsim list readers\" names the readers."));
        readers.forEach((name, schema) -> all.put("trace-" + name, schema.titled("Trace read by " + name)));
        return all;
    }

    private static Map<String, Schema> readers() {
        Map<String, Schema> all = new LinkedHashMap<>();
        all.put(
                "alibaba-2017",
                trace("alibaba-2017")
                        .needs(
                                "memoryScaleMiB",
                                Schema.numberAboveZero(1_000_000_000_000L)
                                        .says("The MiB that the trace's memory 1.0 stands for.")));
        all.put("alibaba-2018", trace("alibaba-2018").needs("machineUnit", memoryUnit()));
        all.put("alibaba-2018-containers", trace("alibaba-2018-containers").needs("machineUnit", memoryUnit()));
        all.put(
                "azure-packing-2020",
                trace("azure-packing-2020")
                        .needs("machine", Schema.integer(0, Integer.MAX_VALUE).says("The machine type, by its id."))
                        .needs("machineUnit", unit()));
        all.put(
                "alibaba-2025",
                trace("alibaba-2025")
                        .takes(
                                "roleAttribute",
                                Schema.text("^[A-Za-z0-9_.-]{1,128}$")
                                        .says("Attribute of instances that must equal a task's role, CN or HN.")));
        all.putAll(hpc());
        all.put("azure-vm-2017", trace("azure-vm-2017"));
        all.put("google-2011", trace("google-2011", parts()).needs("machineUnit", unit()));
        all.put(
                "openb",
                trace("openb")
                        .needs(
                                "gpuSharing",
                                Schema.choice("drop", "whole", "share")
                                        .says("What becomes of tasks that ask for a part of a GPU."))
                        .takes(
                                "inflation",
                                LawSchemas.share(0.01, 10)
                                        .says("Tasks arrive in random order and none leaves, until they asked for this"
                                                + " share of the cluster's GPUs.")));
        all.put(
                "swf",
                machines(trace("swf"), "cpuPerProcessor", "processorsPerTask")
                        .takes(
                                "memory",
                                Schema.ref("memoryLaw").says("Law of a task's memory; the trace's unless stated.")));
        all.put("csv", csv());
        return all;
    }

    private static Map<String, Schema> hpc() {
        Map<String, Schema> all = new LinkedHashMap<>();
        all.put(
                "gwf",
                machines(trace("gwf"), "cpuPerProcessor", "processorsPerTask")
                        .needs("memory", Schema.ref("memoryLaw").says("Law of a task's memory.")));
        all.put(
                "batsim",
                machines(trace("batsim"), "cpuPerMachine", "machinesPerTask")
                        .needs("memory", Schema.ref("memoryLaw").says("Law of a task's memory."))
                        .takes(
                                "flopsPerSecond",
                                Schema.numberAboveZero(Long.MAX_VALUE)
                                        .says("Speed of a machine; needed where a profile computes.")));
        all.put(
                "opendc",
                trace("opendc")
                        .takes(
                                "memoryUnit",
                                Schema.choice("MiB", "KiB", "MB", "KB").says("What the trace counts memory in."))
                        .takes("memory", Schema.ref("memoryLaw").says("Law of a task's memory."))
                        .oneWay("memoryUnit|memory", "memory|memoryUnit"));
        return all;
    }

    private static Schema machines(Schema trace, String cpu, String most) {
        return trace.takes(cpu, Schema.integer(1, 1_000_000).says("CPU units.").unlessStated(1024))
                .takes(
                        most,
                        Schema.integer(1, 1000)
                                .says("Most of them in one task; a larger job becomes several tasks.")
                                .unlessStated(1));
    }

    private static Schema trace(String reader) {
        return trace(reader, Schema.text());
    }

    private static Schema parts() {
        return Schema.anyOf(Schema.text(), Schema.list(Schema.text(), 1));
    }

    /** Returns the fields that every reader takes. */
    private static Schema trace(String reader, Schema file) {
        return Schema.object()
                .needs("reader", Schema.choice(reader))
                .needs("file", file.says("Plain or gzip; in the directory given with --data, or beside this file."))
                .takes("from", Schema.ref("duration").says("On the trace's own clock; becomes time 0."))
                .takes("to", Schema.ref("positiveDuration").says("On the trace's own clock; the end unless stated."))
                .takes("limit", Schema.integer(1, Long.MAX_VALUE).says("At most this many tasks."))
                .takes(
                        "sort",
                        Schema.flag()
                                .says("Whether rows out of order are sorted, in memory, instead of being damage.")
                                .unlessStated(false))
                .takes(
                        "lenient",
                        Schema.flag()
                                .says("Whether damaged lines are skipped and counted instead of being an error.")
                                .unlessStated(false));
    }

    private static Schema csv() {
        return trace("csv")
                .takes("delimiter", Schema.text("^.$").says("One character.").unlessStated(","))
                .needs("arrival", column(TIMES).says("When a task arrives."))
                .takes(
                        "run",
                        Schema.anyOf(column(TIMES), Schema.ref("durationLaw")).says("How long a task runs."))
                .takes("end", column(TIMES).says("When a task ends, on the trace's clock, in place of run."))
                .needs("cpu", Schema.anyOf(column(CPU), Schema.ref("numberLaw")).says("CPU; a law is in CPU units."))
                .needs(
                        "memory",
                        Schema.anyOf(column(MEMORY), Schema.ref("memoryLaw")).says("Memory."))
                .takes("gpus", count().says("Whole GPUs; 0 unless stated."))
                .takes("count", count().says("Equal tasks a line; 1 unless stated."))
                .takes(
                        "priority",
                        Schema.object()
                                .says("Greater is served first among waiting tasks; 0 unless stated.")
                                .needs("column", Schema.text())
                                .takes("factor", factor()))
                .oneWay("run|end", "end|run");
    }

    private static Schema count() {
        Schema column = Schema.object().needs("column", Schema.text()).takes("factor", factor());
        return Schema.anyOf(column, Schema.ref("numberLaw"));
    }

    private static Schema column(String... units) {
        return Schema.object()
                .needs("column", Schema.text().says("Its name in the first line."))
                .needs("unit", Schema.choice(units))
                .takes("factor", factor());
    }

    /** A column of times in a file of outages. */
    static Schema time() {
        return Schema.object().needs("column", Schema.text()).needs("unit", Schema.choice(TIMES));
    }

    private static Schema factor() {
        return Schema.numberAboveZero(1_000_000_000_000_000L)
                .says("By which values are multiplied.")
                .unlessStated(1);
    }

    private static Schema unit() {
        return Schema.object()
                .says("What the trace's 1.0 stands for.")
                .needs("cpu", Schema.integer(1, 10_000_000).says("CPU units."))
                .needs("memory", Schema.ref("positiveMemory"));
    }

    private static Schema memoryUnit() {
        return Schema.object().says("What the trace's 1.0 stands for.").needs("memory", Schema.ref("positiveMemory"));
    }

    /** Instances from the machine list of a trace. */
    static Schema nodes() {
        return Schema.anyOf(
                        machineList("openb"),
                        machineList("alibaba-2018").needs("machineUnit", memoryUnit()),
                        machineList("google-2011")
                                .needs("machineUnit", unit())
                                .takes("from", Schema.ref("duration").says("On the trace's own clock; becomes time 0."))
                                .takes("to", Schema.ref("positiveDuration").says("On the trace's own clock."))
                                .takes("lenient", Schema.flag().unlessStated(false)))
                .says("Instances from the machine list of a trace, in place of instances.");
    }

    private static Schema machineList(String reader) {
        return Schema.object()
                .needs("reader", Schema.choice(reader))
                .needs("file", Schema.text().says("In the directory given with --data, or beside this file."));
    }

    /** How the tasks of a trace are run. */
    static Schema task() {
        return Schema.object()
                .says("How the tasks of a trace are run.")
                .takes("group", Schema.text().says("Task group, in which spread counts."))
                .takes("service", Schema.ref("service"))
                .takes("placementConstraints", Schema.ref("placementConstraints"));
    }
}
