package io.ecsim.model.query;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Facts written down in a test. */
record FixedFacts(
        boolean agentConnected,
        String agentVersion,
        String ec2InstanceId,
        long registeredAtMicros,
        int runningTasksCount,
        List<String> groups,
        Map<String, String> attributes)
        implements InstanceFacts {

    static FixedFacts withAttributes(Map<String, String> attributes) {
        return new FixedFacts(true, "1.90.0", "i-1", 0, 0, List.of(), attributes);
    }

    static FixedFacts withGroups(String... groups) {
        return new FixedFacts(true, "1.90.0", "i-1", 0, groups.length, List.of(groups), Map.of());
    }

    @Override
    public boolean anyTaskGroup(Predicate<String> test) {
        return groups.stream().anyMatch(test);
    }

    @Override
    public Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }
}
