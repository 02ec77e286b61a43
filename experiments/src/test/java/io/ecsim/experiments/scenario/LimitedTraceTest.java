package io.ecsim.experiments.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.controlplane.RunOptions;
import io.ecsim.experiments.Experiment;
import io.ecsim.model.ContainerInstance;
import io.ecsim.random.Streams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trace may limit how many tasks of one kind an instance holds. */
class LimitedTraceTest {

    @TempDir
    private Path folder;

    @Test
    void anInstanceHoldsNoMoreTasksOfAServiceThanItsTraceAllows() throws IOException {
        StringBuilder trace = new StringBuilder("role,app_name,cpu_request,gpu_request,memory_request,"
                + "max_instance_per_node,creation_time,scheduled_time,deletion_time\n");
        trace.append("CN,app_0,1,0,1,2,,,\n".repeat(5)).append("CN,app_1,1,0,1,-1,,,\n".repeat(3));
        Files.writeString(folder.resolve("instances.csv"), trace);
        Path file = Files.writeString(folder.resolve("scenario.yaml"), """
                horizon: 1h
                cluster: {zones: [us-east-1a], instances: [{count: 2, cpu: 65536, memory: 64GiB, extra: {licence: 1}}]}
                workload: {trace: {reader: alibaba-2025, file: instances.csv}}
                strategies: [binpack(cpu)]
                """);
        Experiment experiment = ScenarioReader.read(file, Optional.empty());
        assertThat(experiment.worlds().world(0).instances())
                .extracting(ContainerInstance::extra)
                .containsOnly(Map.of("licence", 1, "alibaba-2025-app_0-CN-max2", 2));
        try (ClusterSimulation run = ClusterSimulation.open(
                experiment.worlds().world(0), experiment.strategies().get(0), new Streams(1, 0), RunOptions.DEFAULT)) {
            run.advanceTo(1);
            assertThat(run.running())
                    .as("two of app_0 on each of two instances, all of app_1")
                    .isEqualTo(7);
            assertThat(run.waiting()).isEqualTo(1);
        }
        assertThat(experiment.assumptions())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("The trace limits how many tasks of a kind an instance holds: 1 kinds, 2 to 2"));
    }
}
