package io.ecsim.workloads.taskdefinition;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.model.ContainerDefinition;
import io.ecsim.model.Demand;
import io.ecsim.model.HostPort;
import io.ecsim.model.NetworkMode;
import io.ecsim.model.Protocol;
import io.ecsim.model.TaskDefinition;
import io.ecsim.workloads.document.DocumentReader;
import io.ecsim.workloads.document.Fault;
import io.ecsim.workloads.document.Faults;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskDefinitionReaderTest {

    @Test
    void demandOfTwoContainersWithoutTaskLevel() { // W10
        TaskDefinition read = read("""
                {"family": "web", "containerDefinitions": [
                  {"name": "c1", "image": "x", "cpu": 256, "memory": 512, "memoryReservation": 384},
                  {"name": "c2", "image": "x", "cpu": 0, "memory": 256, "essential": false}]}
                """);
        assertThat(read.demand()).isEqualTo(Demand.of(256, 640));
        assertThat(read.name()).isEqualTo("web:1");
        assertThat(read.containers()).extracting(ContainerDefinition::essential).containsExactly(true, false);
    }

    @ParameterizedTest
    @CsvSource({ // W11, R2.25
        "512,1024,512,1024",
        "'\"512\"','\"1024\"',512,1024",
        "'\"1 vCPU\"','\"1GB\"',1024,1024",
        "'\".5 vCPU\"',0,-1,0",
        "'\"0.5 vcpu\"','\"2 gb\"',512,2048",
        "'\"0.1vCPU\"',1024,-1,0",
        "127,1024,-1,0",
        "196609,1024,-1,0",
        "'\"${cpu}\"',1024,-1,0",
        "512.5,1024,-1,0"
    })
    void taskLevelWins(String cpu, String memory, int cpuUnits, int memoryMiB) {
        Faults faults = new Faults();
        String text = "{\"family\": \"web\", \"cpu\": " + cpu + ", \"memory\": " + memory
                + ", \"containerDefinitions\": [{\"name\": \"c\", \"cpu\": 100}]}";
        var read = TaskDefinitionReader.read(
                DocumentReader.parse("t.json", text, faults).orElseThrow(), faults);
        if (cpuUnits < 0) {
            assertThat(read).isEmpty();
            assertThat(faults.list()).first().extracting(Fault::path).isEqualTo("cpu");
        } else {
            assertThat(read.orElseThrow().definition().demand()).isEqualTo(Demand.of(cpuUnits, memoryMiB));
        }
    }

    @ParameterizedTest
    @CsvSource({"bridge,80", "host,8080", "awsvpc,0", "none,0"})
    void hostPortsDependOnTheNetworkMode(String mode, int expected) { // R2.31, R2.33, R2.34
        String ports = switch (mode) {
            case "bridge" -> "[{\"containerPort\": 8080, \"hostPort\": 80}, {\"containerPort\": 9090}]";
            case "none" -> "[]";
            default -> "[{\"containerPort\": 8080, \"hostPort\": 8080}]";
        };
        TaskDefinition read = read("{\"family\": \"web\", \"networkMode\": \"" + mode + "\", \"containerDefinitions\":"
                + " [{\"name\": \"c\", \"memory\": 64, \"portMappings\": " + ports + "}]}");
        assertThat(read.demand().hostPorts())
                .isEqualTo(expected == 0 ? List.of() : List.of(new HostPort(expected, Protocol.TCP)));
        assertThat(read.demand().eniSlots()).isEqualTo(mode.equals("awsvpc") ? 1 : 0);
    }

    /** R2.33: a host port left blank is the container's own, and static. */
    @Test
    void inHostModeABlankHostPortIsTheContainerPort() {
        TaskDefinition read = read("{\"family\": \"web\", \"networkMode\": \"host\", \"containerDefinitions\":"
                + " [{\"name\": \"c\", \"memory\": 64, \"portMappings\": [{\"containerPort\": 8080}]}]}");

        assertThat(read.demand().hostPorts()).containsExactly(new HostPort(8080, Protocol.TCP));
    }

    @Test
    void describeOutputWithGpusConstraintsAndIgnoredFields() { // R1.41, R2.26
        Faults faults = new Faults();
        String text = """
                {"taskDefinition": {"family": "train", "revision": 7, "status": "ACTIVE", "memory": null,
                  "networkMode": "host", "registeredAt": 1.5, "requiresAttributes": [{"name": "x"}],
                  "placementConstraints": [{"type": "memberOf", "expression": "attribute:stack == prod"}],
                  "containerDefinitions": [{"name": "c", "image": "x", "memory": 64, "healthCheck": {"command": ["CMD", "true"]},
                    "portMappings": [{"containerPortRange": "9000-9002", "protocol": "udp"}],
                    "resourceRequirements": [{"type": "GPU", "value": "2"}]}]}}
                """;
        TaskDefinitionDocument document = TaskDefinitionReader.read(
                        DocumentReader.parse("t.json", text, faults).orElseThrow(), faults)
                .orElseThrow();
        assertThat(faults.list()).isEmpty();
        TaskDefinition read = document.definition();
        assertThat(read.name()).isEqualTo("train:7");
        assertThat(read.networkMode()).isEqualTo(NetworkMode.HOST);
        assertThat(read.demand().gpus()).isEqualTo(2);
        assertThat(read.demand().hostPorts()).hasSize(3).contains(new HostPort(9001, Protocol.UDP));
        assertThat(read.constraints()).hasSize(1);
        assertThat(document.ignoredFields()).contains("taskDefinition.status", "taskDefinition.requiresAttributes");
    }

    @Test
    void containersAreInStartOrder() { // R3.31
        TaskDefinition read = read("""
                {"family": "web", "memory": "512", "containerDefinitions": [
                  {"name": "app", "dependsOn": [{"containerName": "init", "condition": "SUCCESS"}], "links": ["db:x"]},
                  {"name": "log", "volumesFrom": [{"sourceContainer": "app"}]},
                  {"name": "init", "essential": false},
                  {"name": "db"}]}
                """);
        assertThat(read.containers()).extracting(ContainerDefinition::name).containsExactly("init", "db", "app", "log");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"a\", \"memory\": 100, \"memoryReservation\": 100|containerDefinitions[0].memory: found 100, expected more than the memoryReservation of 100 (ECS: ClientException)",
                "\"a\"|containerDefinitions[0]: needs memory or memoryReservation above 0, because the task states no memory (ECS: ClientException: Invalid setting for container 'a'. At least one of 'memory' or 'memoryReservation' must be specified.)",
                "\"a\", \"memory\": 5|containerDefinitions[0].memory: found 5, expected at least 6 MiB (ECS: ClientException: Invalid 'memory' setting for container 'a'.)",
                "\"a b\", \"memory\": 64|containerDefinitions[0].name: found \"a b\", expected a container name of 1 to 255 letters, digits, _ and - (ECS: ClientException)",
                "\"a\", \"memory\": 64, \"essential\": false|containerDefinitions: no container is essential, expected at least one (ECS: ClientException)",
                "\"a\", \"memory\": 64, \"resourceRequirements\": [{\"type\": \"GPU\", \"value\": \"half\"}]|containerDefinitions[0].resourceRequirements[0].value: found \"half\", expected a number of GPUs from 1 (ECS: ClientException)",
                "\"a\", \"memory\": 64, \"portMappings\": [{\"containerPort\": 70000}]|containerDefinitions[0].portMappings[0].containerPort: found 70000, expected a port from 0 to 65535 (ECS: ClientException: Invalid 'containerPort' setting for container 'a'.)",
                "\"a\", \"memory\": 64, \"portMappings\": [{\"containerPort\": 80, \"protcol\": \"tcp\"}]|containerDefinitions[0].portMappings[0].protcol: unknown field \"protcol\", did you mean \"protocol\"? Allowed: protocol, containerPort, hostPort, containerPortRange, name, appProtocol",
                "\"a\", \"memory\": 64, \"dependsOn\": [{\"containerName\": \"a\", \"condition\": \"START\"}]|containerDefinitions[0]: containers wait for each other: a -> a (ECS: ClientException)",
                "\"a\", \"memory\": 64, \"dependsOn\": [{\"containerName\": \"b\", \"condition\": \"START\"}]|containerDefinitions[0].dependsOn[0]: there is no container \"b\", did you mean \"a\"? (ECS: ClientException)",
                "\"a\", \"memory\": 64}, {\"name\": \"a\", \"memory\": 64|containerDefinitions[1]: another container is named \"a\" too (ECS: ClientException)",
                "\"a\", \"memory\": 64, \"portMappings\": [{\"containerPort\": 1, \"hostPort\": 80}]}, {\"name\": \"b\", \"memory\": 64, \"portMappings\": [{\"containerPort\": 2, \"hostPort\": 80}]|containerDefinitions[1]: host port 80 is also used by container \"a\" (ECS: ClientException)",
                "\"a\", \"memory\": 64, \"dependsOn\": [{\"containerName\": \"b\", \"condition\": \"SUCCESS\"}]}, {\"name\": \"b\", \"memory\": 64|containerDefinitions[0].dependsOn[0]: SUCCESS waits for \"b\" to exit, which an essential container may not (ECS: ClientException: A dependency container with SUCCESS or COMPLETE condition cannot be an essential container)",
                "\"a\", \"memory\": 64, \"dependsOn\": [{\"containerName\": \"b\", \"condition\": \"HEALTHY\"}]}, {\"name\": \"b\", \"memory\": 64|containerDefinitions[0].dependsOn[0]: HEALTHY needs a healthCheck on container \"b\" (ECS: ClientException)",
                "\"a\", \"memory\": 64, \"dependsOn\": [{\"containerName\": \"b\", \"condition\": \"START\"}]}, {\"name\": \"b\", \"memory\": 64, \"links\": [\"a\"]|containerDefinitions[0]: containers wait for each other: a -> b -> a (ECS: ClientException)",
            })
    void faultyContainersAreLocated(String container, String message) {
        assertThat(faults("{\"family\": \"web\", \"containerDefinitions\": [{\"name\": " + container + "}]}"))
                .containsExactly(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"cpu\": 128, \"memory\": 64|cpu: the containers ask for 200 CPU units, the task has 128",
                "\"cpu\": 256, \"memory\": 6|memory: the containers reserve 32 MiB, the task has 6",
                "\"networkMode\": \"brigde\"|networkMode: found \"brigde\", did you mean \"bridge\"? Allowed: bridge, host, awsvpc, none, default",
                "\"networkMode\": \"awsvpc\"|containerDefinitions[0].portMappings[0].hostPort: found 80, expected the containerPort 8080 or nothing in this network mode",
                "\"placementConstraints\": [{\"type\": \"distinctInstance\", \"expression\": \"x exists\"}]|placementConstraints[0].type: found \"distinctInstance\", which belongs to a service or a RunTask call; a task definition takes memberOf only",
                "\"Family\": \"x\"|Family: unknown field \"Family\", did you mean \"family\"?",
                "\"colour\": \"x\"|colour: unknown field \"colour\". Allowed: family",
            })
    void faultyTaskLevelIsLocated(String field, String message) {
        List<String> found = faults("{\"family\": \"web\", " + field
                + ", \"containerDefinitions\": [{\"name\": \"a\", \"cpu\": 200, \"memoryReservation\": 32,"
                + " \"portMappings\": [{\"containerPort\": 8080, \"hostPort\": 80}]}]}");
        assertThat(found).anySatisfy(line -> assertThat(line).startsWith(message));
    }

    @Test
    void aBrokenQueryIsLocatedInItsField() { // R1.59
        assertThat(
                        faults(
                                "{\"family\": \"web\", \"placementConstraints\": [{\"type\": \"memberOf\", \"expression\":"
                                        + " \"attribute:stack = prod\"}], \"containerDefinitions\": [{\"name\": \"a\", \"memory\": 64}]}"))
                .singleElement()
                .satisfies(line ->
                        assertThat(line).startsWith("placementConstraints[0].expression: cluster query, position "));
    }

    private static TaskDefinition read(String text) {
        Faults faults = new Faults();
        var read = TaskDefinitionReader.read(
                DocumentReader.parse("t.json", text, faults).orElseThrow(), faults);
        faults.throwIfAny();
        return read.orElseThrow().definition();
    }

    private static List<String> faults(String text) {
        Faults faults = new Faults();
        var read = TaskDefinitionReader.read(
                DocumentReader.parse("t.json", text, faults).orElseThrow(), faults);
        assertThat(read).isEmpty();
        return faults.list().stream()
                .map(fault -> fault.path() + ": " + fault.message())
                .toList();
    }
}
