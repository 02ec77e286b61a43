package io.ecsim.faults;

import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.Simulation;
import io.ecsim.engine.Timeline;
import io.ecsim.model.ContainerInstance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The zones of a region as events leave them (models.md M7). Zones of which no event tells are well. */
public final class ZoneStates {

    private final List<Listener> listeners = new ArrayList<>();
    private final Map<String, List<ZoneEvent>> lasting = new LinkedHashMap<>();

    /** Hears of events when they begin and end; those that began to listen first hear first. */
    public interface Listener {

        /** An event begins; the zone is in it. */
        void begins(ZoneEvent event);

        /** An event has ended; the zone is no longer in it, but may be in another. */
        void ends(ZoneEvent event);
    }

    /**
     * Makes the zones of a run at time 0 and has the planned events happen.
     *
     * @param fleet in whose zones events can happen
     */
    public ZoneStates(List<ZoneEvent> events, Simulation simulation, List<ContainerInstance> fleet) {
        Set<String> zones = new TreeSet<>();
        fleet.forEach(instance -> zones.add(instance.zone().name()));
        List<ZoneEvent> planned = events.stream()
                .filter(event -> zones.contains(event.zone())) // a small fleet may have nothing there
                .toList();
        Timeline timeline = simulation.timeline();
        EventKind begin = timeline.define("zone event begins", Phase.FAULT, (event, none) -> begin(planned.get(event)));
        EventKind end = timeline.define("zone event ends", Phase.REPAIR, (event, none) -> end(planned.get(event)));
        for (int event = 0; event < planned.size(); event++) {
            timeline.schedule(begin, planned.get(event).atMicros(), event, 0);
            timeline.schedule(end, planned.get(event).endMicros(), event, 0);
        }
    }

    /** Adds somebody who hears of events from now on. */
    public void listen(Listener listener) {
        listeners.add(listener);
    }

    /** An event begins that was not planned. */
    void begin(ZoneEvent event) {
        lasting.computeIfAbsent(event.zone(), zone -> new ArrayList<>()).add(event);
        listeners.forEach(listener -> listener.begins(event));
    }

    /** An event ends. */
    void end(ZoneEvent event) {
        events(event.zone()).remove(event);
        listeners.forEach(listener -> listener.ends(event));
    }

    private List<ZoneEvent> events(String zone) {
        return lasting.getOrDefault(zone, List.of());
    }

    /** Returns whether nothing can be launched into a zone: it has no power, or cannot be reached. */
    public boolean isDown(String zone) {
        return barring(zone) > 0;
    }

    /** Returns how many events keep launches out of a zone. */
    long barring(String zone) {
        return events(zone).stream().filter(event -> event.kind().bars()).count();
    }

    /** Returns when a zone can be reached again, in microseconds; 0 if it can be. */
    public long reachableMicros(String zone) {
        long reachable = 0;
        for (ZoneEvent event : events(zone)) {
            if (event.kind() == ZoneEvent.Kind.PARTITION) {
                reachable = Math.max(reachable, event.endMicros());
            }
        }
        return reachable;
    }

    /** Returns by how much longer a request in a zone takes: 1 when the zone is well; several events multiply. */
    public double latencyFactor(String zone) {
        double factor = 1;
        for (ZoneEvent event : events(zone)) {
            factor *= event.latencyFactor();
        }
        return factor;
    }

    /** Returns the share of the requests to a zone that its events fail, 0 to 1; from outside none gets through to one that is down. */
    public double errors(String zone) {
        double passes = 1;
        for (ZoneEvent event : events(zone)) {
            passes *= event.kind().bars() ? 0 : 1 - event.errors();
        }
        return 1 - passes;
    }
}
