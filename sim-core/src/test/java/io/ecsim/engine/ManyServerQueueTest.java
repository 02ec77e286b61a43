package io.ecsim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.random.SequentialStream;
import io.ecsim.random.Streams;
import io.ecsim.random.Variates;
import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;

/** The engine alone: an M/M/c queue in under 40 lines, against Erlang's formula. */
class ManyServerQueueTest {

    /** M/M/c with service mean 1 s; returns the share of customers who wait. */
    private static double shareWaiting(int servers, double load, int customers) {
        Simulation simulation = new Simulation();
        Timeline timeline = simulation.timeline();
        SequentialStream random = new Streams(7, 0).sequential("queue");
        ArrayDeque<Long> queue = new ArrayDeque<>();
        int[] busy = {0};
        int[] arrived = {0};
        int[] waited = {0};
        EventKind[] kinds = new EventKind[2];
        kinds[0] = timeline.define("departure", Phase.RELEASE, (subject, generation) -> {
            if (queue.poll() == null) {
                busy[0]--;
            } else {
                timeline.schedule(kinds[0], after(simulation, Variates.exponential(random)), 0, 0);
            }
        });
        kinds[1] = timeline.define("arrival", Phase.ARRIVAL, (subject, generation) -> {
            if (busy[0] < servers) {
                busy[0]++;
                timeline.schedule(kinds[0], after(simulation, Variates.exponential(random)), 0, 0);
            } else {
                queue.add(simulation.clock().nowMicros());
                waited[0]++;
            }
            if (++arrived[0] < customers) {
                timeline.schedule(kinds[1], after(simulation, Variates.exponential(random) / load), 0, 0);
            }
        });
        timeline.schedule(kinds[1], 0, 0, 0);
        simulation.run(Long.MAX_VALUE, Long.MAX_VALUE);
        return (double) waited[0] / customers;
    }

    private static long after(Simulation simulation, double seconds) {
        return simulation.clock().nowMicros() + (long) (seconds * SimClock.MICROS_PER_SECOND);
    }

    @Test
    void agreesWithErlangC() {
        // c = 10, a = 8: P(wait) = 0.409180; the standard error at this length is about 0.0025
        assertThat(shareWaiting(10, 8, 1_000_000)).isBetween(0.400, 0.418);
    }
}
