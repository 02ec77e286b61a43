package io.ecsim.experiments.events;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ecsim.capacity.CapacityProviders;
import io.ecsim.cluster.ClusterState;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.HostPort;
import io.ecsim.model.Protocol;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The detail of an ECS Container Instance State Change (R11.3), with resources in the form of R2.4. */
final class InstanceDetail {

    /** The simulated agent has no releases: what is told of it is constant. */
    private static final String AGENT_VERSION = "1.90.0";

    private static final String AGENT_HASH = "00000000";
    private static final String DOCKER_VERSION = "DockerVersion: 25.0.8";

    private static final int PORT_MASK = 0xFFFF;
    private static final int WHOLE_GPU = 1000;

    private final EventTime time;
    private final JsonGenerator json;
    private final ResourceNames names;

    InstanceDetail(JsonGenerator json, ResourceNames names, EventTime time) {
        this.time = time;
        this.json = json;
        this.names = names;
    }

    void write(ClusterState cluster, int instance, String arn, int version, long nowMicros) throws IOException {
        ContainerInstance spec = cluster.spec(instance);
        json.writeStartObject();
        json.writeBooleanField("agentConnected", cluster.agentConnected(instance));
        json.writeArrayFieldStart("attributes");
        for (Map.Entry<String, String> attribute : spec.attributes().entrySet()) {
            if (attribute.getKey().equals(CapacityProviders.ATTRIBUTE)) {
                continue; // ecsim's own mark
            }
            json.writeStartObject();
            json.writeStringField("name", attribute.getKey());
            if (!attribute.getValue().isEmpty()) {
                json.writeStringField("value", attribute.getValue());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        String provider = spec.attributes().get(CapacityProviders.ATTRIBUTE);
        if (provider != null) {
            json.writeStringField("capacityProviderName", provider);
        }
        json.writeStringField("clusterArn", names.cluster(spec.cluster()));
        json.writeStringField("containerInstanceArn", arn);
        json.writeStringField("ec2InstanceId", spec.id());
        json.writeArrayFieldStart("registeredResources");
        resources(spec, spec.cpuUnits(), spec.memoryMiB(), device -> true, codes(spec.reservedPorts()));
        json.writeEndArray();
        json.writeArrayFieldStart("remainingResources");
        resources(
                spec,
                cluster.cpuFree(instance),
                cluster.memoryFree(instance),
                device -> cluster.deviceMilliFree(instance, device) == WHOLE_GPU,
                cluster.portsInUse(instance));
        json.writeEndArray();
        json.writeStringField("status", cluster.status(instance).name());
        json.writeNumberField("version", version);
        json.writeObjectFieldStart("versionInfo");
        json.writeStringField("agentHash", AGENT_HASH);
        json.writeStringField("agentVersion", AGENT_VERSION);
        json.writeStringField("dockerVersion", DOCKER_VERSION);
        json.writeEndObject();
        json.writeStringField("updatedAt", time.millis(nowMicros));
        json.writeEndObject();
    }

    private static int[] codes(List<HostPort> ports) {
        return ports.stream()
                .mapToInt(port -> port.protocol().ordinal() << 16 | port.port())
                .toArray();
    }

    private void resources(ContainerInstance spec, int cpuUnits, int memoryMiB, IntPredicate free, int[] ports)
            throws IOException {
        integer("CPU", cpuUnits);
        integer("MEMORY", memoryMiB);
        set("PORTS", ports(ports, Protocol.TCP));
        set("PORTS_UDP", ports(ports, Protocol.UDP));
        if (spec.gpus() > 0) {
            set("GPU", gpuIds(spec, free));
        }
    }

    private void integer(String name, int value) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("type", "INTEGER");
        json.writeNumberField("integerValue", value);
        json.writeEndObject();
    }

    private void set(String name, List<String> values) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("type", "STRINGSET");
        json.writeArrayFieldStart("stringSetValue");
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** What "remains" of ports are those in use (R2.5). */
    private static List<String> ports(int[] codes, Protocol protocol) {
        TreeSet<Integer> ports = new TreeSet<>();
        Arrays.stream(codes)
                .filter(code -> code >> 16 == protocol.ordinal())
                .forEach(code -> ports.add(code & PORT_MASK));
        return ports.stream().map(String::valueOf).toList();
    }

    /** Which GPUs a task is given is simulated only where they are shared: elsewhere the first ones count as taken. */
    private List<String> gpuIds(ContainerInstance spec, IntPredicate free) {
        return IntStream.range(0, spec.gpus())
                .filter(free)
                .mapToObj(gpu -> "GPU-" + names.part(spec.id(), "gpu " + gpu))
                .toList();
    }
}
