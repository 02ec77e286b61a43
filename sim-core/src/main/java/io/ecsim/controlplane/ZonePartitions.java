package io.ecsim.controlplane;

import io.ecsim.agent.AgentCommands;
import io.ecsim.cluster.ClusterState;
import io.ecsim.faults.ZoneEvent;
import io.ecsim.faults.ZoneStates;

/** The agents of a zone that cannot be reached are silent until it can be again; their tasks go on (M7, R7.7). */
final class ZonePartitions implements ZoneStates.Listener {

    private final ClusterState cluster;
    private final ZoneStates zones;
    private final AgentCommands agents;

    ZonePartitions(ClusterState cluster, ZoneStates zones, AgentCommands agents) {
        this.cluster = cluster;
        this.zones = zones;
        this.agents = agents;
    }

    @Override
    public void begins(ZoneEvent event) {
        if (event.kind() == ZoneEvent.Kind.PARTITION) {
            for (int instance = 0; instance < cluster.instances(); instance++) {
                if (cluster.spec(instance).zone().name().equals(event.zone())) {
                    agents.fallsSilent(instance, event.durationMicros());
                }
            }
        }
    }

    /** A machine that was on its way when its zone could still be reached has registered. */
    void registered(int instance, long nowMicros) {
        long reachable = zones.reachableMicros(cluster.spec(instance).zone().name());
        if (reachable > nowMicros) {
            agents.fallsSilent(instance, reachable - nowMicros);
        }
    }

    @Override
    public void ends(ZoneEvent event) {}
}
