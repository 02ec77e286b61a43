package io.ecsim.experiments.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Container;
import io.ecsim.cluster.ContainerStatus;
import io.ecsim.cluster.DefinitionNeeds;
import io.ecsim.cluster.HealthStatus;
import io.ecsim.cluster.StopCode;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskStatus;
import io.ecsim.cluster.TaskTable;
import io.ecsim.model.AvailabilityZone;
import io.ecsim.model.ContainerDefinition;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.ContainerLifecycle;
import io.ecsim.model.Demand;
import io.ecsim.model.NetworkMode;
import io.ecsim.model.PortMapping;
import io.ecsim.model.Protocol;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.DeploymentStateChange;
import io.ecsim.observe.EventLevel;
import io.ecsim.observe.ServiceAction;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A story told by hand: two instances, the task of a service that runs and is stopped on one of them, another that never
 * starts, what the service says. Every field that can be written is written somewhere in it.
 */
final class Story {

    static final long SECOND = 1_000_000;
    static final EventStreamSettings SETTINGS =
            new EventStreamSettings(7, 0, "us-east-1", EventStreamSettings.EXAMPLE_ACCOUNT);
    static final List<ContainerInstance> INSTANCES =
            List.of(instance("i-a", "us-east-1a"), instance("i-b", "us-east-1b"));

    private static final ContainerDefinition WEB = new ContainerDefinition(
            "web",
            256,
            512,
            384,
            0,
            true,
            List.of(new PortMapping(80, 8080, Protocol.TCP), new PortMapping(81, 0, Protocol.TCP)),
            lifecycle("111122223333.dkr.ecr.us-east-1.amazonaws.com/shop:7"));
    private static final ContainerDefinition PROXY =
            new ContainerDefinition("proxy", 0, 0, 128, 0, false, List.of(), lifecycle("envoy:1"));

    private final ClusterState cluster = new ClusterState(INSTANCES);
    private final TaskTable table = new TaskTable();
    private final EventStreamWriter writer;

    private Story(EventStreamWriter writer) {
        this.writer = writer;
    }

    private static ContainerLifecycle lifecycle(String image) {
        return new ContainerLifecycle(image, List.of(), Optional.empty(), 0, 0, Optional.empty());
    }

    private static ContainerInstance instance(String id, String zone) {
        return new ContainerInstance(
                id,
                new AvailabilityZone(zone),
                "g4dn.xlarge",
                4096,
                15974,
                2,
                2,
                ContainerInstance.DEFAULT_RESERVED_PORTS,
                Map.of(),
                Map.of("ecs.availability-zone", zone, "stack", "prod"),
                526_000,
                "g4dn.xlarge",
                "sim");
    }

    static TaskDefinition definition(NetworkMode mode) {
        return new TaskDefinition("shop-web", 3, mode, 0, 0, List.of(WEB, PROXY), List.of(), Map.of());
    }

    /** Returns the lines of the story. */
    static String text(EventStreamSettings settings) {
        StringWriter out = new StringWriter();
        try (EventStreamWriter writer = new EventStreamWriter(out, settings, INSTANCES)) {
            new Story(writer).tell();
        }
        return out.toString();
    }

    /** Returns the events of the story. */
    static List<JsonNode> events() {
        return parse(text(SETTINGS));
    }

    static List<JsonNode> parse(String lines) {
        ObjectMapper mapper = new ObjectMapper();
        return lines.lines()
                .map(line -> {
                    try {
                        return mapper.readTree(line);
                    } catch (JsonProcessingException e) {
                        throw new AssertionError("not JSON: " + line, e);
                    }
                })
                .toList();
    }

    /** Returns the details of one kind, in order. */
    static List<JsonNode> details(String detailType) {
        return events().stream()
                .filter(event -> event.get("detail-type").asText().equals(detailType))
                .map(event -> event.get("detail"))
                .toList();
    }

