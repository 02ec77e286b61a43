package io.ecsim.experiments.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecsim.observe.EventLevel;
import io.ecsim.observe.ServiceAction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The event stream, told of a story by hand. */
class EventStreamWriterTest {

    private static final String TASK = "ECS Task State Change";
    private static final String INSTANCE = "ECS Container Instance State Change";
    private static final String ACTION = "ECS Service Action";
    private static final String DEPLOYMENT = "ECS Deployment State Change";

    /** R11.2, R3.8: each field as soon as it is known, and none before; health is never told. */
    @Test
    void aTaskIsToldWithWhatIsKnownOfIt() {
        List<JsonNode> told = Story.details(TASK);
        JsonNode pending = told.get(0);
        JsonNode running = told.get(1);
        JsonNode stopped = told.get(3);

        assertThat(names(pending))
                .doesNotContain("startedAt", "pullStartedAt", "stopCode", "stoppedReason", "stoppedAt");
        assertThat(pending.at("/containers/0/lastStatus").asText()).isEqualTo("PENDING");
        assertThat(names(running)).doesNotContain("stopCode", "stoppingAt", "stoppedAt");
        assertThat(names(running.at("/containers/0"))).doesNotContain("exitCode", "reason");
        assertThat(names(stopped))
                .containsExactly(
                        "attachments",
                        "availabilityZone",
                        "clusterArn",
                        "connectivity",
                        "connectivityAt",
                        "containerInstanceArn",
                        "containers",
                        "cpu",
                        "createdAt",
                        "desiredStatus",
                        "executionStoppedAt",
                        "group",
                        "lastStatus",
                        "launchType",
                        "memory",
                        "overrides",
                        "pullStartedAt",
                        "pullStoppedAt",
                        "startedAt",
                        "startedBy",
                        "stopCode",
                        "stoppedReason",
                        "stoppingAt",
                        "stoppedAt",
                        "taskArn",
                        "taskDefinitionArn",
                        "updatedAt",
                        "version");
        assertThat(names(stopped.at("/containers/0")))
                .containsExactly(
                        "containerArn",
                        "exitCode",
                        "lastStatus",
                        "name",
                        "image",
                        "imageDigest",
                        "runtimeId",
                        "taskArn",
                        "networkBindings",
                        "networkInterfaces",
                        "cpu",
                        "memory",
                        "memoryReservation");
        assertThat(stopped.get("cpu").asText()).as("demand of the task, R2.20").isEqualTo("256");
        assertThat(stopped.get("memory").asText()).as("R2.21").isEqualTo("512");
        assertThat(stopped.get("stopCode").asText()).isEqualTo("ServiceSchedulerInitiated");
        assertThat(told.toString()).doesNotContain("healthStatus");
        assertThat(told.stream().limit(4).map(task -> task.get("version").asInt()))
                .as("the version grows by one with each event")
                .containsExactly(1, 2, 3, 4);
    }

    /** R11.2, R2.34: a task with an interface of its own, that never starts. */
    @Test
    void aTaskThatNeverStartsHasNoStartAndTellsWhy() {
        List<JsonNode> told = Story.details(TASK).subList(4, 8);
        JsonNode first = told.get(0);
        JsonNode stopped = told.get(3);

        assertThat(first.get("lastStatus").asText()).isEqualTo("PROVISIONING");
        assertThat(names(first)).doesNotContain("containerInstanceArn", "availabilityZone", "connectivity");
        assertThat(told.stream().map(task -> task.at("/attachments/0/status").asText()))
                .containsExactly("PRECREATED", "ATTACHED", "DETACHING", "DELETED");
        assertThat(stopped.at("/containers/0/networkInterfaces/0/attachmentId"))
                .isEqualTo(stopped.at("/attachments/0/id"));
        assertThat(names(stopped)).doesNotContain("startedAt");
        assertThat(stopped.at("/containers/0/reason").asText()).isEqualTo("CannotPullContainerError: no route");
        assertThat(names(stopped.at("/containers/0"))).doesNotContain("exitCode", "runtimeId", "imageDigest");
        assertThat(stopped.at("/containers/1/lastStatus").asText()).isEqualTo("STOPPED");
    }

    /** R2.31: static host ports while the container runs. */
    @Test
    void staticHostPortsAreBoundWhileTheContainerRuns() {
        List<JsonNode> told = Story.details(TASK);

        assertThat(told.get(0).at("/containers/0/networkBindings")).isEmpty();
        assertThat(told.get(1).at("/containers/0/networkBindings").toString())
                .isEqualTo("[{\"bindIP\":\"0.0.0.0\",\"containerPort\":80,\"hostPort\":8080,\"protocol\":\"tcp\"}]");
        assertThat(told.get(3).at("/containers/0/networkBindings")).isEmpty();
    }

