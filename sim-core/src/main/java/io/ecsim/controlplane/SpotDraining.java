package io.ecsim.controlplane;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.InstanceStatus;
import io.ecsim.engine.EventHandler;
import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.SimClock;
import io.ecsim.engine.Simulation;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Agents that set their Spot instance DRAINING when it is told that it will end (R5.42): they look once a second, from the
 * launch of their machine on. An instance that is not ACTIVE by then, or whose agent is not connected, stays as it is.
 */
final class SpotDraining {

    private static final int NONE = -1;

    private final Simulation simulation;
    private final ClusterState cluster;
    private final boolean enabled;
    private final IntConsumer drains;
    private final EventKind lookEvent;

    /** By instance: the notice that its agent is about to see, or NONE. */
    private final int[] seen;

    private int notices;

    /**
     * Makes the agents' part.
     *
     * @param enabled ECS_ENABLE_SPOT_INSTANCE_DRAINING
     * @param drains takes the instances that have been set DRAINING
     */
    SpotDraining(Simulation simulation, ClusterState cluster, boolean enabled, IntConsumer drains) {
        this.simulation = simulation;
        this.cluster = cluster;
        this.enabled = enabled;
        this.drains = drains;
        this.seen = new int[cluster.instances()];
        Arrays.fill(seen, NONE);
        this.lookEvent = simulation.timeline().define("agent sees Spot notice", Phase.FAULT, new EventHandler() {
            @Override
            public void handle(int instance, int notice) {
                seen[instance] = NONE;
                drain(instance);
            }

            @Override
            public boolean isLive(int instance, int notice) {
                return seen[instance] == notice;
            }
        });
    }

    /** An instance has been given notice; its machine was launched at that time. */
    void noticed(int instance, long launchedMicros) {
        if (enabled) {
            long now = simulation.clock().nowMicros();
            long looks = (now - launchedMicros) / SimClock.MICROS_PER_SECOND + 1;
            seen[instance] = notices++;
            simulation
                    .timeline()
                    .schedule(lookEvent, launchedMicros + looks * SimClock.MICROS_PER_SECOND, instance, seen[instance]);
        }
    }

    /** The machine has ended. */
    void ended(int instance) {
        if (seen[instance] != NONE) {
            seen[instance] = NONE;
            simulation.timeline().cancelled();
        }
    }

    private void drain(int instance) {
        if (cluster.status(instance) == InstanceStatus.ACTIVE && cluster.agentConnected(instance)) {
            cluster.setStatus(instance, InstanceStatus.DRAINING, true);
            drains.accept(instance);
        }
    }
}
