package io.ecsim.experiments.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskStatus;
import io.ecsim.model.ContainerInstance;
import io.ecsim.observe.ControlPlaneObserver;
import io.ecsim.observe.DeploymentStateChange;
import io.ecsim.observe.ServiceAction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes what the control plane tells as the events that Amazon EventBridge would carry, one JSON object a line (R11.1 to
 * R11.5), so that a tool made for the real stream reads a simulated one. The same run gives the same bytes. Memory follows
 * live tasks and instances.
 */
public final class EventStreamWriter implements ControlPlaneObserver, AutoCloseable {

    private final EventStreamSettings settings;
    private final List<ContainerInstance> instances;
    private final Map<String, Integer> rows = new HashMap<>();
    private final ResourceNames names;
    private final JsonGenerator json;
    private final TaskDetail taskDetail;
    private final InstanceDetail instanceDetail;
    private final Map<Task, Live> tasks = new IdentityHashMap<>();
    private final Registration[] registrations;
    private final EventTime time;
    private long events;

    /** What is known of a task from the first event about it. */
    private static final class Live {
        private final String id;
        private int instance = (int) Task.ABSENT;
        private String instanceArn = "";

        /** Its own version when it was last told. */
        private int toldVersion;

        /** How often it has been told: its version in the stream. */
        private int version;

        Live(String id) {
            this.id = id;
        }
    }

    /** A container instance from registration to deregistration; its version counts its changes (R11.1). */
    private static final class Registration {
        private final long atMicros;
        private final String arn;
        private boolean connected = true;
        private int version;

        Registration(long atMicros, String arn) {
            this.atMicros = atMicros;
            this.arn = arn;
        }
    }

    /** Makes a writer for one run in which time 0 is the beginning of 1970. */
    public EventStreamWriter(Writer out, EventStreamSettings settings, List<ContainerInstance> instances) {
        this(out, settings, instances, 0);
    }

