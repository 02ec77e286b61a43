package io.ecsim.controlplane;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.faults.FaultPlan;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.TaskDefinition;
import io.ecsim.placement.StrategyChain;
import io.ecsim.random.Streams;
import io.ecsim.workload.WorkloadException;
import java.util.List;
import org.junit.jupiter.api.Test;

class OversizedDemandTest {

    @Test
    void refusesMoreThanADemandCanSay() {
        World world = new World(
                List.of(ContainerInstance.of("i-1", "a", 1024, 1024)),
                List.of(TaskSpec.standalone(TaskDefinition.of("web", 1, 1))),
                new MixWorkload(1, 1, 10, new int[] {1 << 24}, new int[] {1}, new int[] {1}),
                new NoFitPolicy.Wait(false),
                FaultPlan.NONE,
                10_000_000,
                0);
        assertThatThrownBy(() -> ClusterSimulation.run(
                        world, new StrategyChain("none", List.of()), new Streams(1, 0), RunOptions.DEFAULT))
                .isInstanceOf(WorkloadException.class)
                .hasMessage("task 0 of the workload asks for 16777216 CPU units and 0 GPUs;"
                        + " at most 16777215 and 255 are allowed");
    }
}
