package io.ecsim.experiments.events;

import io.ecsim.random.KeyedStream;
import io.ecsim.random.Streams;
import java.util.Locale;
import java.util.UUID;

/** The ARNs of one run (R9.11) and the ids in them, which follow from seed, replication and what they name. */
final class ResourceNames {

    private final String prefix;
    private final KeyedStream instances;
    private final KeyedStream parts;
    private final KeyedStream events;

    ResourceNames(EventStreamSettings settings) {
        Streams streams = new Streams(settings.seed(), settings.replication());
        prefix = "arn:aws:ecs:" + settings.region() + ":" + settings.account() + ":";
        instances = streams.keyed("eventStream.instances");
        parts = streams.keyed("eventStream.parts");
        events = streams.keyed("eventStream.events");
    }

    String cluster(String name) {
        return prefix + "cluster/" + name;
    }

    String service(String cluster, String name) {
        return prefix + "service/" + cluster + "/" + name;
    }

    String taskDefinition(String name) {
        return prefix + "task-definition/" + name;
    }

    String task(String cluster, String id) {
        return prefix + "task/" + cluster + "/" + id;
    }

    String container(String cluster, String taskId, String name) {
        return prefix + "container/" + cluster + "/" + taskId + "/" + part(taskId, "container " + name);
    }

    /** Returns the ARN of an instance as registered at that time: who registers again is another container instance. */
    String containerInstance(String cluster, String id, long registeredMicros) {
        long name = KeyedStream.ordinalOf(cluster + "/" + id + "@" + registeredMicros);
        return prefix + "container-instance/" + cluster + "/" + hex(instances.at(name, 0));
    }

    /** Returns the id of something that belongs to a task or an instance. */
    UUID part(String owner, String name) {
        return uuid(parts.at(KeyedStream.ordinalOf(owner + "/" + name), 0));
    }

    /** Returns hexadecimal digits that belong to something, at most 64. */
    String digits(String owner, String name, int count) {
        parts.at(KeyedStream.ordinalOf(owner + "/" + name), 0);
        return (hex(parts) + hex(parts)).substring(0, count);
    }

    /** Returns the id of the event of a number. */
    UUID event(long number) {
        return uuid(events.at(number, 0));
    }

    private static String hex(KeyedStream stream) {
        return String.format(Locale.ROOT, "%016x%016x", stream.nextLong(), stream.nextLong());
    }

    /** Makes a UUID of version 4, whose other 122 bits are drawn. */
    private static UUID uuid(KeyedStream stream) {
        long high = stream.nextLong() & ~0xF000L | 0x4000L;
        long low = stream.nextLong() & ~(3L << 62) | 1L << 63;
        return new UUID(high, low);
    }
}
