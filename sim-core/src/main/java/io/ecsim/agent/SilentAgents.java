package io.ecsim.agent;

import io.ecsim.cluster.ClusterState;
import io.ecsim.engine.SimClock;
import io.ecsim.random.KeyedStream;
import io.ecsim.random.Law;
import io.ecsim.random.Streams;

/**
 * Lets agents fall silent and speak again, as planned and at random. Draws belong to (instance, how often it was silent);
 * the machine of an instance that is replaced takes what was begun with it.
 */
final class SilentAgents {

    private static final double LONGEST_MICROS = 1e18; // 30,000 years

    /** No instance of the cluster. */
    private static final int NONE = -1;

    private final AgentDisconnections settings;
    private final Appointments appointments;
    private final AgentConnections connections;
    private final KeyedStream draws;
    private final long[] keys;

    /** By instance: how many random times were drawn for it. */
    private final int[] drawn;

    SilentAgents(
            AgentDisconnections settings,
            ClusterState cluster,
            Appointments appointments,
            AgentConnections connections,
            Streams streams) {
        this.settings = settings;
        this.appointments = appointments;
        this.connections = connections;
        this.draws = streams.keyed("agent/connection");
        this.keys = new long[cluster.instances()];
        this.drawn = new int[keys.length];
        for (int instance = 0; instance < keys.length; instance++) {
            keys[instance] = KeyedStream.ordinalOf(cluster.spec(instance).id());
        }
        for (AgentDisconnections.Planned planned : settings.planned()) {
            int instance = numberOf(planned.instance(), cluster);
            if (instance != NONE) { // a search for the fewest instances also runs without it
                appointments.after(
                        planned.atMicros() - appointments.nowMicros(), () -> silence(instance, planned.lastsMicros()));
            }
        }
    }

    private static int numberOf(String id, ClusterState cluster) {
        for (int instance = 0; instance < cluster.instances(); instance++) {
            if (cluster.spec(instance).id().equals(id)) {
                return instance;
            }
        }
        return NONE;
    }

    /** A machine has registered: its agent may fall silent by itself from now on. */
    void machineStarted(int instance) {
        settings.atRandom().ifPresent(laws -> awaitSilence(instance, laws));
    }

    private void awaitSilence(int instance, AgentDisconnections.AtRandom laws) {
        int machine = connections.machine(instance);
        appointments.after(draw(instance, laws.betweenSeconds()), () -> {
            if (connections.machine(instance) == machine) {
                long lasts = draw(instance, laws.lastsSeconds());
                silence(instance, lasts);
                appointments.after(lasts, () -> {
                    if (connections.machine(instance) == machine) {
                        awaitSilence(instance, laws);
                    }
                });
            }
        });
    }

    /** The agent of an instance is silent for a time, if a machine is up there. */
    void silence(int instance, long lastsMicros) {
        int machine = connections.machine(instance);
        if (machine == AgentConnections.NO_MACHINE) {
            return;
        }
        connections.fallsSilent(instance);
        appointments.after(lastsMicros, () -> {
            if (connections.machine(instance) == machine) {
                connections.speaks(instance);
            }
        });
    }

    private long draw(int instance, Law seconds) {
        double micros = seconds.sample(draws.at(keys[instance], drawn[instance]++)) * SimClock.MICROS_PER_SECOND;
        return Math.max(1, (long) Math.min(LONGEST_MICROS, micros));
    }
}
