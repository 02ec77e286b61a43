package io.ecsim.experiments.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.controlplane.Backoff;
import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.controlplane.NoFitPolicy;
import io.ecsim.controlplane.RunOptions;
import io.ecsim.controlplane.TaskSpec;
import io.ecsim.controlplane.World;
import io.ecsim.faults.FaultPlan;
import io.ecsim.faults.ZoneEvent;
import io.ecsim.model.AvailabilityZone;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.placement.Candidates;
import io.ecsim.placement.Chooser;
import io.ecsim.placement.Request;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyChain;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;
import io.ecsim.random.RandomStream;
import io.ecsim.random.Streams;
import io.ecsim.schedulers.BuiltInStrategies;
import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workload.Workload;
import io.ecsim.workloads.arrival.PoissonArrivals;
import io.ecsim.workloads.arrival.SyntheticWorkload;
import io.ecsim.workloads.arrival.TaskKind;
import io.ecsim.workloads.arrival.TaskMix;
import io.ecsim.workloads.law.ExponentialLaw;
import io.ecsim.workloads.law.LognormalLaw;
import io.ecsim.workloads.law.Quantity;
import io.ecsim.workloads.law.UniformLaw;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Random numbers have keys, not an order (models.md M1): what a strategy does changes nobody's luck. */
class CommonRandomNumbersTest {

    private static final long SECOND = 1_000_000L;
    private static final long HOUR = 3600 * SECOND;
    private static final long ARRIVALS_END = 6 * HOUR;
    private static final long HORIZON = 200 * HOUR;
    private static final List<String> CHAINS =
            List.of("binpack(memory)", "spread(instanceId)", "random", "power-of-two", "round-robin", "worst-fit(cpu)");

    /** Every run time that the simulator asked for, by task and attempt. */
    private static final class Recorder implements Workload {

        private final Workload workload;
        private final Map<String, Long> runMicros = new TreeMap<>();

        Recorder(Workload workload) {
            this.workload = workload;
        }

        @Override
        public ArrivalCursor open(Streams streams) {
            ArrivalCursor tasks = workload.open(streams);
            return new ArrivalCursor() {
                private long ordinal = -1;

                @Override
                public boolean advance() {
                    boolean more = tasks.advance();
                    if (more) {
                        ordinal++;
                        runMicros.put(ordinal + " arrives", tasks.timeMicros());
                        runMicros.put(ordinal + " asks for", (long) tasks.cpuUnits() << 32 | tasks.memoryMiB());
                        runMicros.put(ordinal + " attempt 0", tasks.runMicros());
                    }
                    return more;
                }

                @Override
                public long timeMicros() {
                    return tasks.timeMicros();
                }

                @Override
                public int definition() {
                    return tasks.definition();
                }

                @Override
                public int cpuUnits() {
                    return tasks.cpuUnits();
                }

                @Override
                public int memoryMiB() {
                    return tasks.memoryMiB();
                }

                @Override
                public int gpus() {
                    return tasks.gpus();
                }

                @Override
                public long runMicros() {
                    return tasks.runMicros();
                }

                @Override
                public long runMicros(int definition, long task, int attempt, long firstRunMicros) {
                    long run = tasks.runMicros(definition, task, attempt, firstRunMicros);
                    runMicros.put(task + " attempt " + attempt, run);
                    return run;
                }
            };
        }
    }

    /** Refuses two of three requests although there is room, and draws a lot of random numbers; then first fit. */
    private static final class Dawdler implements StrategyProvider {

        @Override
        public StrategyInfo info() {
            return new StrategyInfo("dawdler", "made to delay and reorder", "");
        }

        @Override
        public Stage open(RunContext run) {
            RandomStream whims = run.random("whims");
            return new Chooser() {
                @Override
                public int choose(Request request, Candidates candidates) {
                    for (int i = whims.nextInt(50); i > 0; i--) {
                        whims.nextLong();
                    }
                    for (int position = 0; whims.nextInt(3) == 0 && position < candidates.size(); position++) {
                        int instance = candidates.instanceAt(position);
                        if (candidates.fits(instance)) {
                            return instance;
                        }
                    }
                    return NONE;
                }
            };
        }
    }

    private record Lived(Map<String, Long> drawn, RunResult result) {}

    private static List<Lived> lives(FaultPlan faults) {
        List<StrategyChain> chains = new ArrayList<>();
        CHAINS.forEach(text -> chains.add(BuiltInStrategies.catalogue().parse(text)));
        chains.add(new StrategyChain("dawdler", List.of(new Dawdler())));
        return chains.stream().map(chain -> live(chain, faults)).toList();
    }

