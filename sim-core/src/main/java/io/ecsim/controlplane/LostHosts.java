package io.ecsim.controlplane;

import io.ecsim.engine.EventHandler;
import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.Simulation;
import java.util.function.IntConsumer;

/**
 * Machines that have ended while the back end still believes in them (R7.10): their instances stay in the cluster, and may
 * even be given tasks, until the loss is noticed.
 */
final class LostHosts {

    private final Simulation simulation;
    private final long delayMicros;
    private final IntConsumer noticed;
    private final boolean[] pending;
    private final int[] losses;
    private final EventKind noticeEvent;

    /**
     * Makes the losses of a run without any.
     *
     * @param delayMicros from the end of a machine until it is noticed
     * @param noticed takes the instance whose loss is noticed
     */
    LostHosts(Simulation simulation, int instances, long delayMicros, IntConsumer noticed) {
        this.simulation = simulation;
        this.delayMicros = delayMicros;
        this.noticed = noticed;
        this.pending = new boolean[instances];
        this.losses = new int[instances];
        this.noticeEvent = simulation.timeline().define("host loss noticed", Phase.FAULT, new EventHandler() {
            @Override
            public void handle(int instance, int loss) {
                notice(instance);
            }

            @Override
            public boolean isLive(int instance, int loss) {
                return pending[instance] && losses[instance] == loss;
            }
        });
    }

    /** A machine has ended; where it held no tasks the end of its registration is noticed at once. */
    void lost(int instance, boolean held) {
        if (delayMicros == 0 || !held) {
            noticed.accept(instance);
            return;
        }
        pending[instance] = true;
        long at = Math.addExact(simulation.clock().nowMicros(), delayMicros);
        simulation.timeline().schedule(noticeEvent, at, instance, ++losses[instance]);
    }

    /** Another machine takes the place: the loss of the former is noticed at the latest now. */
    void noticeNow(int instance) {
        if (pending[instance]) {
            notice(instance);
            simulation.timeline().cancelled();
        }
    }

    /** Returns whether a machine has ended unnoticed. */
    boolean pending(int instance) {
        return pending[instance];
    }

    private void notice(int instance) {
        pending[instance] = false;
        noticed.accept(instance);
    }
}
