package io.ecsim.controlplane;

import io.ecsim.agent.AgentCommands;
import io.ecsim.cluster.ClusterState;
import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.Simulation;
import io.ecsim.faults.AgentStorm;
import io.ecsim.random.KeyedStream;
import io.ecsim.random.Streams;
import java.util.List;

/** Agents that lose their connection together (R7.7). The fate of an agent belongs to (instance, number of the storm). */
final class AgentStorms {

    private final List<AgentStorm> storms;
    private final ClusterState cluster;
    private final AgentCommands agents;
    private final KeyedStream fates;

    AgentStorms(
            List<AgentStorm> storms,
            Simulation simulation,
            ClusterState cluster,
            AgentCommands agents,
            Streams streams) {
        this.storms = storms;
        this.cluster = cluster;
        this.agents = agents;
        this.fates = streams.keyed("agent/storm");
        EventKind strike = simulation.timeline().define("agent storm", Phase.FAULT, (storm, none) -> strike(storm));
        for (int storm = 0; storm < storms.size(); storm++) {
            simulation.timeline().schedule(strike, storms.get(storm).atMicros(), storm, 0);
        }
    }

    private void strike(int number) {
        AgentStorm storm = storms.get(number);
        for (int instance = 0; instance < cluster.instances(); instance++) {
            boolean there = storm.zone().isEmpty()
                    || storm.zone().get().equals(cluster.spec(instance).zone().name());
            long key = KeyedStream.ordinalOf(cluster.spec(instance).id());
            if (there && fates.at(key, number).nextDouble() < storm.share()) {
                agents.fallsSilent(instance, storm.durationMicros());
            }
        }
    }
}
