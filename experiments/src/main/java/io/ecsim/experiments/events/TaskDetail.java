package io.ecsim.experiments.events;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ecsim.cluster.Container;
import io.ecsim.cluster.ContainerStatus;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskStatus;
import io.ecsim.model.ContainerDefinition;
import io.ecsim.model.Demand;
import io.ecsim.model.NetworkMode;
import io.ecsim.model.PortMapping;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** The detail of an ECS Task State Change (R11.2): the task as DescribeTasks shows it, without its health. */
final class TaskDetail {

    /** What LATEST means (R8.9). */
    private static final String FARGATE_PLATFORM = "1.4.0";

    private final EventTime time;
    private final JsonGenerator json;
    private final ResourceNames names;

    TaskDetail(JsonGenerator json, ResourceNames names, EventTime time) {
        this.time = time;
        this.json = json;
        this.names = names;
    }

    /**
     * The instance that a task was given.
     *
     * @param arn its ARN when the task came to it; empty on Fargate
     * @param zone its Availability Zone
     * @param connected whether its agent was connected when last heard of
     */
    record Host(String arn, String zone, boolean connected) {}

    void write(Task task, String id, int version, Optional<Host> host, long nowMicros) throws IOException {
        Demand demand = task.definition().demand();
        json.writeStartObject();
        attachments(task, id);
        if (host.isPresent()) {
            json.writeStringField("availabilityZone", host.get().zone());
        }
        text("capacityProviderName", task.capacityProvider());
        json.writeStringField("clusterArn", names.cluster(task.cluster()));
        if (host.isPresent() && task.connectedMicros() != Task.ABSENT) {
            json.writeStringField("connectivity", host.get().connected() ? "CONNECTED" : "DISCONNECTED");
            time("connectivityAt", task.connectedMicros());
        }
        if (host.isPresent()) {
            text("containerInstanceArn", host.get().arn());
        }
        containers(task, id);
        json.writeStringField("cpu", Integer.toString(demand.cpuUnits()));
        time("createdAt", task.createdMicros());
        json.writeStringField("desiredStatus", task.desiredStatus().name());
        if (task.onFargate()) {
            json.writeObjectFieldStart("ephemeralStorage");
            json.writeNumberField("sizeInGiB", task.definition().ephemeralStorageGiB());
            json.writeEndObject();
        }
        time("executionStoppedAt", task.executionStoppedMicros());
        json.writeStringField("group", task.group());
        json.writeStringField("lastStatus", task.status().name());
        json.writeStringField("launchType", task.onFargate() ? "FARGATE" : "EC2");
        json.writeStringField("memory", Integer.toString(demand.memoryMiB()));
        overrides(task);
        if (task.onFargate()) {
            json.writeStringField("platformVersion", FARGATE_PLATFORM);
        }
        time("pullStartedAt", task.pullStartedMicros());
        time("pullStoppedAt", task.pullStoppedMicros());
        time("startedAt", task.startedMicros());
        text("startedBy", task.startedBy());
        if (task.stops()) {
            json.writeStringField("stopCode", task.stopCode().apiName());
        }
        text("stoppedReason", task.stoppedReason());
        time("stoppingAt", task.stoppingMicros());
        time("stoppedAt", task.stoppedMicros());
        json.writeStringField("taskArn", names.task(task.cluster(), id));
        json.writeStringField(
                "taskDefinitionArn", names.taskDefinition(task.definition().name()));
        time("updatedAt", nowMicros);
        json.writeNumberField("version", version);
        json.writeEndObject();
    }

