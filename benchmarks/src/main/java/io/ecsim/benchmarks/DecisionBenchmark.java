package io.ecsim.benchmarks;

import io.ecsim.cluster.ClusterState;
import io.ecsim.placement.PlacementPipeline;
import io.ecsim.placement.Request;
import io.ecsim.placement.RequestKind;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.StrategyChain;
import io.ecsim.random.SequentialStream;
import io.ecsim.random.Streams;
import io.ecsim.schedulers.BuiltInStrategies;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One decision with its reservation and one release, at about 70 % of CPU reserved on the mixed fleet of S', per
 * strategy and per number of instances, by index and by its twin, the scan.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar Decision}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:+UseSerialGC"})
@State(Scope.Thread)
@NullUnmarked // JMH fills the fields before it measures
public class DecisionBenchmark {

    private static final int DECISIONS = 1_000;
    private static final double LOAD = 0.7;

    @Param({"100", "1000", "10000"})
    public int instances;

    @Param({"index", "scan"})
    public String lookup;

    @Param({
        "binpack(memory)",
        "spread(attribute:ecs.availability-zone), binpack(memory)",
        "spread(instanceId)",
        "random",
        "first-fit",
        "dot-product",
        "round-robin",
        "power-of-two",
        "next-fit",
        "best-fit(sum)",
        "weighted-dot-product",
        "l2-norm",
        "cosine",
        "tetris",
        "most-allocated",
        "stranding-aware(0.5)",
        "lifetime-aware(0.9)",
        "zone-headroom",
        "weighted(0.7*binpack(memory) + 0.3*least-allocated)"
    })
    public String strategy;

    private ClusterState cluster;
    private PlacementPipeline pipeline;
    private RequestKind[] kinds;
    private Request request;
    private SequentialStream random;

    /** The tasks placed: instance, kind, CPU, memory. */
    private int[] placed;

    private int live;

    /** Fills the cluster by the strategy itself. */
    @Setup(Level.Trial)
    public void fill() {
        var world = BenchmarkWorld.world("S'", instances, LOAD);
        cluster = new ClusterState(world.instances());
        kinds = world.tasks().stream()
                .map(task -> RequestKind.of(cluster, task.definition().demand(), task.group(), List.of(), false))
                .toArray(RequestKind[]::new);
        StrategyChain chain = BuiltInStrategies.catalogue().parse(strategy);
        RunContext context = new RunContext(cluster, new Streams(3, 0), strategy);
        pipeline = new PlacementPipeline(cluster, chain, context, lookup.equals("index"), false);
        for (int i = 0; i < cluster.instances(); i++) {
            cluster.register(i, 0);
        }
        request = new Request(kinds[0], 0, 0, 0);
        random = new Streams(4, 0).sequential("tasks");
        live = (int) (BenchmarkWorld.tasksPerSecond("S'", instances, LOAD) * BenchmarkWorld.MEAN_RUN_SECONDS);
        placed = new int[4 * live];
        for (int i = 0; i < live; i++) {
            place(i);
        }
        for (int i = 0; i < 4 * live; i++) { // mix until the first filling no longer shows
            replace();
        }
    }

    private void place(int slot) {
        int kind = random.nextInt(kinds.length);
        int cpu = BenchmarkWorld.LEAST_CPU + random.nextInt(BenchmarkWorld.MOST_CPU - BenchmarkWorld.LEAST_CPU + 1);
        int memory = BenchmarkWorld.LEAST_MEMORY
                + random.nextInt(BenchmarkWorld.MOST_MEMORY - BenchmarkWorld.LEAST_MEMORY + 1);
        int instance = pipeline.place(request.set(kinds[kind], cpu, memory, 0));
        if (instance == PlacementPipeline.NONE) {
            throw new IllegalStateException("no room at " + LOAD);
        }
        cluster.reserve(instance, kinds[kind].needs(), cpu, memory, 0);
        placed[4 * slot] = instance;
        placed[4 * slot + 1] = kind;
        placed[4 * slot + 2] = cpu;
        placed[4 * slot + 3] = memory;
    }

    private void replace() {
        int slot = random.nextInt(live);
        cluster.release(
                placed[4 * slot], kinds[placed[4 * slot + 1]].needs(), placed[4 * slot + 2], placed[4 * slot + 3], 0);
        place(slot);
    }

    /** Releases a task at random and places another; the time is that of one pair. */
    @Benchmark
    @OperationsPerInvocation(DECISIONS)
    public int releaseAndPlace() {
        for (int i = 0; i < DECISIONS; i++) {
            replace();
        }
        return cluster.instancesInUse();
    }

    /** Says where the tasks are, so that two builds that did the same number of decisions can be compared. */
    @TearDown(Level.Trial)
    public void tell() {
        long digest = 1;
        for (int value : placed) {
            digest = 31 * digest + value;
        }
        System.out.printf("%ndigest of placements %016x%n", digest);
    }
}