    /**
     * Makes a writer for one run.
     *
     * @param out where the lines go; closed with this writer
     * @param instances the instances of the world, in its order
     * @param startsAtMicros which instant time 0 is, in microseconds since 1970
     */
    public EventStreamWriter(
            Writer out, EventStreamSettings settings, List<ContainerInstance> instances, long startsAtMicros) {
        this.time = new EventTime(startsAtMicros);
        this.settings = settings;
        this.instances = List.copyOf(instances);
        this.names = new ResourceNames(settings);
        try {
            json = new JsonFactory().createGenerator(out);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
        json.setRootValueSeparator(new SerializedString("\n"));
        taskDetail = new TaskDetail(json, names, time);
        instanceDetail = new InstanceDetail(json, names, time);
        registrations = new Registration[instances.size()];
        for (int row = 0; row < registrations.length; row++) {
            rows.put(instances.get(row).cluster() + "/" + instances.get(row).id(), row);
            registrations[row] = registered(row, 0);
        }
    }

    private Registration registered(int row, long atMicros) {
        ContainerInstance spec = instances.get(row);
        return new Registration(atMicros, names.containerInstance(spec.cluster(), spec.id(), atMicros));
    }

    @Override
    public void taskStateChanged(Task task, long nowMicros) {
        if (task.status() == TaskStatus.BACKING_OFF) {
            return; // a delay of ours, not a state of ECS
        }
        Live live = tasks.computeIfAbsent(task, one -> new Live(one.id()));
        if (live.toldVersion == task.version()) {
            return; // what has changed is not in the stream, as its health (R11.2)
        }
        live.toldVersion = task.version();
        live.version++;
        if (live.instance != task.instance() && !task.onFargate()) {
            live.instance = task.instance();
            live.instanceArn = registrations[live.instance].arn;
        }
        write(
                "ECS Task State Change",
                names.task(task.cluster(), live.id),
                nowMicros,
                () -> taskDetail.write(task, live.id, live.version, host(task, live), nowMicros));
        if (task.status() == TaskStatus.STOPPED) {
            tasks.remove(task);
        }
    }

    private Optional<TaskDetail.Host> host(Task task, Live live) {
        if (!task.fargateZone().isEmpty()) {
            return Optional.of(new TaskDetail.Host("", task.fargateZone(), task.status() != TaskStatus.STOPPED));
        }
        if (live.instanceArn.isEmpty()) {
            return Optional.empty();
        }
        Registration now = registrations[live.instance];
        boolean connected = now.arn.equals(live.instanceArn) && now.connected;
        String zone = instances.get(live.instance).zone().name();
        return Optional.of(new TaskDetail.Host(live.instanceArn, zone, connected));
    }

    @Override
    public void containerInstanceStateChanged(ClusterState cluster, int instance, long nowMicros) {
        Registration registration = registrations[instance];
        if (registration.atMicros != cluster.registeredMicros(instance)) {
            registration = registered(instance, cluster.registeredMicros(instance));
            registrations[instance] = registration;
        }
        registration.connected = cluster.agentConnected(instance);
        registration.version++;
        String arn = registration.arn;
        int version = registration.version;
        write(
                "ECS Container Instance State Change",
                arn,
                nowMicros,
                () -> instanceDetail.write(cluster, instance, arn, version, nowMicros));
    }

    @Override
    public void serviceAction(ServiceAction action) {
        String service = names.service(action.cluster(), action.service());
        write("ECS Service Action", service, action.atMicros(), () -> {
            json.writeStartObject();
            json.writeStringField("eventType", action.level().name());
            json.writeStringField("eventName", action.eventName());
            json.writeStringField("clusterArn", names.cluster(action.cluster()));
            if (!action.containerInstances().isEmpty()) {
                json.writeArrayFieldStart("containerInstanceArns");
                for (String id : action.containerInstances()) {
                    json.writeString(instanceArn(action.cluster(), id));
                }
                json.writeEndArray();
            }
            if (!action.reason().isEmpty()) {
                json.writeStringField("reason", action.reason());
            }
            json.writeStringField("createdAt", time.millis(action.atMicros()));
            json.writeEndObject();
        });
    }

    private String instanceArn(String cluster, String id) {
        Integer row = rows.get(cluster + "/" + id);
        if (row == null) {
            throw new IllegalArgumentException("cluster " + cluster + " has no instance " + id);
        }
        return registrations[row].arn;
    }

    @Override
    public void deploymentStateChanged(DeploymentStateChange change) {
        String service = names.service(change.cluster(), change.service());
        write("ECS Deployment State Change", service, change.atMicros(), () -> {
            json.writeStartObject();
            json.writeStringField("eventType", change.state().level().name());
            json.writeStringField("eventName", change.state().eventName());
            json.writeStringField("deploymentId", change.deploymentId());
            json.writeStringField("updatedAt", time.millis(change.atMicros()));
            json.writeStringField("reason", change.reason());
            json.writeEndObject();
        });
    }

    /** The envelope (R11.1), which is the same for all. */
    private void write(String detailType, String resource, long atMicros, Detail detail) {
        try {
            json.writeStartObject();
            json.writeStringField("version", "0");
            json.writeStringField("id", names.event(events++).toString());
            json.writeStringField("detail-type", detailType);
            json.writeStringField("source", "aws.ecs");
            json.writeStringField("account", settings.account());
            json.writeStringField("time", time.seconds(atMicros));
            json.writeStringField("region", settings.region());
            json.writeArrayFieldStart("resources");
            json.writeString(resource);
            json.writeEndArray();
            json.writeFieldName("detail");
            detail.write();
            json.writeEndObject();
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /** Ends the last line and closes what is written to. */
    @Override
    public void close() {
        try {
            if (events > 0) {
                json.writeRaw('\n');
            }
            json.close();
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private static UncheckedIOException cannotWrite(IOException cause) {
        return new UncheckedIOException("cannot write the event stream: " + cause.getMessage(), cause);
    }

    /** Writes the detail of one event. */
    private interface Detail {
        void write() throws IOException;
    }
}