    private static Lived live(StrategyChain chain, FaultPlan faults) {
        List<ContainerInstance> fleet = new ArrayList<>();
        long price = 1_000_003;
        for (int i = 0; i < 12; i++) {
            fleet.add(priced("i-" + i, "zone-" + i % 3, price));
            price = price * 3 / 2; // so that equal bills mean equal up-times of each instance
        }
        TaskDefinition small = TaskDefinition.of("small", 512, 1024);
        TaskDefinition large = TaskDefinition.of("large", 3000, 6000);
        Recorder recorder = new Recorder(SyntheticWorkload.until(
                ARRIVALS_END,
                new PoissonArrivals(0.05),
                new TaskMix(List.of(
                        TaskKind.of(0, small, 4, LognormalLaw.ofMean(600e6, 900e6, Quantity.DURATION))
                                .withCpuUnits(100, 900),
                        TaskKind.of(1, large, 1, new ExponentialLaw(900e6, Quantity.DURATION))))));
        World world = new World(
                fleet,
                List.of(TaskSpec.standalone(small), TaskSpec.standalone(large)),
                recorder,
                new NoFitPolicy.Retry(new Backoff(7 * SECOND, 1, 7 * SECOND, Integer.MAX_VALUE - 1)),
                faults,
                HORIZON,
                0);
        return new Lived(
                recorder.runMicros, ClusterSimulation.run(world, chain, new Streams(11, 0), RunOptions.DEFAULT));
    }

    private static ContainerInstance priced(String id, String zone, long microUsdPerHour) {
        return new ContainerInstance(
                id,
                new AvailabilityZone(zone),
                "custom",
                4096,
                8192,
                0,
                0,
                List.of(),
                Map.of(),
                Map.of("ecs.availability-zone", zone),
                microUsdPerHour);
    }

    @Test
    void delayAndOrderChangeNoArrivalNoDurationAndNoCrash() {
        FaultPlan crashes = new FaultPlan(
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.of(new ExponentialLaw(1500, Quantity.NUMBER)),
                new FaultPlan.Recovery(0, 1000, 5 * SECOND, 1));
        List<Lived> lives = lives(crashes);
        Lived first = lives.get(0);
        assertThat(first.result().value(Metric.CRASHED)).isGreaterThan(300);
        assertThat(lives).extracting(lived -> lived.result().digest()).doesNotHaveDuplicates();
        assertThat(lives.get(lives.size() - 1).result().value(Metric.WAIT_MEAN))
                .as("the dawdler delays")
                .isGreaterThan(first.result().value(Metric.WAIT_MEAN) + 5);
        assertThat(lives).allSatisfy(lived -> {
            assertThat(lived.drawn()).isEqualTo(first.drawn());
            assertThat(lived.result().counts()).isEqualTo(first.result().counts());
            assertThat(lived.result().value(Metric.CRASHED))
                    .isEqualTo(first.result().value(Metric.CRASHED));
            assertThat(lived.result().value(Metric.LOST_WORK))
                    .isEqualTo(first.result().value(Metric.LOST_WORK));
        });
        assertThat(first.result().counts().completed())
                .as("all tasks end, so all attempts of all tasks are compared")
                .isEqualTo(first.result().counts().requested());
    }

    @Test
    void noStrategyChangesWhenInstancesAndZonesFail() {
        FaultPlan faults = new FaultPlan(
                Optional.of(new FaultPlan.Renewal(
                        new ExponentialLaw(20_000, Quantity.NUMBER), new UniformLaw(60, 900, Quantity.NUMBER))),
                List.of(new ZoneEvent("zone-1", 2 * HOUR, HOUR)),
                Optional.of(new FaultPlan.Renewal(
                        new ExponentialLaw(50_000, Quantity.NUMBER), new ExponentialLaw(1_000, Quantity.NUMBER))),
                Optional.empty(),
                new FaultPlan.Recovery(60 * SECOND, 1000, 5 * SECOND, 1));
        List<Lived> lives = lives(faults);
        RunResult first = lives.get(0).result();
        assertThat(first.value(Metric.LOST)).isGreaterThan(20);
        assertThat(lives).extracting(lived -> lived.result().digest()).doesNotHaveDuplicates();
        assertThat(lives).allSatisfy(lived -> {
            assertThat(lived.result().value(Metric.BILLED)).isEqualTo(first.value(Metric.BILLED));
            assertThat(firstAttempts(lived)).isEqualTo(firstAttempts(lives.get(0)));
            lives.get(0)
                    .drawn()
                    .forEach((key, micros) -> assertThat(lived.drawn().getOrDefault(key, micros))
                            .as(key)
                            .isEqualTo(micros));
        });
    }

    private static Map<String, Long> firstAttempts(Lived lived) {
        Map<String, Long> first = new TreeMap<>(lived.drawn());
        first.keySet().removeIf(key -> key.contains("attempt") && !key.endsWith("attempt 0"));
        return first;
    }
}
