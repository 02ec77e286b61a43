package io.ecsim.benchmarks;

import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.controlplane.NoFitPolicy;
import io.ecsim.controlplane.RunOptions;
import io.ecsim.controlplane.World;
import io.ecsim.faults.FaultPlan;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.random.Streams;
import io.ecsim.schedulers.BuiltInStrategies;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
 * The same drawn tasks of S at 70 %, placed by {@code binpack(memory)}, from the first to the last end, in ecsim by index
 * and by scan and in other simulators. One operation is the whole run, building the cluster included.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 8)
@Measurement(iterations = 5)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "-XX:+UseSerialGC",
            "-Xms2g",
            "-Xmx2g",
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:+UseTransparentHugePages"
        })
@State(Scope.Thread)
public class PeersBenchmark {

    private static final long HORIZON_SLACK_MICROS = 3_600_000_000L;
    private static final long SAMPLE_MICROS = 60_000_000L;

    @Param({"ecsim", "ecsim by scan", "SSJ", "CloudSim Plus"})
    public String simulator = "ecsim";

    @Param({"1000"})
    public int instances;

    @Param({"200000"})
    public int tasks;

    private @Nullable DrawnTasks drawn;
    private @Nullable PeerResult found;

    @Setup(Level.Trial)
    public void draw() {
        drawn = DrawnTasks.draw(instances, tasks);
    }

    /** Runs all tasks. */
    @Benchmark
    public Object run() {
        PeerResult result = run(simulator, Objects.requireNonNull(drawn));
        found = result;
        return result;
    }

    /** Fails when the work done was not that of ecsim. */
    @TearDown(Level.Trial)
    public void compare() {
        PeerResult result = Objects.requireNonNull(found);
        PeerResult ours = run("ecsim", Objects.requireNonNull(drawn));
        result.requireSameAs(ours, simulator);
        System.out.printf("%nfound %s, ecsim %s%n", result, ours);
    }

    static PeerResult run(String simulator, DrawnTasks tasks) {
        return switch (simulator) {
            case "ecsim" -> ecsim(tasks, RunOptions.Lookup.INDEXED);
            case "ecsim by scan" -> ecsim(tasks, RunOptions.Lookup.SCAN);
            case "SSJ" -> SsjPeer.run(tasks);
            case "CloudSim Plus" -> CloudSimPlusPeer.run(tasks);
            default -> throw new IllegalArgumentException("there is no simulator " + simulator);
        };
    }

    private static PeerResult ecsim(DrawnTasks tasks, RunOptions.Lookup lookup) {
        World drawnFrom = BenchmarkWorld.world(DrawnTasks.SCENARIO, tasks.instances, DrawnTasks.LOAD);
        long horizonMicros = tasks.lastEndMicros() + HORIZON_SLACK_MICROS;
        World world = new World(
                drawnFrom.instances(),
                drawnFrom.tasks(),
                tasks.workload(),
                new NoFitPolicy.Wait(false),
                FaultPlan.NONE,
                horizonMicros,
                0);
        RunResult result = ClusterSimulation.run(
                world,
                BuiltInStrategies.catalogue().parse("binpack(memory)"),
                new Streams(42, 0),
                new RunOptions(
                        lookup,
                        RunOptions.TieBreak.REGISTRATION,
                        RunOptions.Checks.OFF,
                        Math.toIntExact(horizonMicros / SAMPLE_MICROS)));
        double registeredCpuUnits = 8192.0 * tasks.instances;
        return new PeerResult(
                result.counts().completed(),
                result.value(Metric.ALLOCATED_CPU) * registeredCpuUnits,
                result.value(Metric.IN_USE));
    }
}
