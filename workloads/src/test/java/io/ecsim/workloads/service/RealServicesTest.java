package io.ecsim.workloads.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ecsim.model.DeploymentConfiguration;
import io.ecsim.workloads.SharedData;
import io.ecsim.workloads.document.DocumentReader;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Node;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests and answers of services and tasks as the AWS CLI documents them. */
class RealServicesTest {

    @ParameterizedTest
    @CsvSource({
        "create-service.04.output.json, ecs-simple-service-elb, MyCluster, 10",
        "create-service.05.input.json, ecs-simple-service-ebs, mycluster, 2",
        "create-service.06.output.json, ecs-simple-service-ebs, mycluster, 2",
        "update-service.04.output.json, my-http-service, MyCluster, 2",
        "describe-services.01.output.json, my-http-service, default, 10"
    })
    void publishedServicesAreRead(String file, String name, String cluster, int desiredCount) {
        ServiceDocument read = read(file, (node, faults) -> ServiceReader.read(node, Optional.empty(), faults));
        assertThat(read.service().name()).isEqualTo(name);
        assertThat(read.service().cluster()).isEqualTo(cluster);
        assertThat(read.service().desiredCount()).isEqualTo(desiredCount);
        assertThat(read.service().deployment().minimumHealthyPercent())
                .isEqualTo(DeploymentConfiguration.DEFAULT.minimumHealthyPercent());
    }

    @Test
    void volumesAndTheClassicLoadBalancerAreKept() {
        ServiceDocument volumes = read(
                "create-service.05.input.json", (node, faults) -> ServiceReader.read(node, Optional.empty(), faults));
        assertThat(volumes.volumeSizesGiB()).isEqualTo(Map.of("myEbsVolume", 100));
        assertThat(volumes.ignoredFields()).contains("networkConfiguration");
        ServiceDocument classic = read(
                "create-service.04.output.json", (node, faults) -> ServiceReader.read(node, Optional.empty(), faults));
        assertThat(classic.loadBalancers())
                .extracting(ServiceDocument.LoadBalancer::container, ServiceDocument.LoadBalancer::port)
                .containsExactly(tuple("ecs-demo", 80));
    }

    @Test
    void publishedCallsOfRunTaskAndStartTaskAreReadOrRefusedClearly() {
        TaskRequest run = read("run-task.02.input.json", TaskRequestReader::runTask);
        assertThat(run.taskDefinition()).isEqualTo("mytaskdef");
        assertThat(run.count()).isEqualTo(1);
        assertThat(run.volumeSizesGiB()).isEqualTo(Map.of("myEBSVolume", 100));
        Faults faults = new Faults();
        Node start = DocumentReader.read(path("start-task.02.input.json"));
        assertThat(TaskRequestReader.startTask(start, faults)).isEmpty();
        assertThat(faults.list())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message())
                        .startsWith("containerInstances is missing")
                        .endsWith("(ECS: InvalidParameterException)"));
    }

    private static <T> T read(String file, BiFunction<Node, Faults, Optional<T>> reader) {
        Faults faults = new Faults();
        Optional<T> read = reader.apply(DocumentReader.read(path(file)), faults);
        assertThat(faults.list()).as(file).isEqualTo(List.of());
        return read.orElseThrow();
    }

    private static Path path(String file) {
        return SharedData.require("ecs/cli-examples").resolve(file);
    }
}
