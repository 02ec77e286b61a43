package io.ecsim.schedulers;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.cluster.InstanceStatus;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.placement.PlacementPipeline;
import io.ecsim.placement.Request;
import io.ecsim.placement.StrategyChain;
import io.ecsim.placement.StrategyProvider;
import io.ecsim.schedulers.HandOracle.Held;
import io.ecsim.schedulers.TestCluster.Mode;
import io.ecsim.schedulers.TestCluster.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Placement by index, by scan and by hand must agree on every decision of random worlds: places, releases, drains, lost
 * agents, instances that leave and join. {@code -Dsim.seed=N} plays one seed for every chain.
 */
class PlacementTwinTest {

    private static final int SEEDS = 125;

    private static final List<String> LONGER_CHAINS = List.of(
            "",
            "default-service",
            "spread(attribute:ecs.availability-zone), binpack(memory)",
            "spread(attribute:rack), spread(attribute:ecs.availability-zone), binpack(cpu)",
            "spread(attribute:ecs.availability-zone), first-fit",
            "spread(attribute:rack), worst-fit(cpu)",
            "spread(attribute:ecs.availability-zone), spread(instanceId), binpack(memory)",
            "spread(attribute:ecs.availability-zone), random",
            "spread(attribute:rack), power-of-two",
            "spread(attribute:rack), best-fit(sum)",
            "zone-headroom, best-fit(max)",
            "stranding-aware(0.9)",
            "spread(attribute:rack), weighted(1*spread(attribute:ecs.availability-zone) + 2*weighted-dot-product)",
            "weighted(1*zone-headroom + 0.25*cosine + 0.125*worst-fit(gpu))",
            "spread(attribute:rack), dot-product, round-robin",
            "binpack(memory), spread(instanceId)",
            "binpack(cpu), binpack(memory), spread(attribute:rack)",
            "binpack(memory), spread(attribute:ecs.availability-zone), random");

    static Stream<String> chains() {
        Stream<String> single = BuiltInStrategies.strategies().stream()
                .filter(strategy -> !strategy.standsAlone()) // their rounds have tests of their own
                .map(strategy -> strategy.info().name());
        return Stream.concat(single, LONGER_CHAINS.stream());
    }

    @ParameterizedTest
    @MethodSource("chains")
    void indexScanAndHandAgree(String chain) {
        Long only = Long.getLong("sim.seed");
        LongStream seeds =
                only == null ? LongStream.rangeClosed(1, Long.getLong("sim.seeds", SEEDS)) : LongStream.of(only);
        int placed = seeds.mapToInt(seed -> play(chain, seed)).sum();
        assertThat(placed).as("tasks placed by %s", chain).isPositive();
    }

    private static int play(String chain, long seed) {
        try {
            return new Game(chain, seed).play();
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(
                    "chain \"" + chain + "\", seed " + seed + "; replay: ./mvnw -pl schedulers -am test"
                            + " -Dtest=PlacementTwinTest -Dsurefire.failIfNoSpecifiedTests=false -Dsim.seed=" + seed
                            + "\n" + failure.getMessage(),
                    failure);
        }
    }

    /** One world, lived through three times at once. */
    private static final class Game {

        private final RandomWorld world;
        private final List<String> strategies;
        private final boolean pinned;
        private final HandOracle hand;
        private final TestCluster scan;
        private final TestCluster index;
        private final List<Task> scanKinds = new ArrayList<>();
        private final List<Task> indexKinds = new ArrayList<>();
        private int placed;

        Game(String chainText, long seed) {
            world = new RandomWorld(seed);
            StrategyChain chain = BuiltInStrategies.catalogue().parse(chainText);
            strategies = chain.strategies().stream()
                    .map(StrategyProvider::info)
                    .map(info -> info.name())
                    .toList();
            pinned = strategies.stream().noneMatch(HandOracle::isChoice);
            hand = new HandOracle(world.instances);
            scan = new TestCluster(chain, new Mode(false, false, seed), world.instances);
            index = new TestCluster(chain, new Mode(true, false, seed), world.instances);
            for (RandomWorld.Kind kind : world.kinds) {
                scanKinds.add(task(scan, kind));
                indexKinds.add(task(index, kind));
            }
        }

        private static Task task(TestCluster cluster, RandomWorld.Kind kind) {
            return cluster.kind(
                    kind.group(),
                    kind.demand(),
                    kind.service(),
                    kind.rules().stream().map(RandomWorld.Rule::constraint).toArray(PlacementConstraint[]::new));
        }

