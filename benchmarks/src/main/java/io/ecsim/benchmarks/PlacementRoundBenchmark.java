package io.ecsim.benchmarks;

import io.ecsim.cluster.ClusterState;
import io.ecsim.placement.Batch;
import io.ecsim.placement.BatchPlan;
import io.ecsim.placement.PlacementPipeline;
import io.ecsim.placement.Request;
import io.ecsim.placement.RequestKind;
import io.ecsim.placement.RunContext;
import io.ecsim.random.SequentialStream;
import io.ecsim.random.Streams;
import io.ecsim.schedulers.BuiltInStrategies;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One whole round on the mixed fleet of S' at about 70 % of CPU reserved: the batch is made, planned and reserved. All tasks
 * of the round differ in what they ask for, so that each is a demand class of its own: the most work there is.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar PlacementRound}
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 4)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:+UseSerialGC"})
@State(Scope.Thread)
@NullUnmarked // JMH fills the fields before it measures
public class PlacementRoundBenchmark {

    private static final double LOAD = 0.7;

    @Param({"10000"})
    public int instances;

    @Param({"1000"})
    public int tasks;

    @Param({
        "min-cost-flow(binpack(memory), 10s)",
        "min-cost-flow(dot-product, 10s)",
        "min-cost-flow(spread(instanceId), 10s)",
        "look-ahead(binpack(memory), 10s)"
    })
    public String strategy;

    private ClusterState cluster;
    private PlacementPipeline pipeline;
    private RequestKind[] kinds;
    private RequestKind[] kindOfTask;
    private Request[] requests;
    private int[] instanceOfTask;

    /** Fills the cluster by best fit and draws the tasks of the round. */
    @Setup(Level.Trial)
    public void fill() {
        var world = BenchmarkWorld.world("S'", instances, LOAD);
        cluster = new ClusterState(world.instances());
        kinds = world.tasks().stream()
                .map(task -> RequestKind.of(cluster, task.definition().demand(), task.group(), List.of(), false))
                .toArray(RequestKind[]::new);
        RunContext context = new RunContext(cluster, new Streams(3, 0), strategy);
        pipeline = new PlacementPipeline(cluster, BuiltInStrategies.catalogue().parse(strategy), context, true, false);
        for (int i = 0; i < cluster.instances(); i++) {
            cluster.register(i, 0);
        }
        SequentialStream random = new Streams(4, 0).sequential("tasks");
        int live = (int) (BenchmarkWorld.tasksPerSecond("S'", instances, LOAD) * BenchmarkWorld.MEAN_RUN_SECONDS);
        for (int placed = 0; placed < live; ) {
            RequestKind kind = kinds[random.nextInt(kinds.length)];
            Request request = request(kind, random);
            int instance = random.nextInt(instances); // scattered, so that what is free differs everywhere
            if (pipeline.feasible(request, instance)) {
                cluster.reserve(instance, kind.needs(), request.cpuUnits(), request.memoryMiB(), 0);
                placed++;
            }
        }
        requests = new Request[tasks];
        kindOfTask = new RequestKind[tasks];
        for (int task = 0; task < tasks; task++) {
            kindOfTask[task] = kinds[random.nextInt(kinds.length)];
            requests[task] = request(kindOfTask[task], random);
        }
        instanceOfTask = new int[tasks];
    }

    private static Request request(RequestKind kind, SequentialStream random) {
        int cpu = BenchmarkWorld.LEAST_CPU + random.nextInt(BenchmarkWorld.MOST_CPU - BenchmarkWorld.LEAST_CPU + 1);
        int memory = BenchmarkWorld.LEAST_MEMORY
                + random.nextInt(BenchmarkWorld.MOST_MEMORY - BenchmarkWorld.LEAST_MEMORY + 1);
        return new Request(kind, cpu, memory, 0);
    }

    /** Plans a batch and reserves what it proposes, as a round of the control plane does. */
    @Benchmark
    public int round() {
        Batch batch = pipeline.newBatch();
        for (Request request : requests) {
            batch.add(request);
        }
        BatchPlan plan = pipeline.planner().orElseThrow().plan(batch);
        Arrays.fill(instanceOfTask, PlacementPipeline.NONE);
        int placed = 0;
        for (int proposal = 0; proposal < plan.size(); proposal++) {
            int task = plan.task(proposal);
            if (instanceOfTask[task] == PlacementPipeline.NONE) {
                int proposed = plan.instance(proposal);
                int instance = proposed == BatchPlan.BY_CHAIN
                        ? pipeline.place(requests[task])
                        : pipeline.placePlanned(requests[task], proposed);
                if (instance != PlacementPipeline.NONE) {
                    reserve(task, instance);
                    placed++;
                }
            }
        }
        return placed;
    }

    private void reserve(int task, int instance) {
        Request request = requests[task];
        cluster.reserve(instance, kindOfTask[task].needs(), request.cpuUnits(), request.memoryMiB(), 0);
        instanceOfTask[task] = instance;
    }

    /** Releases the tasks of the round, so that the next meets the same cluster. */
    @TearDown(Level.Invocation)
    public void release() {
        for (int task = 0; task < tasks; task++) {
            if (instanceOfTask[task] != PlacementPipeline.NONE) {
                Request request = requests[task];
                cluster.release(
                        instanceOfTask[task], kindOfTask[task].needs(), request.cpuUnits(), request.memoryMiB(), 0);
            }
        }
    }
}
