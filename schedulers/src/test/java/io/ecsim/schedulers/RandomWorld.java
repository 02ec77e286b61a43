package io.ecsim.schedulers;

import io.ecsim.cluster.ClusterState;
import io.ecsim.model.AvailabilityZone;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Demand;
import io.ecsim.model.HostPort;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.Protocol;
import io.ecsim.model.query.ClusterQuery;
import io.ecsim.random.RandomStream;
import io.ecsim.random.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Clusters and kinds of task drawn from a seed: mixed sizes, zones, missing attributes, GPUs, interfaces, ports. */
final class RandomWorld {

    /** A constraint as ECS reads it and as the oracle decides it. */
    record Rule(PlacementConstraint constraint, Verdict verdict) {}

    /** Whether an instance satisfies a rule, from what is placed there. */
    interface Verdict {
        boolean allows(ContainerInstance instance, List<String> groupsThere, String ownGroup);
    }

    /** A kind of task. */
    record Kind(String group, boolean service, Demand demand, List<Rule> rules) {}

    private static final String ZONE = ClusterState.ZONE_ATTRIBUTE;
    private static final List<HostPort> PORTS =
            List.of(new HostPort(80, Protocol.TCP), new HostPort(443, Protocol.TCP), new HostPort(80, Protocol.UDP));
    private static final List<Rule> RULES = List.of(
            new Rule(new PlacementConstraint.DistinctInstance(), (instance, there, own) -> !there.contains(own)),
            rule("attribute:rack == r1", (instance, there, own) -> "r1".equals(attribute(instance, "rack"))),
            rule(
                    "attribute:rack !exists",
                    (instance, there, own) -> attribute(instance, "rack").isEmpty()),
            rule(
                    "attribute:" + ZONE + " != b",
                    (instance, there, own) -> !attribute(instance, ZONE).isEmpty()
                            && !attribute(instance, ZONE).equals("b")),
            rule("task:group == g0", (instance, there, own) -> there.contains("g0")),
            rule("not(task:group == g1)", (instance, there, own) -> !there.contains("g1")),
            rule("runningTasksCount < 3", (instance, there, own) -> there.size() < 3));

    final RandomStream random;
    final List<ContainerInstance> instances;
    final List<Kind> kinds;

    RandomWorld(long seed) {
        random = new Streams(seed, 0).sequential("world");
        int count = random.nextInt(10) == 0 ? 70 + random.nextInt(130) : 1 + random.nextInt(20);
        boolean equal = random.nextInt(3) == 0;
        instances = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            instances.add(
                    equal
                            ? instance(i, 2048, 4096)
                            : instance(i, 256 + random.nextInt(4096), 128 + random.nextInt(8192)));
        }
        kinds = new ArrayList<>();
        int kindCount = 2 + random.nextInt(5);
        for (int i = 0; i < kindCount; i++) {
            kinds.add(kind());
        }
    }

    private static Rule rule(String query, Verdict verdict) {
        return new Rule(new PlacementConstraint.MemberOf(ClusterQuery.parse(query)), verdict);
    }

    private static String attribute(ContainerInstance instance, String name) {
        return instance.attributes().getOrDefault(name, "");
    }

    private ContainerInstance instance(int number, int cpuUnits, int memoryMiB) {
        Map<String, String> attributes = new TreeMap<>();
        if (random.nextInt(8) > 0) {
            attributes.put(ZONE, pick(List.of("a", "b", "c")));
        }
        if (random.nextInt(2) == 0) {
            attributes.put("rack", pick(List.of("r1", "r2", "r3", "r4")));
        }
        return new ContainerInstance(
                "i" + number,
                new AvailabilityZone("a"),
                "custom",
                cpuUnits,
                memoryMiB,
                Math.max(0, random.nextInt(6) - 2),
                random.nextInt(4),
                random.nextInt(4) == 0 ? List.of(PORTS.get(0)) : List.of(),
                random.nextInt(2) == 0 ? Map.of("licence", 1 + random.nextInt(3)) : Map.of(),
                attributes,
                0);
    }

    private Kind kind() {
        String group = "g" + random.nextInt(3);
        List<Rule> rules = new ArrayList<>();
        while (random.nextInt(3) == 0 && rules.size() < 3) {
            rules.add(pick(RULES));
        }
        boolean plain = random.nextInt(2) == 0;
        List<HostPort> ports = plain || random.nextInt(3) > 0 ? List.of() : List.of(pick(PORTS));
        Demand demand = new Demand(
                random.nextInt(5) == 0 ? 0 : random.nextInt(1024),
                random.nextInt(5) == 0 ? 0 : random.nextInt(2048),
                plain || random.nextInt(3) > 0 ? 0 : 1 + random.nextInt(2),
                plain ? 0 : random.nextInt(2),
                ports,
                plain || random.nextInt(3) > 0 ? Map.of() : Map.of("licence", 1));
        return new Kind(group, random.nextInt(2) == 0, demand, List.copyOf(rules));
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
