package io.ecsim.cluster;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The task groups of a cluster and where their tasks are (R1.22, R1.23): by value of an attribute, and by instance. */
final class TaskGroups {

    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<String> namesView = Collections.unmodifiableList(names);
    private final Map<String, GroupCounts> countsByAttribute = new LinkedHashMap<>();
    private GroupCounts[] tracked = new GroupCounts[0];
    private @Nullable Long2IntOpenHashMap countsByInstance;

    /** Returns the number of a group, a new one for a new name. */
    int number(String group) {
        Integer number = numbers.get(group);
        if (number == null) {
            number = names.size();
            numbers.put(group, number);
            names.add(group);
        }
        return number;
    }

    List<String> names() {
        return namesView;
    }

    int size() {
        return names.size();
    }

    boolean tracks(String attribute) {
        return countsByAttribute.containsKey(attribute);
    }

    GroupCounts track(String attribute, AttributeIndex attributes) {
        GroupCounts counts = countsByAttribute.get(attribute);
        if (counts == null) {
            counts = new GroupCounts(attribute, attributes.valueNames(attribute), attributes.valueNumbers(attribute));
            countsByAttribute.put(attribute, counts);
            tracked = countsByAttribute.values().toArray(new GroupCounts[0]);
        }
        return counts;
    }

    boolean tracksInstances() {
        return countsByInstance != null;
    }

    void trackInstances() {
        countsByInstance = new Long2IntOpenHashMap();
    }

    void count(int group, int instance, int instanceClass, int change) {
        for (GroupCounts counts : tracked) {
            counts.add(group, instanceClass, change);
        }
        if (countsByInstance != null) {
            long key = (long) group << 32 | instance;
            if (countsByInstance.addTo(key, change) + change == 0) {
                countsByInstance.remove(key);
            }
        }
    }

    int tasks(int group, int instance) {
        if (countsByInstance == null) {
            throw new IllegalStateException("groups are not tracked by instance");
        }
        return countsByInstance.get((long) group << 32 | instance);
    }
}
