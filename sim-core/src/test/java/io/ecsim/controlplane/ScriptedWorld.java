package io.ecsim.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.faults.FaultPlan;
import io.ecsim.model.AvailabilityZone;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.TaskDefinition;
import io.ecsim.model.query.ClusterQuery;
import io.ecsim.observe.RunResult;
import io.ecsim.observe.WaitDistribution;
import io.ecsim.placement.StrategyChain;
import io.ecsim.placement.StrategyProvider;
import io.ecsim.random.Law;
import io.ecsim.random.RandomStream;
import io.ecsim.random.Streams;
import io.ecsim.schedules.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * A tiny world written down in a test. Every run checks all invariants after every event, with indexes and by scan, and
 * the two must agree. Times below 2,048 microseconds are exact in the distribution of waits.
 */
public final class ScriptedWorld {

    /** The first that fits, in order of registration. */
    public static final StrategyProvider FIRST_FIT =
            StrategyProvider.ranking("first-fit", "order of registration", (request, instance) -> 0);

    private final List<ContainerInstance> instances = new ArrayList<>();
    private final List<TaskSpec> specs = new ArrayList<>();
    private final List<ScriptedWorkload.Task> tasks = new ArrayList<>();
    private NoFitPolicy noFit = new NoFitPolicy.Wait(false);
    private FaultPlan faults = FaultPlan.NONE;
    private StrategyProvider strategy = FIRST_FIT;
    private final List<TaskCallPlan.Timed> timed = new ArrayList<>();
    private final List<TaskCallPlan.Scheduled> scheduled = new ArrayList<>();
    private long warmupMicros;
    private int samples = 10;

    public static ScriptedWorld of(ContainerInstance... instances) {
        ScriptedWorld world = new ScriptedWorld();
        world.instances.addAll(List.of(instances));
        return world;
    }

    /** An instance in a zone with CPU units, memory in MiB and a price in millionths of a US dollar an hour. */
    public static ContainerInstance instance(String id, String zone, int cpu, int memory, long price) {
        return instance(id, zone, cpu, memory, price, 0, 0, Map.of());
    }

    public static ContainerInstance instance(
            String id, String zone, int cpu, int memory, long price, int gpus, int enis, Map<String, Integer> extra) {
        return new ContainerInstance(
                id,
                new AvailabilityZone(zone),
                "custom",
                cpu,
                memory,
                gpus,
                enis,
                ContainerInstance.DEFAULT_RESERVED_PORTS,
                extra,
                Map.of("ecs.availability-zone", zone),
                price);
    }

    static PlacementConstraint memberOf(String query) {
        return new PlacementConstraint.MemberOf(ClusterQuery.parse(query));
    }

    /** Adds the next definition, from number 0 on; without any, number 0 is plain. */
    public ScriptedWorld define(TaskDefinition definition, String group, PlacementConstraint... constraints) {
        specs.add(new TaskSpec(definition, group, List.of(constraints), false));
        return this;
    }

    /** A plain definition in a group. */
    public ScriptedWorld define(String group, PlacementConstraint... constraints) {
        return define(TaskDefinition.of("f" + specs.size(), 1, 1), group, constraints);
    }

    /** Adds a task of definition 0; tasks come in order of time. */
    public ScriptedWorld task(long atMicros, int cpu, int memory, long runMicros) {
        return task(atMicros, 0, cpu, memory, 0, runMicros);
    }

    public ScriptedWorld task(long atMicros, int definition, int cpu, int memory, int gpus, long runMicros) {
        tasks.add(new ScriptedWorkload.Task(atMicros, definition, cpu, memory, gpus, 0, runMicros));
        return this;
    }

    /** Adds a task of definition 0 with a priority and 1 MiB. */
    public ScriptedWorld urgent(long atMicros, int priority, int cpu, long runMicros) {
        tasks.add(new ScriptedWorkload.Task(atMicros, 0, cpu, 1, 0, priority, runMicros));
        return this;
    }

    /** Adds a call beside the workload. */
    ScriptedWorld call(long atMicros, TaskCall call) {
        timed.add(new TaskCallPlan.Timed(atMicros, call));
        return this;
    }

    /** Adds a scheduled task. */
    ScriptedWorld schedule(Schedule schedule, RunTaskCall call) {
        scheduled.add(new TaskCallPlan.Scheduled(schedule, call));
        return this;
    }

    public ScriptedWorld noFit(NoFitPolicy policy) {
        noFit = policy;
        return this;
    }

    public ScriptedWorld faults(FaultPlan plan) {
        faults = plan;
        return this;
    }

    public ScriptedWorld strategy(StrategyProvider provider) {
        strategy = provider;
        return this;
    }

    public ScriptedWorld warmup(long micros) {
        warmupMicros = micros;
        return this;
    }

    public ScriptedWorld samples(int count) {
        samples = count;
        return this;
    }

    /** Lives up to the horizon: something is pending beyond it. */
    public RunResult runTo(long horizonMicros) {
        return run(horizonMicros, true);
    }

    /** Lives until nothing is left to happen, or to the horizon. */
    public RunResult runOut(long horizonMicros) {
        return run(horizonMicros, false);
    }

    private RunResult run(long horizonMicros, boolean toTheEnd) {
        List<ScriptedWorkload.Task> script = new ArrayList<>(tasks);
        if (toTheEnd) {
            script.add(new ScriptedWorkload.Task(horizonMicros + 1, 0, 1, 1, 0, 0, 1));
        }
        List<TaskSpec> kinds = specs.isEmpty() ? List.of(TaskSpec.standalone(TaskDefinition.of("plain", 1, 1))) : specs;
        World world = new World(
                        instances, kinds, new ScriptedWorkload(script), noFit, faults, horizonMicros, warmupMicros)
                .with(new TaskCallPlan(timed, scheduled));
        RunResult indexed = run(world, RunOptions.Lookup.INDEXED);
        assertThat(run(world, RunOptions.Lookup.SCAN).digest()).isEqualTo(indexed.digest());
        return indexed;
    }

    private RunResult run(World world, RunOptions.Lookup lookup) {
        RunOptions options =
                new RunOptions(lookup, RunOptions.TieBreak.REGISTRATION, RunOptions.Checks.EVERY_EVENT, samples);
        return ClusterSimulation.run(world, new StrategyChain("chain", List.of(strategy)), new Streams(7, 0), options);
    }

    /** The waits of placed tasks, each as often as it occurred, ascending. */
    static long[] waits(RunResult result) {
        WaitDistribution waits = result.waits();
        return repeat(waits.placedMicros(), waits.placedCounts());
    }

    /** The elapsed waits of tasks that were never placed, ascending. */
    static long[] censored(RunResult result) {
        WaitDistribution waits = result.waits();
        return repeat(waits.censoredMicros(), waits.censoredCounts());
    }

    private static long[] repeat(long[] values, long[] counts) {
        LongStream all = LongStream.empty();
        for (int i = 0; i < values.length; i++) {
            long value = values[i];
            all = LongStream.concat(all, LongStream.generate(() -> value).limit(counts[i]));
        }
        return all.toArray();
    }

    /** The same number of microseconds every time, given in seconds as laws are. */
    public static Law every(long micros) {
        return new Law() {
            @Override
            public double sample(RandomStream stream) {
                return micros / 1e6;
            }

            @Override
            public double mean() {
                return micros / 1e6;
            }

            @Override
            public String describe() {
                return "constant";
            }
        };
    }
}
