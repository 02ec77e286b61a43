package io.ecsim.cluster;

import java.util.Arrays;
import java.util.List;

/**
 * How many tasks of each group are on the instances of each value of one attribute (R1.22). Tasks count from reservation
 * to release.
 */
public final class GroupCounts {

    private final String attribute;
    private final List<String> names;
    private final int[] valueOfClass;
    private final int values;
    private int[] counts = new int[0];

    GroupCounts(String attribute, List<String> names, int[] valueOfClass) {
        this.attribute = attribute;
        this.names = List.copyOf(names);
        this.valueOfClass = valueOfClass;
        this.values = Arrays.stream(valueOfClass).max().orElse(-1) + 1;
    }

    /** Returns the attribute's name. */
    public String attribute() {
        return attribute;
    }

    /** Returns how many values there are, the absent one included where some instance lacks the attribute (R1.25). */
    public int values() {
        return values;
    }

    /** Returns the name of a value; empty text for the absent one. */
    public String valueName(int value) {
        return value < names.size() ? names.get(value) : "";
    }

    /** Returns the value of an instance class. */
    public int valueOf(int instanceClass) {
        return valueOfClass[instanceClass];
    }

    /** Returns the tasks of a group on instances of a value. */
    public int tasks(int group, int value) {
        int at = group * values + value;
        return at < counts.length ? counts[at] : 0;
    }

    void add(int group, int instanceClass, int change) {
        int at = group * values + valueOfClass[instanceClass];
        if (at >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(counts.length * 2, (group + 1) * values));
        }
        counts[at] += change;
    }
}
