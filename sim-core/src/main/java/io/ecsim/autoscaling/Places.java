package io.ecsim.autoscaling;

import io.ecsim.model.ContainerInstance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which instances of a world are places of which group. */
final class Places {

    private final List<ContainerInstance> instances;
    private final int[] groups;

    private Places(List<ContainerInstance> instances, int[] groups) {
        this.instances = instances;
        this.groups = groups;
    }

    static Places of(List<AutoScalingGroup> groups, List<ContainerInstance> instances) {
        Map<String, Integer> byPool = new TreeMap<>();
        for (int group = 0; group < groups.size(); group++) {
            for (LaunchOption option : groups.get(group).options()) {
                if (byPool.put(option.pool(), group) != null) {
                    throw new IllegalArgumentException("two options have the pool " + option.pool());
                }
            }
        }
        int[] of = new int[instances.size()];
        Arrays.setAll(of, place -> byPool.getOrDefault(instances.get(place).pool(), -1));
        return new Places(instances, of);
    }

    int group(int place) {
        return groups[place];
    }

    /** Returns a group with its empty places. */
    GroupState state(int index, AutoScalingGroup group) {
        List<String> pools = group.options().stream().map(LaunchOption::pool).toList();
        List<String> zones = new ArrayList<>();
        for (int place = 0; place < groups.length; place++) {
            String zone = instances.get(place).zone().name();
            if (groups[place] == index && !zones.contains(zone)) {
                zones.add(zone);
            }
        }
        GroupState state = new GroupState(index, group, zones);
        for (int place = 0; place < groups.length; place++) {
            if (groups[place] == index) {
                ContainerInstance instance = instances.get(place);
                state.pool(pools.indexOf(instance.pool()), instance.zone().name())
                        .add(place);
            }
        }
        return state;
    }
}
