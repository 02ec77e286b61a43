package io.ecsim.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.InstanceListener;
import io.ecsim.cluster.InstanceStatus;
import io.ecsim.cluster.InstanceView;
import io.ecsim.model.AvailabilityZone;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Demand;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.random.RandomStream;
import io.ecsim.random.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The index of costs by demand answers as the plain scan does, in key and instance. */
class DemandIndexTest {

    private static final int KINDS = 4;
    private static final int STEPS = 600;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 120);
    }

    /** Few costs, so that many instances tie, from all that such a ranking may look at. */
    private static long cost(Request request, InstanceView instance) {
        long sum = request.cpuUnits() * 7L + instance.cpuFree() / 500 + 3L * instance.memoryFree() / 700;
        for (int device = 0; device < instance.devices(); device++) {
            sum += instance.deviceMilliFree(device) >= request.gpuMilli() ? device + 1 : 0;
        }
        return sum % 5 - 2 + instance.tasksOfGroup(request.group()) % 2;
    }

    /** R1.30 and the order of the scan. */
    @ParameterizedTest
    @MethodSource("seeds")
    void answersAsTheScanDoes(long seed) {
        new World(seed).play();
    }

    private record Held(int instance, RequestKind kind, Demand demand, long devices) {}

    private static final class World implements InstanceListener {

        private final long seed;
        private final RandomStream random;
        private final ClusterState cluster;
        private final List<RequestKind> kinds = new ArrayList<>();
        private final List<Demand> demands = new ArrayList<>();
        private final List<Held> held = new ArrayList<>();
        private final ScanSelector scan;
        private final DemandIndex index;
        private final Request request;

        World(long seed) {
            this.seed = seed;
            random = new Streams(seed, 0).sequential("demand index");
            List<ContainerInstance> fleet = new ArrayList<>();
            int size = 1 + random.nextInt(60);
            for (int i = 0; i < size; i++) {
                fleet.add(instance(i));
            }
            cluster = new ClusterState(fleet);
            boolean shares = random.nextInt(3) > 0;
            if (shares) {
                cluster.shareGpus();
            }
            cluster.trackGroupsByInstance();
            for (int i = 0; i < KINDS; i++) {
                List<PlacementConstraint> constraints =
                        random.nextInt(3) == 0 ? List.of(new PlacementConstraint.DistinctInstance()) : List.of();
                kinds.add(RequestKind.of(cluster, Demand.of(1, 1), "g" + i % 3, constraints, random.nextInt(2) == 0));
            }
            for (int i = 0; i < 8; i++) {
                demands.add(demand(shares));
            }
            Feasibility feasibility = new Feasibility(cluster);
            DemandRanking ranking = DemandIndexTest::cost;
            scan = new ScanSelector(cluster, feasibility, List.of(ranking));
            index = new DemandIndex(cluster, feasibility, ranking, random.nextInt(2) == 0 ? 200 : 100_000);
            request = new Request(kinds.get(0), 0, 0, 0);
            cluster.listen(this);
        }

        private ContainerInstance instance(int number) {
            return new ContainerInstance(
                    "i" + number,
                    new AvailabilityZone("a"),
                    "custom",
                    1000 + random.nextInt(4000),
                    1000 + random.nextInt(4000),
                    random.nextInt(5),
                    0,
                    List.of(),
                    Map.of(),
                    Map.of(),
                    0);
        }

        private Demand demand(boolean shares) {
            Demand plain =
                    new Demand(random.nextInt(800), random.nextInt(800), random.nextInt(6) / 4, 0, List.of(), Map.of());
            return shares && plain.gpus() == 0 && random.nextInt(2) == 0
                    ? plain.sharing(1 + random.nextInt(999))
                    : plain;
        }

        void play() {
            for (int step = 0; step < STEPS; step++) {
                int dice = random.nextInt(100);
                if (dice < 60) {
                    place(step);
                } else if (dice < 75) {
                    release();
                } else {
                    change(random.nextInt(cluster.instances()));
                }
            }
        }

        private void place(int step) {
            RequestKind kind = kinds.get(random.nextInt(KINDS));
            Demand demand = random.nextInt(5) == 0
                    ? Demand.of(random.nextInt(900), random.nextInt(900))
                    : demands.get(random.nextInt(demands.size()));
            long[] byScan = new long[3];
            long[] byIndex = new long[3];
            int expected = scan.select(request.of(kind, demand), byScan, 0);
            assertThat(index.select(request, byIndex, 0))
                    .as("seed %s, step %s, %s", seed, step, demand)
                    .isEqualTo(expected);
            if (expected == Selector.NONE) {
                return;
            }
            assertThat(byIndex).as("key, seed %s, step %s", seed, step).isEqualTo(byScan);
            long devices = devices(demand, expected);
            cluster.reserve(expected, kind.needs(), demand, devices);
            held.add(new Held(expected, kind, demand, devices));
        }

        private long devices(Demand demand, int instance) {
            if (!cluster.sharesGpus() || demand.gpus() > 0) {
                return cluster.sharesGpus() ? cluster.lowestFreeDevices(instance, demand.gpus()) : 0;
            }
            return demand.gpuMilli() == 0
                    ? 0
                    : 1L << DeviceChooser.fullest(request, cluster.newView().at(instance));
        }

        private void release() {
            if (!held.isEmpty()) {
                release(held.remove(random.nextInt(held.size())));
            }
        }

        private void release(Held task) {
            cluster.release(task.instance(), task.kind().needs(), task.demand(), task.devices());
        }

        private void change(int instance) {
            if (cluster.status(instance) == InstanceStatus.INACTIVE) {
                cluster.register(instance, 0);
            } else if (random.nextInt(4) == 0) {
                held.stream().filter(task -> task.instance() == instance).forEach(this::release);
                held.removeIf(task -> task.instance() == instance);
                cluster.deregister(instance);
            } else {
                cluster.setStatus(instance, InstanceStatus.ACTIVE, random.nextInt(4) > 0);
            }
        }

        @Override
        public void changed(int instance) {
            if (cluster.eligible(instance)) {
                scan.changed(instance);
                index.changed(instance);
            }
        }

        @Override
        public void joined(int instance) {
            scan.add(instance);
            index.add(instance);
        }

        @Override
        public void left(int instance) {
            scan.remove(instance);
            index.remove(instance);
        }
    }

    @Test
    void costsOnlyWhatChangedSinceTheDemandWasAskedForLast() {
        List<ContainerInstance> fleet = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            fleet.add(ContainerInstance.of("i" + i, "a", 4096, 4096));
        }
        ClusterState cluster = new ClusterState(fleet);
        RequestKind kind = RequestKind.of(cluster, Demand.of(1, 1), "g", List.of(), false);
        DemandIndex index = new DemandIndex(cluster, new Feasibility(cluster), (asked, instance) -> instance.cpuFree());
        for (int i = 0; i < 100; i++) {
            cluster.register(i, 0);
            index.add(i);
        }
        Request request = new Request(kind, 100, 100, 0);
        long[] key = new long[3];
        index.select(request, key, 0);
        assertThat(index.select(request, key, 0)).isZero();
        assertThat(index.probes).as("scanned once, costed once").isEqualTo(200);
        for (int i = 0; i < 3; i++) {
            cluster.reserve(7, kind.needs(), 100, 100, 0);
            index.changed(7);
        }
        assertThat(index.select(request, key, 0)).isEqualTo(7);
        assertThat(index.probes).as("three changes of one instance").isEqualTo(201);
    }

    @Test
    void refusesACostThatStandsForNone() {
        ClusterState cluster = new ClusterState(List.of(ContainerInstance.of("i", "a", 10, 10)));
        RequestKind kind = RequestKind.of(cluster, Demand.of(1, 1), "g", List.of(), false);
        DemandIndex index = new DemandIndex(cluster, new Feasibility(cluster), (asked, instance) -> Long.MAX_VALUE);
        cluster.register(0, 0);
        index.add(0);

        assertThatThrownBy(() -> index.select(new Request(kind, 1, 1, 0), new long[3], 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the cost of a ranking by demand must be below 9223372036854775807");
    }
}