    /** R9.3: ISO 8601 in UTC from the Unix epoch, milliseconds without trailing zeros. */
    @Test
    void timesAreIsoTexts() {
        JsonNode event = Story.events().get(6);
        JsonNode stopped = Story.details(TASK).get(3);

        assertThat(event.get("time").asText()).isEqualTo("1970-01-01T00:01:00Z");
        assertThat(stopped.get("createdAt").asText()).isEqualTo("1970-01-01T00:00:02Z");
        assertThat(stopped.get("connectivityAt").asText()).isEqualTo("1970-01-01T00:00:02.402Z");
        assertThat(stopped.get("pullStartedAt").asText()).isEqualTo("1970-01-01T00:00:03.1Z");
        assertThat(stopped.get("pullStoppedAt").asText()).isEqualTo("1970-01-01T00:00:07.62Z");
        assertThat(stopped.get("updatedAt").asText()).isEqualTo("1970-01-01T00:01:01.01Z");
    }

    /** R9.11: names of resources. */
    @Test
    void arnsHaveTheirForms() {
        JsonNode task = Story.details(TASK).get(3);
        String prefix = "arn:aws:ecs:us-east-1:111122223333:";

        assertThat(task.get("clusterArn").asText()).isEqualTo(prefix + "cluster/sim");
        assertThat(task.get("taskDefinitionArn").asText()).isEqualTo(prefix + "task-definition/shop-web:3");
        assertThat(task.get("taskArn").asText()).isEqualTo(prefix + "task/sim/" + "0".repeat(32));
        assertThat(Story.details(TASK).get(4).get("taskArn").asText())
                .as("the second task of the service")
                .isEqualTo(prefix + "task/sim/" + "0".repeat(31) + "1");
        assertThat(task.get("containerInstanceArn").asText()).matches(prefix + "container-instance/sim/[0-9a-f]{32}");
        String taskId = task.get("taskArn").asText().substring((prefix + "task/sim/").length());
        assertThat(task.at("/containers/0/containerArn").asText())
                .matches(prefix + "container/sim/" + taskId + "/[0-9a-f-]{36}");
        assertThat(Story.events().get(3).at("/resources/0").asText())
                .isEqualTo(Story.details(INSTANCE)
                        .get(0)
                        .get("containerInstanceArn")
                        .asText());
        assertThat(Story.events().get(4).at("/resources/0")).isEqualTo(task.get("taskArn"));
    }

    /** R11.3, R2.4, R2.5: resources in their entries; of ports, those in use are listed. */
    @Test
    void anInstanceIsToldWithWhatItHasAndWhatRemains() {
        List<JsonNode> told = Story.details(INSTANCE);
        JsonNode used = told.get(2);

        assertThat(names(used))
                .containsExactly(
                        "agentConnected",
                        "attributes",
                        "clusterArn",
                        "containerInstanceArn",
                        "ec2InstanceId",
                        "registeredResources",
                        "remainingResources",
                        "status",
                        "version",
                        "versionInfo",
                        "updatedAt");
        assertThat(used.get("ec2InstanceId").asText()).isEqualTo("i-a");
        assertThat(used.get("registeredResources").toString())
                .startsWith("[{\"name\":\"CPU\",\"type\":\"INTEGER\",\"integerValue\":4096},"
                        + "{\"name\":\"MEMORY\",\"type\":\"INTEGER\",\"integerValue\":15974},"
                        + "{\"name\":\"PORTS\",\"type\":\"STRINGSET\",\"stringSetValue\":"
                        + "[\"22\",\"2375\",\"2376\",\"51678\",\"51679\"]},"
                        + "{\"name\":\"PORTS_UDP\",\"type\":\"STRINGSET\",\"stringSetValue\":[]},");
        assertThat(used.at("/registeredResources/4/stringSetValue")).hasSize(2);
        assertThat(used.at("/remainingResources/0/integerValue").asInt()).isEqualTo(4096 - 256);
        assertThat(used.at("/remainingResources/1/integerValue").asInt()).isEqualTo(15974 - 512);
        assertThat(used.at("/remainingResources/2/stringSetValue").toString()).contains("\"8080\"");
        assertThat(told.get(0).at("/remainingResources/2/stringSetValue").toString())
                .doesNotContain("8080");
        assertThat(told.get(2).get("version").asInt())
                .isGreaterThan(told.get(0).get("version").asInt());
    }

