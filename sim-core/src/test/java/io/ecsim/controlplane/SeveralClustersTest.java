package io.ecsim.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.controlplane.ListedWorkload.Task;
import io.ecsim.faults.FaultPlan;
import io.ecsim.faults.Outage;
import io.ecsim.model.AvailabilityZone;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.TaskBehaviour;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.CallCounts;
import io.ecsim.observe.RunResult;
import io.ecsim.placement.StrategyChain;
import io.ecsim.placement.StrategyProvider;
import io.ecsim.random.Streams;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two clusters in one world: no task leaves its own, and groups of one name are two groups. */
class SeveralClustersTest {

    private static ContainerInstance instance(String id, String cluster, int cpuUnits) {
        return new ContainerInstance(
                id,
                new AvailabilityZone("z"),
                "custom",
                cpuUnits,
                1000,
                0,
                0,
                List.of(),
                Map.of(),
                Map.of("ecs.availability-zone", "z"),
                0,
                "custom",
                cluster);
    }

    private static TaskSpec spec(String cluster, int cpuUnits, PlacementConstraint... constraints) {
        return new TaskSpec(
                TaskDefinition.of("job", cpuUnits, 1),
                "family:job",
                List.of(constraints),
                false,
                cluster,
                TaskBehaviour.STEADY);
    }

    private static RunResult run(
            RunOptions.Lookup lookup,
            List<TaskSpec> specs,
            TaskCallPlan calls,
            StrategyProvider strategy,
            FaultPlan faults) {
        World world = new World(
                        List.of(instance("a-1", "a", 2048), instance("b-1", "b", 2048), instance("b-2", "b", 2048)),
                        specs,
                        new ListedWorkload(List.of(new Task(0, 1, 1, 1)), 0),
                        new NoFitPolicy.Fail(),
                        faults,
                        1000,
                        0)
                .with(calls);
        return ClusterSimulation.run(
                world,
                new StrategyChain("chain", List.of(strategy)),
                new Streams(1, 0),
                new RunOptions(lookup, RunOptions.TieBreak.REGISTRATION, RunOptions.Checks.EVERY_EVENT, 2));
    }

    private static TaskCallPlan.Timed runTask(String name, int spec, int count) {
        return new TaskCallPlan.Timed(10, new RunTaskCall(name, spec, count, "", Optional.empty()));
    }

    /** R1.1, R1.9, R9.7: cluster a has room for two, though b stands empty. */
    @ParameterizedTest
    @EnumSource
    void aTaskNeverLandsInAnotherCluster(RunOptions.Lookup lookup) {
        RunResult result = run(
                lookup,
                List.of(spec("a", 1024), spec("b", 2048)),
                new TaskCallPlan(List.of(runTask("a", 0, 4), runTask("b", 1, 3)), List.of()),
                ScriptedWorld.FIRST_FIT,
                FaultPlan.NONE);
        assertThat(result.calls())
                .containsExactly(
                        new CallCounts("a", "RunTask", 1, 4, 2, Map.of("RESOURCE:CPU", 2L), 0, 0),
                        new CallCounts("b", "RunTask", 1, 3, 2, Map.of("RESOURCE:CPU", 1L), 0, 0));
    }

    /** R1.22, R1.40: the tasks of family:job in cluster a do not count in cluster b. */
    @ParameterizedTest
    @EnumSource
    void groupsOfOneNameInTwoClustersAreTwoGroups(RunOptions.Lookup lookup) {
        PlacementConstraint distinct = new PlacementConstraint.DistinctInstance();
        List<TaskSpec> specs = List.of(spec("a", 1, distinct), spec("b", 1, distinct));
        assertThat(specs.get(0).groupInCluster()).isNotEqualTo(specs.get(1).groupInCluster());
        RunResult result = run(
                lookup,
                specs,
                new TaskCallPlan(List.of(runTask("a", 0, 2), runTask("b", 1, 3)), List.of()),
                MiceAndElephantsTest.SPREAD,
                FaultPlan.NONE);
        assertThat(result.calls()).extracting(CallCounts::started).containsExactly(1L, 2L);
    }

    /** R1.10, R9.7: StartTask does not know an instance of another cluster. */
    @ParameterizedTest
    @EnumSource
    void startTaskMissesInstancesOfAnotherCluster(RunOptions.Lookup lookup) {
        TaskCallPlan.Timed call =
                new TaskCallPlan.Timed(10, new StartTaskCall("start", 0, List.of("a-1", "b-1"), "", Optional.empty()));
        RunResult result = run(
                lookup,
                List.of(spec("a", 1)),
                new TaskCallPlan(List.of(call), List.of()),
                ScriptedWorld.FIRST_FIT,
                FaultPlan.NONE);
        assertThat(result.calls())
                .containsExactly(new CallCounts("start", "StartTask", 1, 2, 1, Map.of("MISSING", 1L), 0, 0));
    }

    /** R9.8: cluster a is empty though b has instances. */
    @ParameterizedTest
    @EnumSource
    void aClusterIsEmptyWhateverIsInAnother(RunOptions.Lookup lookup) {
        RunResult result = run(
                lookup,
                List.of(spec("a", 1)),
                new TaskCallPlan(List.of(runTask("a", 0, 2)), List.of()),
                ScriptedWorld.FIRST_FIT,
                FaultPlan.NONE.withOutages(List.of(new Outage("a-1", 5, 500))));
        assertThat(result.calls().get(0).failures()).isEqualTo(Map.of("InvalidParameterException", 2L));
    }
}