    private void tell() {
        for (int row = 0; row < INSTANCES.size(); row++) {
            cluster.register(row, 0);
            writer.containerInstanceStateChanged(cluster, row, 0);
        }
        writer.deploymentStateChanged(new DeploymentStateChange(
                "sim",
                "shop",
                SECOND,
                "ecs-svc/123",
                DeploymentStateChange.State.IN_PROGRESS,
                "ECS deployment ecs-svc/123 in progress."));
        runAndStop();
        neverStart();
        replaceInstance();
        writer.serviceAction(
                new ServiceAction("sim", "shop", 91 * SECOND, EventLevel.INFO, "SERVICE_STEADY_STATE", "", List.of()));
        writer.serviceAction(new ServiceAction(
                "sim",
                "shop",
                92 * SECOND,
                EventLevel.ERROR,
                "SERVICE_TASK_PLACEMENT_FAILURE",
                "RESOURCE:CPU",
                List.of("i-b")));
        writer.deploymentStateChanged(new DeploymentStateChange(
                "sim",
                "shop",
                93 * SECOND,
                "ecs-svc/123",
                DeploymentStateChange.State.FAILED,
                "ECS deployment circuit breaker: task failed to start."));
    }

    /** A bridge task from PENDING to STOPPED, told after each step. */
    private void runAndStop() {
        Demand demand = definition(NetworkMode.BRIDGE).demand();
        DefinitionNeeds needs = cluster.needs(demand, "service:shop");
        Task task = task(NetworkMode.BRIDGE, 0, 2 * SECOND);
        task.place(0);
        cluster.reserve(0, needs, demand.cpuUnits(), demand.memoryMiB(), 0);
        writer.containerInstanceStateChanged(cluster, 0, 2 * SECOND);
        become(task, TaskStatus.PENDING, 2 * SECOND + 402_999);
        task.connected(2 * SECOND + 402_999);
        task.pullStarted(3 * SECOND + 100_000);
        task.pullStopped(7 * SECOND + 620_000);
        for (Container container : task.containers()) {
            container.become(ContainerStatus.PULLED, 7 * SECOND);
            container.become(ContainerStatus.CREATED, 8 * SECOND);
            container.become(ContainerStatus.RUNNING, 9 * SECOND);
        }
        become(task, TaskStatus.RUNNING, 9 * SECOND);
        task.setHealth(HealthStatus.HEALTHY);
        writer.taskStateChanged(task, 40 * SECOND); // health is not in the stream: no event
        task.stop(StopCode.SERVICE_SCHEDULER_INITIATED, "Scaling activity initiated by (deployment ecs-svc/124)");
        become(task, TaskStatus.STOPPING, 60 * SECOND);
        for (Container container : task.containers()) {
            container.become(ContainerStatus.STOPPED, 61 * SECOND);
            container.exit(143, 61 * SECOND);
        }
        task.executionStopped(61 * SECOND);
        cluster.release(0, needs, demand.cpuUnits(), demand.memoryMiB(), 0);
        become(task, TaskStatus.STOPPED, 61 * SECOND + 10_000);
    }

    /** An awsvpc task whose image cannot be pulled. */
    private void neverStart() {
        Task task = task(NetworkMode.AWSVPC, 1, 70 * SECOND);
        writer.taskStateChanged(task, 70 * SECOND);
        task.place(1);
        become(task, TaskStatus.PENDING, 77 * SECOND);
        task.container("web").become(ContainerStatus.STOPPED, 78 * SECOND);
        task.container("web").because("CannotPullContainerError: no route");
        task.stop(StopCode.TASK_FAILED_TO_START, "CannotPullContainerError: no route");
        become(task, TaskStatus.DEPROVISIONING, 78 * SECOND);
        become(task, TaskStatus.STOPPED, 90 * SECOND);
    }

    /** The second instance goes and another machine registers in its place. */
    private void replaceInstance() {
        cluster.deregister(1);
        writer.containerInstanceStateChanged(cluster, 1, 90 * SECOND);
        cluster.register(1, 91 * SECOND);
        writer.containerInstanceStateChanged(cluster, 1, 91 * SECOND);
    }

    private Task task(NetworkMode mode, long ordinal, long nowMicros) {
        Demand demand = definition(mode).demand();
        int row = table.add(0, demand.cpuUnits(), demand.memoryMiB(), 0, 0, nowMicros, ordinal, 0);
        return new Task(table, row, 0, definition(mode), "sim", "service:shop", "ecs-svc/123", nowMicros);
    }

    private void become(Task task, TaskStatus next, long nowMicros) {
        task.become(next, nowMicros);
        writer.taskStateChanged(task, nowMicros);
    }
}
