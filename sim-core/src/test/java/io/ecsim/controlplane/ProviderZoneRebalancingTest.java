package io.ecsim.controlplane;

import static io.ecsim.controlplane.ElasticWorld.MINUTE;
import static io.ecsim.controlplane.ElasticWorld.by;
import static io.ecsim.controlplane.ElasticWorld.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.capacity.CapacityProvider;
import io.ecsim.cluster.Task;
import io.ecsim.faults.FaultPlan;
import io.ecsim.faults.ZoneEvent;
import io.ecsim.model.Launch;
import io.ecsim.model.Service;
import io.ecsim.placement.StrategyProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Zone rebalancing of services that run on capacity providers of Auto Scaling groups. */
class ProviderZoneRebalancingTest {

    private static final long HOUR = 60 * MINUTE;

    /** Fills one zone before the next. */
    private static final StrategyProvider BY_NUMBER =
            StrategyProvider.ranking("by-number", "by number", (request, instance) -> instance.instance());

    private static Service balanced(int desired) {
        Service base = Service.replica("web", desired);
        return new Service(
                "web",
                base.cluster(),
                base.schedulingStrategy(),
                desired,
                base.deployment(),
                List.of(),
                0,
                true,
                Optional.empty());
    }

    /** Adds the provider of a group that scales by itself only. */
    private static ElasticWorld provider(ElasticWorld world, String name) {
        return world.provider(new CapacityProvider(name, Service.DEFAULT_CLUSTER, name, Optional.empty(), false, true));
    }

    private static List<Task> live(ElasticWorld world) {
        return world.tasks.values().stream().filter(task -> !task.stops()).toList();
    }

    private static Map<String, Integer> zones(ElasticWorld world) {
        Map<String, Integer> zones = new TreeMap<>();
        live(world).forEach(task -> zones.merge(world.zone(task.instance()), 1, Integer::sum));
        return zones;
    }

    /** R1.70, R1.73, R5.29: a zone is lost and comes back; the group moves back, and so do the tasks of the service. */
    @Test
    void aServiceMovesBackWithItsZone() {
        ElasticWorld world = provider(new ElasticWorld().group("g", 6, 6, 6, "a", "b", "c"), "g")
                .service(balanced(6), 256, 256, by("g"), List.of())
                .faults(new FaultPlan(
                        Optional.empty(),
                        List.of(new ZoneEvent("a", 30 * MINUTE, HOUR)),
                        Optional.empty(),
                        Optional.empty(),
                        FaultPlan.Recovery.NONE))
                .strategy(BY_NUMBER)
                .ticking()
                .open(3 * HOUR);
        assertThat(zones(world.to(29 * MINUTE))).isEqualTo(Map.of("a", 2, "b", 2, "c", 2));
        assertThat(zones(world.to(89 * MINUTE))).isEqualTo(Map.of("b", 3, "c", 3));
        assertThat(zones(world.to(3 * HOUR))).isEqualTo(Map.of("a", 2, "b", 2, "c", 2));
        assertThat(world.running()).isEqualTo(6);
    }

    /** R5.4, R5.5: tasks that move keep the split, and each is on a machine of the provider that it is bound to. */
    @Test
    void movedTasksKeepToTheirProvidersAndTheSplit() {
        ElasticWorld world = new ElasticWorld().group("od", 6, 6, 6, "a", "b").group("spot", 6, 6, 6, "a", "b");
        provider(provider(world, "od"), "spot")
                .service(balanced(10), 128, 128, by(item("od", 2, 1), item("spot", 0, 3)), List.of())
                .strategy(BY_NUMBER)
                .ticking()
                .open(HOUR);
        assertThat(zones(world.to(50 * MINUTE))).isEqualTo(Map.of("a", 5, "b", 5));
        assertThat(world.tasks.values().stream().map(Task::stoppedReason))
                .as("the service began in one zone")
                .anyMatch(reason -> reason.startsWith("Availability-zone rebalancing"));
        assertThat(world.bound("od")).isEqualTo(4);
        assertThat(world.bound("spot")).isEqualTo(6);
        assertThat(live(world))
                .allSatisfy(task -> assertThat(world.pool(task.instance())).isEqualTo(task.capacityProvider()));
    }

    /** R1.73: room there is not of the provider, or none at all: nothing starts, nothing waits, no group grows. */
    @Test
    void whatCannotMoveAtOnceStays() {
        ElasticWorld world = new ElasticWorld()
                .group("g", 0, 6, 2, "a")
                .provider("g", ElasticWorld.scaling(100))
                .group("other", 1, 1, 1, "b")
                .group("full", 1, 1, 1, "c");
        provider(world, "full")
                .service(balanced(6), 256, 256, by("g"), List.of())
                .runTask(0, 2048, 2048, 1, by("full"), Optional.empty())
                .runTask(0, 64, 64, 1, Launch.EC2, Optional.empty())
                .strategy(BY_NUMBER)
                .open(HOUR);
        for (long at = MINUTE; at <= HOUR; at += MINUTE) {
            world.to(at);
            assertThat(world.waiting()).isZero();
            assertThat(world.inService(0)).isLessThanOrEqualTo(2);
        }
        assertThat(live(world).stream()
                        .filter(task -> task.group().equals("service:web"))
                        .map(task -> world.zone(task.instance())))
                .hasSize(6)
                .containsOnly("a");
    }
}
