package io.ecsim.benchmarks;

import io.ecsim.controlplane.ClusterSimulation;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * Tasks a second through the whole house: arrival, placement, run, release, metrics (models.md M13). One operation is
 * one stretch of simulated time; the counter {@code tasks} is what to quote.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar WholeRun}
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
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
public class WholeRunBenchmark {

    @Param({"S", "S'"})
    public String scenario = "S";

    @Param({"1000", "10000"})
    public int instances;

    @Param({"70"})
    public int loadPercent;

    @Param({"binpack(memory)", "spread(attribute:ecs.availability-zone), binpack(memory)", "random"})
    public String strategy = "random";

    private @Nullable ClusterSimulation run;
    private long nowMicros;
    private long stepMicros;

    /** Tasks that arrived in an iteration, and the load they ran under. */
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Counters {
        public long tasks;
    }

    @Setup(Level.Trial)
    public void open() {
        double load = loadPercent / 100.0;
        run = BenchmarkWorld.openSteady(scenario, instances, load, strategy);
        nowMicros = (long) (BenchmarkWorld.MEAN_RUN_SECONDS * 1e6);
        stepMicros = (long) (20_000 / BenchmarkWorld.tasksPerSecond(scenario, instances, load) * 1e6);
    }

    @Benchmark
    public long advance(Counters counters) {
        ClusterSimulation opened = opened();
        long before = opened.arrived();
        nowMicros += stepMicros;
        opened.advanceTo(nowMicros);
        counters.tasks += opened.arrived() - before;
        return opened.running();
    }

    /** Fails when the run is not the one it claims to be. */
    @TearDown(Level.Trial)
    public void verify() {
        ClusterSimulation opened = opened();
        long expected = Math.round(BenchmarkWorld.tasksPerSecond(scenario, instances, loadPercent / 100.0)
                * BenchmarkWorld.MEAN_RUN_SECONDS);
        if (loadPercent <= 90 && Math.abs(opened.running() - expected) > expected / 5) {
            throw new IllegalStateException(opened.running() + " tasks running, expected about " + expected);
        }
        System.out.printf(
                "%nrunning %d, waiting %d, digest of placements %016x%n",
                opened.running(), opened.waiting(), opened.finish().digest());
        opened.close();
    }

    private ClusterSimulation opened() {
        return Objects.requireNonNull(run, "open() has not run");
    }
}
