package io.ecsim.benchmarks;

import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.controlplane.RunOptions;
import io.ecsim.controlplane.World;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * A week of services under request curves, see {@link ServiceWeek}. One operation is the whole week, cold, as a user would
 * run it.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar ServiceWeek}
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-Xms2g", "-Xmx2g"})
@State(Scope.Thread)
public class ServiceWeekBenchmark {

    @Param("200")
    public int services = 200;

    @Param("spread(attribute:ecs.availability-zone), binpack(memory)")
    public String strategy = "random";

    private @Nullable World world;

    /** Makes the world once: reading it is not what is measured. */
    @Setup(Level.Trial)
    public void build() {
        world = ServiceWeek.world(services);
    }

    /** Lives through the week. */
    @Benchmark
    public long week() {
        RunResult result = ClusterSimulation.run(
                Objects.requireNonNull(world),
                BuiltInStrategies.catalogue().parse(strategy),
                new Streams(1, 0),
                RunOptions.DEFAULT);
        return result.digest();
    }
}
