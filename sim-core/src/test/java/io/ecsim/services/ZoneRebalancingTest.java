package io.ecsim.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.cluster.Task;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.DeploymentConfiguration;
import io.ecsim.model.PlacementStrategy;
import io.ecsim.model.PlacementStrategy.Spread;
import io.ecsim.model.SchedulingStrategy;
import io.ecsim.model.Service;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.EventLevel;
import io.ecsim.random.SequentialStream;
import io.ecsim.random.Streams;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneRebalancingTest {

    private static final TaskDefinition WEB = TaskDefinition.of("web", 1, 1);

    /** One instance in each zone; a zone may be full. */
    private static final class Zones implements ZoneRebalancing.Operations {
        final PlacedTasks tasks;
        final List<String> names;
        final List<String> heard = new ArrayList<>();
        final Set<String> full = new TreeSet<>();
        final Set<Task> healthy = new LinkedHashSet<>();
        final Set<Task> kept = new LinkedHashSet<>();
        final List<String> reasons = new ArrayList<>();
        final ZoneRebalancing rebalancing;

        Zones(int... counts) {
            names = List.of("a", "b", "c", "d").subList(0, counts.length);
            tasks = new PlacedTasks(names.stream()
                    .map(zone -> ContainerInstance.of("i-" + zone, zone, 1000, 1000))
                    .toArray(ContainerInstance[]::new));
            for (int zone = 0; zone < counts.length; zone++) {
                for (int i = 0; i < counts[zone]; i++) {
                    healthy.add(tasks.running(zone, WEB, 0));
                }
            }
            ScaleIn scaleIn = new ScaleIn(
                    tasks.cluster,
                    Service.replica("s", 1),
                    new Streams(1, 0).keyed("x"),
                    ScaleIn.TieBreak.LATEST_START,
                    kept::contains);
            rebalancing = new ZoneRebalancing(new TreeSet<>(names), this::zone, scaleIn, kept::contains, this);
        }

        String zone(Task task) {
            return names.get(task.instance());
        }

        void look(int room) {
            rebalancing.look(List.copyOf(tasks.all), healthy::contains, room, Integer.MAX_VALUE);
        }

        void allHealthy() {
            healthy.addAll(tasks.all);
        }

        Map<String, Integer> counts() {
            Map<String, Integer> counts = new TreeMap<>();
            names.forEach(name -> counts.put(name, 0));
            tasks.all.forEach(task -> counts.merge(zone(task), 1, Integer::sum));
            return counts;
        }

        @Override
        public Optional<Task> startIn(String zone) {
            return full.contains(zone) ? Optional.empty() : Optional.of(tasks.running(names.indexOf(zone), WEB, 9));
        }

        @Override
        public void stop(List<Task> victims, String reason) {
            victims.forEach(tasks::stop);
            reasons.add(reason);
        }

        @Override
        public String deploymentId() {
            return "ecs-svc/7";
        }

        @Override
        public String ids(List<Task> list) {
            return " (" + list.size() + ")";
        }

        @Override
        public void say(String what) {
            heard.add(what);
        }

        @Override
        public void act(EventLevel level, String eventName, String reason) {
            heard.add(level + " " + eventName);
        }
    }

    /** R1.70, R1.71, R1.75, W38. */
    @Test
    void movesFromTheFullestZonesToTheEmptiest() {
        Zones zones = new Zones(4, 1, 0);
        zones.look(5);
        assertThat(zones.counts()).containsEntry("a", 4).containsEntry("b", 2).containsEntry("c", 1);
        assertThat(zones.rebalancing.extra()).isEqualTo(2);
        zones.look(3);
        assertThat(zones.counts())
                .as("nothing stops before the starts are healthy")
                .containsEntry("a", 4);
        zones.allHealthy();
        zones.look(3);
        assertThat(zones.counts()).isEqualTo(Map.of("a", 2, "b", 2, "c", 1));
        assertThat(zones.reasons).containsExactly("Availability-zone rebalancing initiated by (deployment ecs-svc/7)");
        zones.look(5);
        assertThat(zones.rebalancing.inProgress()).isFalse();
        assertThat(zones.heard)
                .containsExactly(
                        "is not AZ balanced with 4 tasks in a, 1 in b, and 0 in c. AZ Rebalancing in progress.",
                        "INFO SERVICE_REBALANCING_STARTED",
                        "has started 1 tasks in b to AZ Rebalance: (1)",
                        "INFO TASKS_STARTED",
                        "has started 1 tasks in c to AZ Rebalance: (1)",
                        "INFO TASKS_STARTED",
                        "has stopped 2 running tasks in a due to AZ rebalancing: (2)",
                        "INFO TASKS_STOPPED",
                        "is AZ balanced with 2 tasks in a, 2 tasks in b, and 1 tasks in c.",
                        "INFO SERVICE_REBALANCING_COMPLETED");
    }

    /** R1.71: 1 + 2 and 1 + 2 + 2 are balanced. */
    @Test
    void leavesBalancedZonesAlone() {
        for (int[] counts : new int[][] {{1, 2}, {1, 2, 2}, {0, 0, 1}}) {
            Zones zones = new Zones(counts);
            zones.look(5);
            assertThat(zones.heard).isEmpty();
        }
    }

    /** R1.70, R4.10: no more starts than the upper limit leaves; the rest follows in another round. */
    @Test
    void roundsAreAsLargeAsTheUpperLimitAllows() {
        Zones zones = new Zones(4, 1, 0);
        zones.look(1);
        assertThat(zones.counts()).containsEntry("b", 1).containsEntry("c", 1);
        zones.allHealthy();
        zones.look(0);
        zones.look(1);
        zones.allHealthy();
        zones.look(0);
        zones.look(1);
        assertThat(zones.counts()).isEqualTo(Map.of("a", 2, "b", 2, "c", 1));
        assertThat(zones.heard.stream().filter("INFO SERVICE_REBALANCING_STARTED"::equals))
                .hasSize(1);
    }

    /** R1.73: a zone without room is left out, said, and not tried again before something changes. */
    @Test
    void fullZoneIsLeftOut() {
        Zones zones = new Zones(4, 1, 0);
        zones.full.add("c");
        zones.look(5);
        assertThat(zones.counts()).isEqualTo(Map.of("a", 4, "b", 2, "c", 0));
        zones.allHealthy();
        zones.look(5);
        zones.look(5);
        assertThat(zones.counts()).isEqualTo(Map.of("a", 3, "b", 2, "c", 0));
        assertThat(zones.heard)
                .contains(
                        "is unable to place a task in c because no container instance met all of its requirements.",
                        "ERROR SERVICE_TASK_PLACEMENT_FAILURE")
                .endsWith("stopped AZ Rebalancing.", "INFO SERVICE_REBALANCING_STOPPED");
        int said = zones.heard.size();
        zones.look(5);
        assertThat(zones.heard).hasSize(said);
        zones.full.clear();
        zones.rebalancing.tryAgain();
        zones.look(5);
        assertThat(zones.counts()).containsEntry("c", 1);
    }

    /** R1.67, R1.75: protection ends it, and nothing is started that could not be balanced by a stop. */
    @Test
    void protectionInterrupts() {
        Zones zones = new Zones(3, 0);
        zones.kept.addAll(zones.tasks.all);
        zones.look(3);
        assertThat(zones.counts()).containsEntry("b", 0);
        assertThat(zones.heard).contains("INFO TASKSET_SCALE_IN_FAILURE_BY_TASK_PROTECTION");
        zones.kept.clear();
        zones.rebalancing.tryAgain();
        zones.look(3);
        zones.allHealthy();
        zones.kept.addAll(zones.tasks.all);
        zones.look(2);
        assertThat(zones.counts()).isEqualTo(Map.of("a", 3, "b", 1));
        assertThat(zones.heard).endsWith("stopped AZ Rebalancing.", "INFO SERVICE_REBALANCING_STOPPED");
        assertThat(zones.rebalancing.extra())
                .as("what was started too much is scaled in")
                .isZero();
    }

    /** R1.75: a deployment ends it. */
    @Test
    void deploymentInterrupts() {
        Zones zones = new Zones(3, 0);
        zones.look(3);
        zones.rebalancing.interrupt();
        assertThat(zones.rebalancing.extra()).isZero();
        assertThat(zones.heard).endsWith("stopped AZ Rebalancing.", "INFO SERVICE_REBALANCING_STOPPED");
    }

    /** R1.72, R1.74, W38: what keeps a service out. */
    @Test
    void appliesToSpreadReplicaServicesOnly() {
        Spread zone = new Spread("attribute:ecs.availability-zone");
        assertThat(applies(SchedulingStrategy.REPLICA, 200, true, false)).isTrue();
        assertThat(applies(SchedulingStrategy.REPLICA, 200, true, false, zone, new Spread("instanceId")))
                .isTrue();
        assertThat(applies(SchedulingStrategy.REPLICA, 200, true, false, new Spread("instanceId"), zone))
                .isFalse();
        assertThat(applies(SchedulingStrategy.REPLICA, 200, true, false, new PlacementStrategy.Random()))
                .isFalse();
        assertThat(applies(SchedulingStrategy.REPLICA, 100, true, false)).isFalse();
        assertThat(applies(SchedulingStrategy.REPLICA, 200, false, false)).isFalse();
        assertThat(applies(SchedulingStrategy.REPLICA, 200, true, true)).isFalse();
        assertThat(applies(SchedulingStrategy.DAEMON, 200, true, false)).isFalse();
    }

    private static boolean applies(
            SchedulingStrategy scheduling,
            int maximumPercent,
            boolean asked,
            boolean constrainsZone,
            PlacementStrategy... chain) {
        DeploymentConfiguration plain = DeploymentConfiguration.DEFAULT;
        DeploymentConfiguration deployment =
                new DeploymentConfiguration(0, maximumPercent, plain.strategy(), plain.circuitBreaker());
        Service service = new Service(
                "s",
                "default",
                scheduling,
                5,
                deployment,
                List.of(),
                0,
                asked,
                chain.length == 0 ? Optional.empty() : Optional.of(List.of(chain)));
        return ZoneRebalancing.applies(service, deployment, constrainsZone);
    }

    /** R1.70, R1.71: whatever the counts, it ends balanced, and never has fewer tasks than at first. */
    @ParameterizedTest
    @ValueSource(ints = 300)
    void endsBalanced(int cases) {
        for (int seed = 0; seed < cases; seed++) {
            SequentialStream random = new Streams(seed, 0).sequential("case");
            int[] counts = new int[2 + random.nextInt(3)];
            for (int zone = 0; zone < counts.length; zone++) {
                counts[zone] = random.nextInt(12);
            }
            Zones zones = new Zones(counts);
            int desired = zones.tasks.all.size();
            int upper = desired + 1 + random.nextInt(desired + 1);
            for (int i = 0; i < 200; i++) {
                zones.look(upper - zones.tasks.all.size());
                assertThat(zones.tasks.all.size()).as("seed %s", seed).isBetween(desired, upper);
                if (random.nextInt(2) == 0) {
                    zones.allHealthy();
                }
            }
            List<Integer> after = List.copyOf(zones.counts().values());
            int least = after.stream().min(Integer::compare).orElseThrow();
            int most = after.stream().max(Integer::compare).orElseThrow();
            assertThat(most - least).as("seed %s: %s", seed, after).isLessThanOrEqualTo(1);
            assertThat(zones.tasks.all).as("seed %s", seed).hasSize(desired);
            assertThat(zones.rebalancing.inProgress()).isFalse();
        }
    }
}
