package io.ecsim.benchmarks;

import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.controlplane.ControlPlane;
import io.ecsim.controlplane.NoFitPolicy;
import io.ecsim.controlplane.RunOptions;
import io.ecsim.controlplane.TaskSpec;
import io.ecsim.controlplane.World;
import io.ecsim.faults.FaultPlan;
import io.ecsim.model.ContainerDefinition;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.ContainerLifecycle;
import io.ecsim.model.HealthCheck;
import io.ecsim.model.NetworkMode;
import io.ecsim.model.Service;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.RunResult;
import io.ecsim.random.Streams;
import io.ecsim.schedulers.BuiltInStrategies;
import io.ecsim.services.ServicePlan;
import io.ecsim.services.ServiceUpdate;
import io.ecsim.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
 * A day of many services under a control plane: each has 20 tasks with a health check on a fleet of 2.5 instances a
 * service, and is deployed once. One operation is the whole day, cold, as a user would run it.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar ServiceDay}
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-Xms2g", "-Xmx2g"})
@State(Scope.Thread)
public class ServiceDayBenchmark {

    private static final long SECOND = 1_000_000;
    private static final long DAY = 86_400 * SECOND;
    private static final int TASKS = 20;

    @Param("2000")
    public int services = 2000;

    @Param("spread(attribute:ecs.availability-zone), binpack(memory)")
    public String strategy = "random";

    private @Nullable World world;

    /** Makes the world once: reading it is not what is measured. */
    @Setup(Level.Trial)
    public void build() {
        world = world(services);
    }

    /** Lives through the day. */
    @Benchmark
    public long day() {
        RunResult result = ClusterSimulation.run(
                Objects.requireNonNull(world),
                BuiltInStrategies.catalogue().parse(strategy),
                new Streams(1, 0),
                RunOptions.DEFAULT);
        return result.digest();
    }

    /** Returns the world: every service is deployed at an instant of its own between two and twenty-two hours. */
    static World world(int services) {
        List<ContainerInstance> instances = new ArrayList<>();
        for (int i = 0; i < services * 5 / 2; i++) {
            instances.add(ContainerInstance.of(
                    String.format(Locale.ROOT, "i-%05d", i), "zone-" + (char) ('a' + i % 3), 4096, 16_384));
        }
        List<TaskSpec> specs = new ArrayList<>();
        List<ServicePlan> plans = new ArrayList<>();
        for (int i = 0; i < services; i++) {
            String name = "service-" + i;
            int first = specs.size();
            for (int revision = 1; revision <= 2; revision++) {
                specs.add(new TaskSpec(definition(name, revision), "service:" + name, List.of(), true));
            }
            long at = 7200 * SECOND + i * (72_000 * SECOND / services);
            plans.add(new ServicePlan(
                    Service.replica(name, TASKS), first, List.of(ServiceUpdate.revision(at, first + 1))));
        }
        ControlPlane controlPlane =
                new ControlPlane(ControlPlane.DEFAULT.agents(), ControlPlane.DEFAULT.images(), plans);
        return new World(instances, specs, Workload.EMPTY, new NoFitPolicy.Wait(false), FaultPlan.NONE, DAY, 0)
                .with(controlPlane);
    }

    private static TaskDefinition definition(String name, int revision) {
        ContainerDefinition only = new ContainerDefinition(
                "app",
                256,
                512,
                0,
                0,
                true,
                List.of(),
                new ContainerLifecycle(
                        name + ":" + revision, List.of(), Optional.of(HealthCheck.DEFAULT), 0, 0, Optional.empty()));
        return new TaskDefinition(name, revision, NetworkMode.BRIDGE, 0, 0, List.of(only), List.of(), Map.of());
    }
}
