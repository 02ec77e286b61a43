package io.ecsim.fargate;

import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * Spreads the tasks of Fargate over zones (R1.8): the next task of a group goes to the zone that has fewest of them, the
 * first of several; tasks of each capacity provider are spread by themselves.
 */
public final class ZoneSpread {

    /** No zone takes tasks. */
    public static final int NONE = -1;

    private final int zones;
    private final Map<String, int[]> tasks = new TreeMap<>();

    /** Makes the spread over so many zones. */
    public ZoneSpread(int zones) {
        this.zones = zones;
    }

    private int[] of(String group) {
        return tasks.computeIfAbsent(group, name -> new int[zones]);
    }

    /** Returns the zone for the next task of a group among those that are open, or {@link #NONE}. */
    public int next(String group, BitSet closed) {
        int[] counts = of(group);
        int best = NONE;
        for (int zone = 0; zone < zones; zone++) {
            if (!closed.get(zone) && (best == NONE || counts[zone] < counts[best])) {
                best = zone;
            }
        }
        return best;
    }

    /** A task of a group has come to a zone (change 1) or gone from it (-1). */
    public void count(String group, int zone, int change) {
        of(group)[zone] += change;
    }
}
