package io.ecsim.agent;

import io.ecsim.cluster.ClusterState;
import java.util.ArrayDeque;
import java.util.function.IntConsumer;

/**
 * The connections between back end and agents. A message travels as long as the settings say; while the agent is silent it
 * waits, and is delivered in order when the agent has registered anew (R7.7). What was sent to or by a machine that has
 * gone is never delivered.
 */
final class AgentConnections {

    /** No machine is up. */
    static final int NO_MACHINE = -1;

    private final ClusterState cluster;
    private final Appointments appointments;
    private final AgentDisconnections settings;
    private final AgentReports reports;
    private final IntConsumer registered;
    private final Link[] links;

    /** The connection of one instance. */
    private static final class Link {
        final ArrayDeque<Runnable> backlog = new ArrayDeque<>();
        int machine;
        boolean up;

        /** Silences that last. */
        int silences;

        /** Whether messages pass. */
        boolean heard;

        long detection = Appointments.NONE;
        long registration = Appointments.NONE;
    }

    /**
     * Makes the connections of a cluster, none of whose machines is up.
     *
     * @param registered hears of each instance whose agent has registered anew
     */
    AgentConnections(
            ClusterState cluster,
            Appointments appointments,
            AgentDisconnections settings,
            AgentReports reports,
            IntConsumer registered) {
        this.cluster = cluster;
        this.appointments = appointments;
        this.settings = settings;
        this.reports = reports;
        this.registered = registered;
        this.links = new Link[cluster.places()];
        for (int instance = 0; instance < links.length; instance++) {
            links[instance] = new Link();
        }
    }

    /** Sends a message between the back end and the agent of an instance, either way. */
    void send(int instance, long delayMicros, Runnable message) {
        Link link = links[instance];
        int machine = link.machine;
        appointments.after(delayMicros, () -> {
            if (link.machine == machine && link.up) {
                if (link.heard) {
                    message.run();
                } else {
                    link.backlog.add(message);
                }
            }
        });
    }

    /** A machine has registered: its agent is heard. */
    void machineStarted(int instance) {
        Link link = links[instance];
        link.machine++; // what was sent while no machine was there is not for this one
        link.up = true;
        link.heard = true;
    }

    /** A machine has gone, and with it what it had to say. */
    void machineEnded(int instance) {
        Link link = links[instance];
        link.machine++;
        link.up = false;
        link.silences = 0;
        link.backlog.clear();
        appointments.cancel(link.detection);
        appointments.cancel(link.registration);
    }

    /** Returns which machine an instance is now, or NO_MACHINE. */
    int machine(int instance) {
        return links[instance].up ? links[instance].machine : NO_MACHINE;
    }

    /** The agent falls silent; {@link #speaks} follows for each silence that the machine outlives. */
    void fallsSilent(int instance) {
        Link link = links[instance];
        link.silences++;
        appointments.cancel(link.registration);
        if (link.heard) {
            link.heard = false;
            link.detection = appointments.after(settings.detectionMicros(), () -> show(instance, false));
        }
    }

    /** A silence is over; after the last the agent registers anew. */
    void speaks(int instance) {
        Link link = links[instance];
        if (--link.silences == 0) {
            link.registration = appointments.after(settings.registrationMicros(), () -> reconnect(instance));
        }
    }

    private void reconnect(int instance) {
        Link link = links[instance];
        link.heard = true;
        appointments.cancel(link.detection);
        int machine = link.machine;
        registered.accept(instance);
        show(instance, true);
        while (link.machine == machine && link.heard && !link.backlog.isEmpty()) {
            link.backlog.remove().run();
        }
    }

    private void show(int instance, boolean connected) {
        if (cluster.agentConnected(instance) != connected) {
            cluster.setStatus(instance, cluster.status(instance), connected);
            reports.connectionChanged(instance, connected);
        }
    }
}
