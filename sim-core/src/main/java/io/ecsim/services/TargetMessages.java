package io.ecsim.services;

import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.Simulation;
import io.ecsim.engine.Timeline;
import io.ecsim.model.Service;
import io.ecsim.model.TargetGroup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Service event messages about targets (R4.61): one for all that a service does in an instant. */
final class TargetMessages {

    private final Timeline timeline;
    private final Simulation simulation;
    private final BiConsumer<Service, String> messages;
    private final Map<String, Message> pending = new LinkedHashMap<>();
    private final EventKind sayEvent;

    /** What is said, but for how many targets. */
    private static final class Message {
        final Service service;
        final String before;
        final String after;
        int targets;

        Message(Service service, String before, String after) {
            this.service = service;
            this.before = before;
            this.after = after;
        }
    }

    TargetMessages(Simulation simulation, BiConsumer<Service, String> messages) {
        this.simulation = simulation;
        this.timeline = simulation.timeline();
        this.messages = messages;
        this.sayEvent = timeline.define("target-messages", Phase.SAMPLE, (subject, generation) -> say());
    }

    void registered(Service service, TargetGroup group) {
        count(service, "registered ", " targets in (target-group " + group.name() + ")");
    }

    void deregistered(Service service, TargetGroup group) {
        count(service, "deregistered ", " targets in (target-group " + group.name() + ")");
    }

    void draining(Service service) {
        count(service, "has begun draining connections on ", " tasks.");
    }

    private void count(Service service, String before, String after) {
        if (pending.isEmpty()) {
            timeline.schedule(sayEvent, simulation.clock().nowMicros(), 0, 0);
        }
        String key = service.cluster() + "/" + service.name() + "/" + before + after;
        pending.computeIfAbsent(key, k -> new Message(service, before, after)).targets++;
    }

    private void say() {
        List<Message> all = List.copyOf(pending.values());
        pending.clear();
        for (Message message : all) {
            messages.accept(message.service, message.before + message.targets + message.after);
        }
    }
}
