package io.ecsim.traffic;

import io.ecsim.faults.ZoneEvent;
import java.util.List;

/** Zones that are as good as the events of a scenario leave them: nothing is answered from one that cannot be reached. */
public final class EventfulZones implements ZoneQuality {

    private final List<ZoneEvent> events;

    /** Makes the zones of a run. */
    public EventfulZones(List<ZoneEvent> events) {
        this.events = List.copyOf(events);
    }

    private static boolean isOn(ZoneEvent event, String zone, long atMicros) {
        return event.zone().equals(zone) && event.atMicros() <= atMicros && atMicros < event.endMicros();
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
}