    /** The network interface of an awsvpc task is its only attachment. */
    private void attachments(Task task, String id) throws IOException {
        json.writeArrayFieldStart("attachments");
        if (task.definition().networkMode() == NetworkMode.AWSVPC) {
            json.writeStartObject();
            json.writeStringField("id", names.part(id, "eni").toString());
            json.writeStringField("type", "eni");
            json.writeStringField("status", attachmentStatus(task.status()));
            json.writeArrayFieldStart("details");
            if (task.status() != TaskStatus.PROVISIONING) {
                json.writeStartObject();
                json.writeStringField("name", "networkInterfaceId");
                json.writeStringField("value", "eni-" + names.digits(id, "networkInterfaceId", 17));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String attachmentStatus(TaskStatus status) {
        return switch (status) {
            case PROVISIONING, BACKING_OFF -> "PRECREATED";
            case PENDING, ACTIVATING, RUNNING, DEACTIVATING, STOPPING -> "ATTACHED";
            case DEPROVISIONING -> "DETACHING";
            case STOPPED -> "DELETED";
        };
    }

    private void containers(Task task, String id) throws IOException {
        json.writeArrayFieldStart("containers");
        for (Container container : task.containers()) {
            ContainerDefinition definition = container.definition();
            json.writeStartObject();
            json.writeStringField("containerArn", names.container(task.cluster(), id, definition.name()));
            if (container.exitCode() != Container.ABSENT) {
                json.writeNumberField("exitCode", container.exitCode());
            }
            json.writeStringField("lastStatus", reported(container.status()));
            json.writeStringField("name", definition.name());
            image(container);
            if (created(container)) {
                json.writeStringField("runtimeId", names.digits(id, "runtime " + definition.name(), 64));
            }
            text("reason", container.reason());
            json.writeStringField("taskArn", names.task(task.cluster(), id));
            networkBindings(task, container);
            networkInterfaces(task, id);
            json.writeStringField("cpu", Integer.toString(definition.cpuUnits()));
            amount("memory", definition.memoryMiB());
            amount("memoryReservation", definition.memoryReservationMiB());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** What is between nothing and RUNNING shows as PENDING (R3.8). */
    private static String reported(ContainerStatus status) {
        return switch (status) {
            case NONE, PULLED, CREATED -> "PENDING";
            case RUNNING, STOPPED -> status.name();
        };
    }

    private static boolean created(Container container) {
        return container.status() == ContainerStatus.CREATED || container.startedMicros() != Container.ABSENT;
    }

    /** Images of ECR have a digest in the stream once they are on the host; ours follows from the reference. */
    private void image(Container container) throws IOException {
        String image = container.definition().lifecycle().image();
        text("image", image);
        if (image.contains(".dkr.ecr.") && (container.status() == ContainerStatus.PULLED || created(container))) {
            json.writeStringField("imageDigest", "sha256:" + names.digits(image, "digest", 64));
        }
    }

    /** Static host ports while the container runs; which dynamic ports Docker picks is not simulated (R2.31). */
    private void networkBindings(Task task, Container container) throws IOException {
        NetworkMode mode = task.definition().networkMode();
        json.writeArrayFieldStart("networkBindings");
        if (container.status() == ContainerStatus.RUNNING && (mode == NetworkMode.BRIDGE || mode == NetworkMode.HOST)) {
            for (PortMapping mapping : container.definition().portMappings()) {
                int hostPort = mode == NetworkMode.HOST ? mapping.containerPort() : mapping.hostPort();
                if (hostPort > 0) {
                    json.writeStartObject();
                    json.writeStringField("bindIP", "0.0.0.0");
                    json.writeNumberField("containerPort", mapping.containerPort());
                    json.writeNumberField("hostPort", hostPort);
                    json.writeStringField("protocol", mapping.protocol().name().toLowerCase(Locale.ROOT));
                    json.writeEndObject();
                }
            }
        }
        json.writeEndArray();
    }

    private void networkInterfaces(Task task, String id) throws IOException {
        json.writeArrayFieldStart("networkInterfaces");
        if (task.definition().networkMode() == NetworkMode.AWSVPC) {
            json.writeStartObject();
            json.writeStringField("attachmentId", names.part(id, "eni").toString());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void overrides(Task task) throws IOException {
        json.writeObjectFieldStart("overrides");
        json.writeArrayFieldStart("containerOverrides");
        for (Container container : task.containers()) {
            json.writeStartObject();
            json.writeStringField("name", container.definition().name());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void time(String field, long micros) throws IOException {
        if (micros != Task.ABSENT) {
            json.writeStringField(field, time.millis(micros));
        }
    }

    private void text(String field, String value) throws IOException {
        if (!value.isEmpty()) {
            json.writeStringField(field, value);
        }
    }

    /** Amounts of a container are texts, and absent where the definition does not set them. */
    private void amount(String field, int value) throws IOException {
        if (value > 0) {
            json.writeStringField(field, Integer.toString(value));
        }
    }
}
