package io.ecsim.services;

import io.ecsim.cluster.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** A choice of where tasks come from and go to. */
final class ZoneRound {
    private final Map<String, Integer> counts;
    private final Map<String, Integer> movable;
    private final Set<String> full = new TreeSet<>();
    private boolean metProtection;

    /**
     * Begins a choice.
     *
     * @param counts tasks by zone, the empty ones included
     * @param movable of these, the tasks that may go
     */
    ZoneRound(Map<String, Integer> counts, Map<String, Integer> movable) {
        this.movable = new TreeMap<>(movable);
        this.counts = new TreeMap<>(counts);
    }

    /** Returns the zones in which no task could be started. */
    Set<String> full() {
        return full;
    }

    /** Returns whether a zone had tasks to give, but none that may go. */
    boolean metProtection() {
        return metProtection;
    }

    private int at(String zone) {
        return counts.getOrDefault(zone, 0);
    }

    /** A task of a zone is to go. */
    void leaves(String zone) {
        counts.merge(zone, -1, Integer::sum);
        movable.merge(zone, -1, Integer::sum);
    }

    /** Returns the zone with most tasks of those with a task that may go. */
    Optional<String> fullest() {
        return most(Integer.MIN_VALUE / 2);
    }

    /**
     * Starts tasks in the zones with fewest until the zones are balanced, nothing can move, or there is no room.
     *
     * @param starts a task in a zone, if an instance there can take it
     * @return what was started, by zone
     */
    Map<String, List<Task>> start(int room, Function<String, Optional<Task>> starts) {
        Map<String, List<Task>> begun = new TreeMap<>();
        for (int left = room; left > 0; ) {
            Optional<String> to = fewest();
            Optional<String> from = to.flatMap(zone -> most(at(zone)));
            if (to.isEmpty() || from.isEmpty()) {
                return begun;
            }
            Optional<Task> task = starts.apply(to.get());
            if (task.isEmpty()) {
                full.add(to.get());
                continue;
            }
            left--;
            counts.merge(to.get(), 1, Integer::sum);
            leaves(from.get());
            begun.computeIfAbsent(to.get(), zone -> new ArrayList<>()).add(task.get());
        }
        return begun;
    }

    private Optional<String> fewest() {
        String found = "";
        for (String zone : counts.keySet()) {
            if (!full.contains(zone) && (found.isEmpty() || at(zone) < at(found))) {
                found = zone;
            }
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    /** Returns the zone with most tasks of which one may go, if it has two more than another zone. */
    private Optional<String> most(int least) {
        String found = "";
        for (Map.Entry<String, Integer> zone : counts.entrySet()) {
            if (zone.getValue() - least < 2) {
                continue;
            }
            if (movable.getOrDefault(zone.getKey(), 0) == 0) {
                metProtection = true;
            } else if (found.isEmpty() || zone.getValue() > at(found)) {
                found = zone.getKey();
            }
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }
}
