package io.ecsim.workloads.trace.machines;

import io.ecsim.faults.Outage;
import io.ecsim.naming.NearestName;
import io.ecsim.workload.WorkloadException;
import io.ecsim.workloads.trace.Cells;
import io.ecsim.workloads.trace.DamagedLineException;
import io.ecsim.workloads.trace.Headings;
import io.ecsim.workloads.trace.TraceFile;
import io.ecsim.workloads.trace.TraceLines;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A list of outages with a heading line: which instance, from when, until when. An empty end means never.
 *
 * @param file the list
 * @param instance the column that names the instance
 * @param leaves the column of the time at which it goes
 * @param leavesMicros microseconds of one unit there
 * @param returns the column of the time at which it is back
 * @param returnsMicros microseconds of one unit there
 * @param fromMicros the time of the list that becomes time 0
 */
public record OutageFile(
        TraceFile file,
        String instance,
        String leaves,
        double leavesMicros,
        String returns,
        double returnsMicros,
        long fromMicros) {

    /**
     * Reads the outages that have not ended when the run begins.
     *
     * @param known the ids that instances have
     * @throws WorkloadException if the file is missing or damaged, or names an instance that is not there
     */
    public List<Outage> read(List<String> known) {
        List<Outage> outages = new ArrayList<>();
        Set<String> ids = new LinkedHashSet<>(known);
        Cells cells = new Cells(file.name());
        try (TraceLines lines = file.open()) {
            String heading = lines.next();
            Headings.read(cells, heading == null ? "" : heading, 1, ',');
            int columns = cells.size();
            int id = Headings.require(cells, instance);
            int from = Headings.require(cells, leaves);
            int until = Headings.require(cells, returns);
            for (String text = lines.next(); text != null; text = lines.next()) {
                if (text.isBlank() || text.startsWith("#")) {
                    continue;
                }
                cells.splitAt(',', text, lines.line());
                cells.requireSize(columns);
                if (!ids.contains(cells.text(id))) {
                    throw cells.found(id, instance, "the id of an instance" + NearestName.hint(cells.text(id), known));
                }
                long fromTime = cells.micros(from, leaves, leavesMicros);
                long untilTime =
                        cells.text(until).isEmpty() ? Outage.ENDLESS : cells.micros(until, returns, returnsMicros);
                if (untilTime <= fromTime) {
                    throw cells.found(until, returns, "a time after " + cells.text(from));
                }
                if (untilTime > fromMicros) {
                    outages.add(new Outage(
                            cells.text(id),
                            Math.max(0, fromTime - fromMicros),
                            untilTime == Outage.ENDLESS ? untilTime : untilTime - fromMicros));
                }
            }
        } catch (DamagedLineException damage) {
            throw new WorkloadException(String.valueOf(damage.getMessage()));
        }
        return outages;
    }
}