    /** R11.3: a machine that registers again is another container instance, and its versions begin again. */
    @Test
    void whoRegistersAgainIsAnotherContainerInstance() {
        List<JsonNode> told = Story.details(INSTANCE);
        JsonNode first = told.get(1);
        JsonNode gone = told.get(3);
        JsonNode second = told.get(4);

        assertThat(gone.get("status").asText()).isEqualTo("INACTIVE");
        assertThat(gone.get("agentConnected").asBoolean()).isFalse();
        assertThat(gone.get("containerInstanceArn")).isEqualTo(first.get("containerInstanceArn"));
        assertThat(second.get("containerInstanceArn")).isNotEqualTo(first.get("containerInstanceArn"));
        assertThat(second.get("version").asInt()).isEqualTo(1);
    }

    /** R11.4: fields that apply, no version. */
    @Test
    void aServiceActionTellsWhatAndWhy() {
        List<JsonNode> told = Story.details(ACTION);
        String arn = Story.details(INSTANCE).get(4).get("containerInstanceArn").asText();

        assertThat(told.get(0).toString())
                .isEqualTo("{\"eventType\":\"INFO\",\"eventName\":\"SERVICE_STEADY_STATE\","
                        + "\"clusterArn\":\"arn:aws:ecs:us-east-1:111122223333:cluster/sim\","
                        + "\"createdAt\":\"1970-01-01T00:01:31Z\"}");
        assertThat(told.get(1).toString())
                .isEqualTo("{\"eventType\":\"ERROR\",\"eventName\":\"SERVICE_TASK_PLACEMENT_FAILURE\","
                        + "\"clusterArn\":\"arn:aws:ecs:us-east-1:111122223333:cluster/sim\","
                        + "\"containerInstanceArns\":[\"" + arn + "\"],\"reason\":\"RESOURCE:CPU\","
                        + "\"createdAt\":\"1970-01-01T00:01:32Z\"}");
    }

    /** R11.5. */
    @Test
    void aDeploymentTellsItsStateAndWhy() {
        List<JsonNode> told = Story.details(DEPLOYMENT);

        assertThat(told.get(0).toString())
                .isEqualTo("{\"eventType\":\"INFO\",\"eventName\":\"SERVICE_DEPLOYMENT_IN_PROGRESS\","
                        + "\"deploymentId\":\"ecs-svc/123\",\"updatedAt\":\"1970-01-01T00:00:01Z\","
                        + "\"reason\":\"ECS deployment ecs-svc/123 in progress.\"}");
        assertThat(told.get(1).get("eventType").asText()).isEqualTo("ERROR");
        assertThat(told.get(1).get("eventName").asText()).isEqualTo("SERVICE_DEPLOYMENT_FAILED");
    }

    @Test
    void theSameRunGivesTheSameBytesAndAnotherSeedOtherIds() {
        EventStreamSettings otherSeed = new EventStreamSettings(8, 0, "us-east-1", "111122223333");
        EventStreamSettings otherReplication = new EventStreamSettings(7, 1, "us-east-1", "111122223333");

        assertThat(Story.text(Story.SETTINGS))
                .isEqualTo(Story.text(Story.SETTINGS))
                .endsWith("}\n");
        assertThat(ids(otherSeed)).doesNotContainAnyElementsOf(ids(Story.SETTINGS));
        assertThat(ids(otherReplication)).doesNotContainAnyElementsOf(ids(Story.SETTINGS));
    }

    private static List<String> ids(EventStreamSettings settings) {
        List<String> ids = new ArrayList<>();
        for (JsonNode event : Story.parse(Story.text(settings))) {
            ids.add(event.get("id").asText());
            if (event.get("detail").has("ec2InstanceId")) {
                ids.add(event.at("/detail/containerInstanceArn").asText());
            }
        }
        return ids;
    }

    @Test
    void settingsThatNoAccountHasAreRefused() {
        assertThat(EventStreamSettings.of(1, 0, Story.INSTANCES).region()).isEqualTo("us-east-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventStreamSettings(1, 0, "us-east-1", "12"))
                .withMessage("account must have 12 digits, was \"12\"");
        assertThatIllegalArgumentException().isThrownBy(() -> new EventStreamSettings(1, 0, "", "111122223333"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventStreamSettings(1, -1, "us-east-1", "111122223333"));
    }

    @Test
    void aFullDiskIsSaid() {
        Writer full = new Writer() {
            @Override
            public void write(char[] text, int offset, int length) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };

        assertThatThrownBy(() -> {
                    try (EventStreamWriter writer = new EventStreamWriter(full, Story.SETTINGS, Story.INSTANCES)) {
                        writer.serviceAction(
                                new ServiceAction("sim", "shop", 0, EventLevel.INFO, "TASKS_STARTED", "", List.of()));
                    }
                })
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot write the event stream: No space left on device");
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        for (Iterator<String> fields = node.fieldNames(); fields.hasNext(); ) {
            names.add(fields.next());
        }
        return names;
    }
}
