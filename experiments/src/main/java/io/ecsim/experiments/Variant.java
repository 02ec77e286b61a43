package io.ecsim.experiments;

import java.util.List;

/**
 * A version of the scenario that is compared with others of it: its own worlds, under the same random numbers.
 *
 * @param name of the version; empty for a scenario that is compared as it stands
 * @param changes what it has in place of the scenario's own values, each {@code PATH=VALUE}, in order
 * @param worlds the worlds of this version
 */
public record Variant(String name, List<String> changes, WorldSource worlds) {

    public Variant {
        changes = List.copyOf(changes);
    }

    /** Returns the only version of a scenario that states none. */
    public static Variant only(WorldSource worlds) {
        return new Variant("", List.of(), worlds);
    }

    /** Returns whether the scenario states it, rather than being compared as it stands. */
    public boolean isStated() {
        return !name.isEmpty();
    }
}
