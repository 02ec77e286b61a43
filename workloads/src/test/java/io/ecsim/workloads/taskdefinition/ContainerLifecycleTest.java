package io.ecsim.workloads.taskdefinition;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.model.ContainerCondition;
import io.ecsim.model.ContainerDependency;
import io.ecsim.model.ContainerLifecycle;
import io.ecsim.model.HealthCheck;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.RestartPolicy;
import io.ecsim.model.TaskDefinition;
import io.ecsim.model.Volume;
import io.ecsim.workloads.document.DocumentReader;
import io.ecsim.workloads.document.Faults;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a task definition says of how its containers come and go, and of its volumes. */
class ContainerLifecycleTest {

    /** R3.31, R3.33, R3.34, R3.38, R3.42. */
    @Test
    void everyFieldReachesTheModel() {
        ContainerLifecycle app = read("""
                {"family": "web", "memory": "512", "containerDefinitions": [
                  {"name": "app", "image": "shop:7", "links": ["db:database"], "startTimeout": 50, "stopTimeout": 20,
                   "dependsOn": [{"containerName": "db", "condition": "HEALTHY"}],
                   "volumesFrom": [{"sourceContainer": "log", "readOnly": true}],
                   "healthCheck": {"command": ["CMD-SHELL", "true"], "interval": 10, "timeout": 3, "retries": 2,
                                   "startPeriod": 25},
                   "restartPolicy": {"enabled": true, "ignoredExitCodes": [0, 3], "restartAttemptPeriod": 60}},
                  {"name": "db", "healthCheck": {"command": ["CMD", "true"]}},
                  {"name": "log", "restartPolicy": {"enabled": false}}]}
                """).definition().containers().get(2).lifecycle();
        assertThat(app.image()).isEqualTo("shop:7");
        assertThat(app.dependsOn())
                .containsExactly(
                        new ContainerDependency("db", ContainerCondition.HEALTHY),
                        new ContainerDependency("log", ContainerCondition.START));
        assertThat(app.healthCheck()).contains(new HealthCheck(10, 3, 2, 25));
        assertThat(app.startTimeoutSeconds()).isEqualTo(50);
        assertThat(app.stopTimeoutSeconds()).isEqualTo(20);
        assertThat(app.restartPolicy()).contains(new RestartPolicy(60, List.of(0, 3)));
    }

    /** R3.38, R3.42: what ECS takes where a task definition says nothing. */
    @Test
    void absentFieldsHaveTheDefaultsOfEcs() {
        TaskDefinition read = read("""
                {"family": "web", "containerDefinitions": [
                  {"name": "a", "memory": 64, "healthCheck": {"command": ["CMD", "true"]},
                   "restartPolicy": {"enabled": true}},
                  {"name": "b", "memory": 64, "restartPolicy": {"enabled": false, "restartAttemptPeriod": 90}},
                  {"name": "c", "memory": 64, "dependsOn": null, "healthCheck": null}]}
                """).definition();
        assertThat(read.containers().get(0).lifecycle().healthCheck()).contains(new HealthCheck(30, 5, 3, 0));
        assertThat(read.containers().get(0).lifecycle().restartPolicy()).contains(new RestartPolicy(300, List.of()));
        assertThat(read.containers().get(1).lifecycle().restartPolicy()).isEmpty();
        assertThat(read.containers().get(2).lifecycle()).isEqualTo(ContainerLifecycle.PLAIN);
    }

    @Test
    void volumesAreWhatTheirConfigurationSays() {
        TaskDefinitionDocument read = read("""
                {"family": "web", "volumes": [
                  {"name": "tmp"}, {"name": "conf", "host": {"sourcePath": "/etc"}},
                  {"name": "scratch", "dockerVolumeConfiguration": {"driver": "local"}},
                  {"name": "cache", "dockerVolumeConfiguration": {"scope": "shared", "autoprovision": true}},
                  {"name": "given", "dockerVolumeConfiguration": {"scope": "shared"}},
                  {"name": "files", "efsVolumeConfiguration": {"fileSystemId": "fs-1", "rootDirectory": "/"}},
                  {"name": "disk", "configuredAtLaunch": true}],
                 "containerDefinitions": [{"name": "a", "memory": 64,
                  "mountPoints": [{"sourceVolume": "disk", "containerPath": "/data", "readOnly": true}]}]}
                """);
        List<Volume> stated = List.of(
                new Volume.Bind("tmp"),
                new Volume.Bind("conf"),
                new Volume.Docker("scratch", Volume.DockerScope.TASK, true),
                new Volume.Docker("cache", Volume.DockerScope.SHARED, true),
                new Volume.Docker("given", Volume.DockerScope.SHARED, false),
                new Volume.Efs("files"));
        assertThat(read.definition().volumes()).isEqualTo(stated);
        assertThat(read.launchVolumes()).containsExactly("disk");
        assertThat(read.launched(100).volumes())
                .startsWith(stated.toArray(Volume[]::new))
                .endsWith(new Volume.Ebs("disk", 100));
    }

    /** R1.3, R1.42. */
    @ParameterizedTest
    @CsvSource({
        "'\"cpuArchitecture\": \"ARM64\"', ecs.cpu-architecture, arm64",
        "'\"cpuArchitecture\": \"X86_64\"', ecs.cpu-architecture, x86_64",
        "'\"operatingSystemFamily\": \"LINUX\"', ecs.os-type, linux",
        "'\"operatingSystemFamily\": \"WINDOWS_SERVER_2022_CORE\"', ecs.os-type, windows"
    })
    void thePlatformAsksForAttributes(String platform, String name, String value) {
        TaskDefinition read = read("{\"family\": \"web\", \"runtimePlatform\": {" + platform
                        + "}, \"containerDefinitions\": [{\"name\": \"a\", \"memory\": 64}]}")
                .definition();
        assertThat(read.constraints()).containsExactly(new PlacementConstraint.RequiredAttribute(name, value));
    }

    private static TaskDefinitionDocument read(String text) {
        Faults faults = new Faults();
        var read = TaskDefinitionReader.read(
                DocumentReader.parse("t.json", text, faults).orElseThrow(), faults);
        faults.throwIfAny();
        return read.orElseThrow();
    }
}
