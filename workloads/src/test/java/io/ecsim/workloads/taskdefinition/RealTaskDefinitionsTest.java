package io.ecsim.workloads.taskdefinition;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.workloads.SharedData;
import io.ecsim.workloads.document.Fault;
import io.ecsim.workloads.document.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Task definitions published by others: each is read, or refused with a clear, located reason that is listed here. */
class RealTaskDefinitionsTest {

    @Test
    void publishedDefinitionsAreReadOrRefusedClearly() throws IOException {
        List<String> refused = new ArrayList<>();
        assertThat(readAll(SharedData.require("ecs/task-definitions"), refused)).isEqualTo(60);
        assertThat(refused)
                .containsExactly(
                        "ecsdemo-cicd__task-definition.json:2:15: family: found \"<PLACEHOLDER>\", expected a family of 1"
                                + " to 255 letters, digits, _ and - (ECS: ClientException)",
                        "ecsdemo-cicd__task-definition.json:14:21: containerDefinitions[0].name: found"
                                + " \"<PLACEHOLDER>\", expected a container name of 1 to 255 letters, digits, _ and - (ECS: ClientException)",
                        "ecsdemo-cicd__task-definition.json:34:12: cpu: found \"<PLACEHOLDER>\", expected CPU units from"
                                + " 128 to 196608, such as 256 or \"1 vCPU\": fill in the placeholder (ECS: ClientException)",
                        "ecsdemo-cicd__task-definition.json:35:15: memory: found \"<PLACEHOLDER>\", expected memory of at"
                                + " least 6 MiB, such as 512 or \"1 GB\": fill in the placeholder (ECS: ClientException)",
                        "cwagent-prometheus__cwagent-prometheus-task-definition.json:2:13: family: found"
                                + " \"ecs-cwagent-prometheus-replica-service-{{launchtype}}-{{netw...\", expected a family"
                                + " of 1 to 255 letters, digits, _ and - (ECS: ClientException)",
                        "cwagent-prometheus__cwagent-prometheus-task-definition.json:5:18: networkMode: found"
                                + " \"{{networkmode}}\", expected one of bridge, host, awsvpc, none, default (ECS:"
                                + " ClientException)",
                        "cwagent-prometheus__cwagent-prometheus-task-definition.json:38:5: requiresCompatibilities[0]:"
                                + " found \"{{launchtype}}\", expected one of EC2, FARGATE, EXTERNAL, MANAGED_INSTANCES (ECS:"
                                + " ClientException)",
                        "logstash__task-definition.json:20:28: containerDefinitions[1].portMappings: found an object,"
                                + " expected a list (ECS: ClientException)",
                        "kibana__kibana_ec2.json:9:27: containerDefinitions[0].portMappings[0].hostPort: found 80,"
                                + " expected the containerPort 5601 or nothing in this network mode (ECS: ClientException:"
                                + " When networkMode=awsvpc, the host ports and container ports in port mappings must match.)");
    }

    @Test
    void templatesThatAreNoJsonYetAreRefusedAtTheirPlace() throws IOException {
        List<String> refused = new ArrayList<>();
        assertThat(readAll(SharedData.require("ecs/task-definitions-templated"), refused))
                .isZero();
        assertThat(refused)
                .containsExactly(
                        "aws-cloudwatch__ecs-ec2-instance-daemon.json:16:10: found {, expected a field name in double"
                                + " quotes",
                        "aws-cloudwatch__ecs-ec2-sidecar.json:42:10: found {, expected a field name in double quotes",
                        "dynatrace__task-definition.json:34:20: found \", expected a comma or }",
                        "Templates__taskdef.json:19:23: found <, expected a value",
                        "ecs__colorgateway-base-task-def.json:2:13: found $NAME, expected a value (text goes in double"
                                + " quotes)",
                        "ecs__colorteller-base-task-def.json:2:13: found $NAME, expected a value (text goes in double"
                                + " quotes)",
                        "fargate__fargate-colorteller-task-def.json:2:13: found $NAME, expected a value (text goes in"
                                + " double quotes)");
    }

    private static int readAll(Path folder, List<String> refused) throws IOException {
        int read = 0;
        try (Stream<Path> listed = Files.list(folder)) {
            for (Path file : listed.sorted().toList()) {
                Faults faults = new Faults();
                if (TaskDefinitionReader.read(file, faults).isPresent()) {
                    read++;
                    assertThat(faults.list()).as(file.toString()).isEmpty();
                }
                faults.list()
                        .forEach(fault -> refused.add(
                                withShortName(fault, file.getFileName().toString())));
            }
        }
        return read;
    }

    /** The published names join folders with two underscores; the last two parts tell the files apart. */
    private static String withShortName(Fault fault, String name) {
        String[] parts = name.split("__", -1);
        String shortName = parts[parts.length - 2] + "__" + parts[parts.length - 1];
        return new Fault(shortName, fault.line(), fault.column(), fault.path(), fault.message()).toString();
    }
}
