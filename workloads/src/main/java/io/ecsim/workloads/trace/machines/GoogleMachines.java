package io.ecsim.workloads.trace.machines;

import io.ecsim.faults.Outage;
import io.ecsim.model.AvailabilityZone;
import io.ecsim.model.ContainerInstance;
import io.ecsim.workload.WorkloadException;
import io.ecsim.workloads.trace.Cells;
import io.ecsim.workloads.trace.DamagedLineException;
import io.ecsim.workloads.trace.MachineUnit;
import io.ecsim.workloads.trace.TraceFile;
import io.ecsim.workloads.trace.TraceLines;
import io.ecsim.workloads.trace.TraceTally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The table {@code machine_events} of the Google cluster trace of 2011: time in microseconds, machine, event (0 ADD, 1
 * REMOVE, 2 UPDATE), platform, CPU and memory as shares of the largest machine (Reiss, Wilkes and Hellerstein, "Google
 * cluster-usage traces: format + schema", 2011). The table has no heading; a first line of words and lines that begin with
 * {@code #} are passed over. Capacities are rounded down. A machine that changes its size leaves, and joins as another
 * instance.
 */
public final class GoogleMachines {

    /** Where this trace is. */
    public static final String PUBLISHED_AT = "https://github.com/google/cluster-data (ClusterData2011_2)";

    /** The attribute that holds the platform. */
    public static final String PLATFORM_ATTRIBUTE = "platform";

    private static final String TYPE = "google-2011";
    private static final int COLUMNS = 6;
    private static final double AFTER_THE_TRACE_MICROS = 1e17;
    private static final double LAST_BITS = 1e-6;

    private final Cells cells;
    private final MachineUnit unit;
    private final TraceTally tally;
    private final Map<String, Machine> machines = new LinkedHashMap<>();
    private long lastMicros;

    private GoogleMachines(String file, MachineUnit unit, boolean lenient) {
        this.cells = new Cells(file);
        this.unit = unit;
        this.tally = new TraceTally(lenient);
    }

    /**
     * Reads the machines of a window of the trace.
     *
     * @param unit what 1.0 stands for
     * @param fromMicros on the trace's clock; becomes time 0
     * @param toMicros on the trace's clock; events at this time or later are not read
     * @param zones at least one; machines go to them in turn
     * @param lenient whether damaged lines are skipped and counted
     * @throws WorkloadException if the file is missing or damaged
     */
    public static MachineList read(
            TraceFile file,
            MachineUnit unit,
            long fromMicros,
            long toMicros,
            List<AvailabilityZone> zones,
            boolean lenient) {
        GoogleMachines reader = new GoogleMachines(file.name(), unit, lenient);
        try (TraceLines lines = file.open()) {
            for (String text = lines.next(); text != null; text = lines.next()) {
                if (isRow(text, lines.line()) && !reader.row(text, lines.line(), toMicros)) {
                    break;
                }
            }
        }
        return reader.list(fromMicros, zones);
    }

    private static boolean isRow(String text, long line) {
        boolean words = line == 1 && !text.isEmpty() && Character.isLetter(text.charAt(0));
        return !text.isBlank() && !text.startsWith("#") && !words;
    }

    /** Reads one line; returns whether the next one is wanted. */
    private boolean row(String text, long line, long toMicros) {
        try {
            cells.splitAt(',', text, line);
            cells.requireSize(COLUMNS);
            if (cells.notNegative(0, "time") > AFTER_THE_TRACE_MICROS) {
                return false;
            }
            long time = cells.micros(0, "time", 1);
            if (time < lastMicros) {
                throw cells.found(0, "time", "at least " + lastMicros + ", the time of the line before");
            }
            if (time >= toMicros) {
                return false;
            }
            tally.row();
            lastMicros = time;
            event(time);
        } catch (DamagedLineException damage) {
            tally.damaged(String.valueOf(damage.getMessage()));
        }
        return true;
    }

    private void event(long time) throws DamagedLineException {
        String name = cells.text(1);
        if (name.isEmpty()) {
            throw cells.found(1, "machine", "the id of a machine");
        }
        Machine machine = machines.computeIfAbsent(name, unseen -> new Machine());
        switch (cells.text(2)) {
            case "0", "2" -> comeOrChange(machine, time);
            case "1" -> {
                if (machine.isThere()) {
                    machine.go(time);
                } else {
                    tally.drop("removed while absent");
                }
            }
            default -> throw cells.found(2, "event", "0 (ADD), 1 (REMOVE) or 2 (UPDATE)");
        }
    }

    /** An update of a machine nobody has seen shows that it is there, as in a file that begins in the middle. */
    private void comeOrChange(Machine machine, long time) throws DamagedLineException {
        if (cells.text(4).isEmpty() || cells.text(5).isEmpty()) {
            tally.drop("capacity unknown");
            return;
        }
        Machine.Size size = new Machine.Size(
                roundedDown(4, "CPU", unit.cpuUnits()),
                roundedDown(5, "memory", unit.memoryMiB()),
                asAttribute(cells.text(3)));
        if (size.cpuUnits() < 1 || size.memoryMiB() < 1) {
            tally.drop("capacity below 1 CPU unit or 1 MiB");
        } else if (machine.has(size)) {
            tally.drop("event without effect");
        } else {
            if (machine.isThere()) {
                machine.go(time);
            }
            machine.come(size, time);
        }
    }

    private int roundedDown(int column, String field, int one) throws DamagedLineException {
        double amount = cells.notNegative(column, field) * one;
        if (amount > Integer.MAX_VALUE - 1) {
            throw cells.found(column, field, "a share of the largest machine");
        }
        return (int) (amount + LAST_BITS);
    }

    /** Platforms are hashes in base 64, of whose signs an attribute may not have all (R1.44): its other alphabet has. */
    private static String asAttribute(String platform) {
        return platform.replace('+', '-').replace('/', '_').replace("=", "");
    }

    private MachineList list(long fromMicros, List<AvailabilityZone> zones) {
        List<ContainerInstance> instances = new ArrayList<>();
        List<Outage> outages = new ArrayList<>();
        int there = 0;
        int joinLater = 0;
        int gone = 0;
        for (Map.Entry<String, Machine> machine : machines.entrySet()) {
            List<Machine.Form> forms = machine.getValue().formsFrom(fromMicros);
            AvailabilityZone zone = zones.get(there % zones.size());
            for (int i = 0; i < forms.size(); i++) {
                Machine.Form form = forms.get(i);
                String id = i == 0 ? machine.getKey() : machine.getKey() + "." + (i + 1);
                instances.add(instance(id, zone, form.size()));
                outages.addAll(form.outages(id));
                joinLater += form.joinsLater() ? 1 : 0;
                gone += form.isGone() ? 1 : 0;
            }
            there += forms.isEmpty() ? 0 : 1;
        }
        return new MachineList(instances, outages, there, joinLater, gone, tally.rows(), tally.dropped());
    }

    private static ContainerInstance instance(String id, AvailabilityZone zone, Machine.Size size) {
        Map<String, String> attributes = new TreeMap<>();
        attributes.put("ecs.availability-zone", zone.name());
        if (!size.platform().isEmpty()) {
            attributes.put(PLATFORM_ATTRIBUTE, size.platform());
        }
        return new ContainerInstance(
                id,
                zone,
                TYPE,
                size.cpuUnits(),
                size.memoryMiB(),
                0,
                0,
                ContainerInstance.DEFAULT_RESERVED_PORTS,
                Map.of(),
                attributes,
                0);
    }
}