        int play() {
            boolean large = world.instances.size() > 64;
            int steps = large ? 400 : 60;
            for (int step = 0; step < steps; step++) {
                int dice = world.random.nextInt(100);
                if (dice < (large ? 85 : 70)) {
                    place();
                } else if (dice < 90) {
                    release();
                } else {
                    changeInstance();
                }
                if (step % (large ? 50 : 5) == 0) {
                    checkBooks(scan);
                    checkBooks(index);
                }
            }
            return placed;
        }

        private void place() {
            int number = world.random.nextInt(world.kinds.size());
            RandomWorld.Kind kind = world.kinds.get(number);
            boolean own = world.random.nextInt(3) == 0;
            int cpu = own ? world.random.nextInt(1500) : kind.demand().cpuUnits();
            int memory = own ? world.random.nextInt(3000) : kind.demand().memoryMiB();
            Held wanted = new Held(-1, kind, cpu, memory, kind.demand().gpus());

            List<Integer> legal = hand.legal(wanted, strategies);
            Task byScan = resized(scanKinds.get(number), wanted);
            Task byIndex = resized(indexKinds.get(number), wanted);
            int chosen = scan.pipeline.place(byScan.request());
            assertThat(index.pipeline.place(byIndex.request()))
                    .as("index against scan, %s", wanted)
                    .isEqualTo(chosen);
            if (legal.isEmpty()) {
                assertThat(chosen).as("nowhere to go, %s", wanted).isEqualTo(PlacementPipeline.NONE);
                return;
            }
            if (pinned) {
                assertThat(chosen).as("by hand, %s", wanted).isEqualTo(legal.get(0));
            } else {
                assertThat(legal).as("legal by hand, %s", wanted).contains(chosen);
            }
            scan.put(chosen, byScan);
            index.put(chosen, byIndex);
            hand.add(new Held(chosen, kind, cpu, memory, wanted.gpus()));
            placed++;
        }

        private static Task resized(Task task, Held wanted) {
            Request request = new Request(task.kind(), wanted.cpuUnits(), wanted.memoryMiB(), wanted.gpus());
            return new Task(task.kind(), task.needs(), request);
        }

        private void release() {
            if (hand.tasks() > 0) {
                release(world.random.nextInt(hand.tasks()));
            }
        }

        private void release(int position) {
            hand.remove(position);
            scan.release(scan.placed.get(position));
            index.release(index.placed.get(position));
        }

        private void changeInstance() {
            int instance = world.random.nextInt(world.instances.size());
            if (hand.status[instance] == InstanceStatus.INACTIVE) {
                hand.register(instance);
                scan.state.register(instance, 0);
                index.state.register(instance, 0);
            } else if (world.random.nextInt(3) == 0) {
                leave(instance);
            } else {
                InstanceStatus status = world.pick(List.of(InstanceStatus.ACTIVE, InstanceStatus.DRAINING));
                boolean connected = world.random.nextInt(2) == 0;
                set(instance, status, connected);
            }
        }

        private void leave(int instance) {
            for (int position = hand.tasks() - 1; position >= 0; position--) {
                if (hand.task(position).instance() == instance) {
                    release(position);
                }
            }
            hand.status[instance] = InstanceStatus.INACTIVE;
            scan.state.deregister(instance);
            index.state.deregister(instance);
        }

        private void set(int instance, InstanceStatus status, boolean connected) {
            hand.status[instance] = status;
            hand.connected[instance] = connected;
            scan.state.setStatus(instance, status, connected);
            index.state.setStatus(instance, status, connected);
        }

        private void checkBooks(TestCluster cluster) {
            assertThat(cluster.state.tasks()).isEqualTo(hand.tasks());
            for (int i = 0; i < world.instances.size(); i++) {
                int[] booked = {
                    cluster.state.cpuFree(i),
                    cluster.state.memoryFree(i),
                    cluster.state.gpusFree(i),
                    cluster.state.eniFree(i),
                    cluster.state.extraFree(i, "licence"),
                    cluster.state.tasks(i),
                    cluster.state.portsInUse(i).length
                };
                int[] counted = {
                    hand.cpuFree(i),
                    hand.memoryFree(i),
                    hand.gpusFree(i),
                    hand.eniFree(i),
                    hand.licencesFree(i),
                    hand.on(i).size(),
                    hand.portsInUse(i).size()
                };
                if (!Arrays.equals(booked, counted)
                        || Arrays.stream(booked).min().orElse(0) < 0) {
                    throw new AssertionError("instance " + i + " has " + Arrays.toString(booked) + ", by hand "
                            + Arrays.toString(counted));
                }
            }
        }
    }
}
