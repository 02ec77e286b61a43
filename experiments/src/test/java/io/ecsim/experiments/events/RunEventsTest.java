package io.ecsim.experiments.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import io.ecsim.agent.AgentSettings;
import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.controlplane.ControlPlane;
import io.ecsim.controlplane.NoFitPolicy;
import io.ecsim.controlplane.RunOptions;
import io.ecsim.controlplane.TaskSpec;
import io.ecsim.controlplane.World;
import io.ecsim.faults.FaultPlan;
import io.ecsim.images.ImageSettings;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Service;
import io.ecsim.model.TaskDefinition;
import io.ecsim.random.Streams;
import io.ecsim.schedulers.BuiltInStrategies;
import io.ecsim.services.ServicePlan;
import io.ecsim.services.ServiceUpdate;
import io.ecsim.workload.Workload;
import java.io.IOException;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The event stream of a whole run: a service of four tasks is updated after ten minutes. */
class RunEventsTest {

    private static final long SECOND = 1_000_000;
    private static final List<ContainerInstance> INSTANCES = List.of(
            ContainerInstance.of("i-1", "us-east-1a", 4096, 8192),
            ContainerInstance.of("i-2", "us-east-1b", 4096, 8192));
    private static final List<String> STATUSES = List.of(
            "PROVISIONING",
            "PENDING",
            "ACTIVATING",
            "RUNNING",
            "DEACTIVATING",
            "STOPPING",
            "DEPROVISIONING",
            "STOPPED");

    private static String run(long seed) {
        TaskSpec spec = new TaskSpec(TaskDefinition.of("web", 512, 1024), "service:web", List.of(), true);
        ServicePlan plan =
                new ServicePlan(Service.replica("web", 4), 0, List.of(ServiceUpdate.revision(600 * SECOND, 1)));
        World world = new World(
                        INSTANCES,
                        List.of(spec, spec),
                        Workload.EMPTY,
                        new NoFitPolicy.Wait(false),
                        FaultPlan.NONE,
                        1800 * SECOND,
                        0)
                .with(new ControlPlane(AgentSettings.DEFAULT, ImageSettings.CACHED, List.of(plan)));
        StringWriter out = new StringWriter();
        try (EventStreamWriter writer =
                new EventStreamWriter(out, EventStreamSettings.of(seed, 0, INSTANCES), INSTANCES)) {
            ClusterSimulation.run(
                    world,
                    BuiltInStrategies.catalogue().parse("binpack(memory)"),
                    new Streams(seed, 0),
                    RunOptions.DEFAULT,
                    writer);
        }
        return out.toString();
    }

    /** R11.1 to R11.5, of what a run really tells. */
    @Test
    void everyEventOfARunHasTheShapeOfTheRealStream() throws IOException {
        Schema schema = EventShapeTest.schema();

        assertThat(run(1).lines())
                .hasSizeGreaterThan(40)
                .allSatisfy(line -> assertThat(schema.validate(line, InputFormat.JSON))
                        .as(line)
                        .isEmpty());
    }

    /** R3.1, R3.6, R11.1: time does not go back; a task only moves on, its version by one each time. */
    @Test
    void eventsOfATaskFollowItsLife() {
        Map<String, JsonNode> before = new LinkedHashMap<>();
        String time = "";
        for (JsonNode event : Story.parse(run(1))) {
            assertThat(event.get("time").asText()).isGreaterThanOrEqualTo(time);
            time = event.get("time").asText();
            if (event.get("detail").has("taskDefinitionArn")) {
                JsonNode task = event.get("detail");
                JsonNode last = before.put(task.get("taskArn").asText(), task);
                int version = last == null ? 0 : last.get("version").asInt();
                assertThat(task.get("version").asInt()).isEqualTo(version + 1);
                if (last != null) {
                    assertThat(status(task)).isGreaterThanOrEqualTo(status(last));
                }
            }
        }

        assertThat(before).as("four old tasks and four new ones").hasSize(8);
        assertThat(before.values().stream().map(task -> task.get("lastStatus").asText()))
                .containsOnly("RUNNING", "STOPPED")
                .filteredOn("STOPPED"::equals)
                .hasSize(4);
    }

    private static int status(JsonNode task) {
        return STATUSES.indexOf(task.get("lastStatus").asText());
    }

    /** R11.6: with the start of a task its instance tells what remains. */
    @Test
    void aStartMakesAnEventOfTheTaskAndOneOfItsInstance() {
        List<JsonNode> events = Story.parse(run(1));
        JsonNode task = events.stream()
                .filter(event -> event.get("detail").has("taskDefinitionArn"))
                .findFirst()
                .orElseThrow();
        List<JsonNode> instances = events.stream()
                .filter(event ->
                        event.at("/detail/containerInstanceArn").equals(task.at("/detail/containerInstanceArn"))
                                && event.get("detail").has("remainingResources")
                                && event.at("/detail/updatedAt").equals(task.at("/detail/updatedAt")))
                .toList();

        assertThat(instances).isNotEmpty();
        assertThat(instances
                        .get(0)
                        .at("/detail/remainingResources/0/integerValue")
                        .asInt())
                .isEqualTo(4096 - 512);
    }

    /** R11.4, R11.5: two deployments begin and complete, and each ends in a steady state. */
    @Test
    void theServiceTellsItsDeployments() {
        List<String> names = Story.parse(run(1)).stream()
                .filter(event -> event.get("detail").has("eventName"))
                .map(event -> event.at("/detail/eventName").asText())
                .toList();

        assertThat(names)
                .containsSubsequence(
                        "SERVICE_DEPLOYMENT_IN_PROGRESS",
                        "SERVICE_DEPLOYMENT_COMPLETED",
                        "SERVICE_STEADY_STATE",
                        "SERVICE_DEPLOYMENT_IN_PROGRESS",
                        "SERVICE_DEPLOYMENT_COMPLETED",
                        "SERVICE_STEADY_STATE");
    }

    @Test
    void theSameSeedGivesTheSameBytes() {
        assertThat(run(1)).isEqualTo(run(1));
        assertThat(run(2)).isNotEqualTo(run(1));
    }
}
