package io.ecsim.traffic;

import io.ecsim.faults.PlannedFault;
import io.ecsim.faults.ZonalShift;
import io.ecsim.faults.ZoneEvent;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Zones that are as good as the events of a scenario leave them: nothing is answered from one that cannot be reached. */
public final class EventfulZones implements ZoneQuality {

    private final List<ZoneEvent> events;
    private final List<ZonalShift> shifts;

    /** When something begins or ends, in order. */
    private final long[] changes;

    /**
     * Makes the zones of a run.
     *
     * @param shifts what operators do about the events
     */
    public EventfulZones(List<ZoneEvent> events, List<ZonalShift> shifts) {
        this.events = List.copyOf(events);
        this.shifts = List.copyOf(shifts);
        this.changes = Stream.concat(events.stream(), shifts.stream())
                .map(PlannedFault.class::cast)
                .flatMapToLong(each -> LongStream.of(each.atMicros(), each.endMicros()))
                .sorted()
                .toArray();
    }

    private static boolean isOn(PlannedFault event, String zone, long atMicros) {
        return event.where().equals(zone) && event.atMicros() <= atMicros && atMicros < event.endMicros();
    }

    @Override
    public double latencyFactor(String zone, long atMicros) {
        double factor = 1;
        for (ZoneEvent event : events) {
            factor = isOn(event, zone, atMicros) ? Math.max(factor, event.latencyFactor()) : factor;
        }
        return factor;
    }

    @Override
    public double errorShare(String zone, long atMicros) {
        double share = 0;
        for (ZoneEvent event : events) {
            if (isOn(event, zone, atMicros)) {
                share = event.kind() == ZoneEvent.Kind.PARTITION ? 1 : Math.max(share, event.errors());
            }
        }
        return share;
    }

    @Override
    public boolean isShiftedAway(String zone, long atMicros) {
        return shifts.stream().anyMatch(shift -> isOn(shift, zone, atMicros));
    }

    @Override
    public long nextChangeMicros(long afterMicros) {
        for (long change : changes) {
            if (change > afterMicros) {
                return change;
            }
        }
        return Long.MAX_VALUE;
    }
}
