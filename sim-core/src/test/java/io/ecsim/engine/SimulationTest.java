package io.ecsim.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulationTest {

    private final Simulation simulation = new Simulation();
    private final List<String> log = new ArrayList<>();

    private EventKind logging(String name, Phase phase) {
        return simulation.timeline().define(name, phase, (subject, generation) -> log.add(name + subject));
    }

    @Test
    void ordersByTimeThenPhaseThenSequence() {
        EventKind sample = logging("sample", Phase.SAMPLE);
        EventKind arrival = logging("arrival", Phase.ARRIVAL);
        EventKind release = logging("release", Phase.RELEASE);
        EventKind fault = logging("fault", Phase.FAULT);
        Timeline timeline = simulation.timeline();
        timeline.schedule(sample, 5, 1, 0);
        timeline.schedule(arrival, 5, 1, 0);
        timeline.schedule(arrival, 5, 2, 0);
        timeline.schedule(release, 5, 1, 0);
        timeline.schedule(fault, 5, 1, 0);
        timeline.schedule(sample, 4, 0, 0);
        assertThat(simulation.run(10, 100)).isEqualTo(Simulation.StopReason.NO_EVENTS);
        assertThat(log).containsExactly("sample0", "fault1", "release1", "arrival1", "arrival2", "sample1");
    }

    @Test
    void stopsAtTheTimeBoundAndGoesOn() {
        EventKind event = logging("e", Phase.ARRIVAL);
        simulation.timeline().schedule(event, 10, 1, 0);
        simulation.timeline().schedule(event, 11, 2, 0);
        assertThat(simulation.run(10, 100)).isEqualTo(Simulation.StopReason.TIME_BOUND);
        assertThat(simulation.clock().nowMicros()).isEqualTo(10);
        assertThat(simulation.run(20, 100)).isEqualTo(Simulation.StopReason.NO_EVENTS);
        assertThat(log).containsExactly("e1", "e2");
    }

    @Test
    void stopsAtTheEventBoundAndOnRequest() {
        EventKind event = logging("e", Phase.ARRIVAL);
        EventKind stop = simulation.timeline().define("stop", Phase.ARRIVAL, (s, g) -> simulation.requestStop());
        simulation.timeline().schedule(event, 1, 1, 0);
        simulation.timeline().schedule(stop, 2, 0, 0);
        simulation.timeline().schedule(event, 3, 3, 0);
        assertThat(simulation.run(9, 1)).isEqualTo(Simulation.StopReason.EVENT_BOUND);
        assertThat(simulation.run(9, 9)).isEqualTo(Simulation.StopReason.STOP_REQUESTED);
        assertThat(log).containsExactly("e1");
    }

    @Test
    void dropsCancelledEventsAndCompacts() {
        int[] generation = new int[1000];
        EventKind event = simulation.timeline().define("e", Phase.RELEASE, new EventHandler() {
            @Override
            public void handle(int subject, int gen) {
                log.add("e" + subject);
            }

            @Override
            public boolean isLive(int subject, int gen) {
                return generation[subject] == gen;
            }
        });
        for (int i = 0; i < 1000; i++) {
            simulation.timeline().schedule(event, 1000 - i, i, 0);
        }
        for (int i = 0; i < 998; i++) {
            generation[i]++;
            simulation.timeline().cancelled();
        }
        assertThat(simulation.timeline().pending())
                .as("dead entries at most half, beyond a floor")
                .isLessThan(140);
        simulation.run(Long.MAX_VALUE, Long.MAX_VALUE);
        assertThat(log).containsExactly("e999", "e998");
        assertThat(simulation.handledEvents()).isEqualTo(2);
    }

    /** An instance that fails tells of its own dead event after those of its tasks, which may have had the queue cleared. */
    @Test
    void knowsThatItIsNotOverThoughADeathIsToldLate() {
        boolean[] live = new boolean[101];
        EventKind event = simulation.timeline().define("e", Phase.RELEASE, new EventHandler() {
            @Override
            public void handle(int subject, int gen) {
                log.add("e" + subject);
            }

            @Override
            public boolean isLive(int subject, int gen) {
                return live[subject];
            }
        });
        for (int i = 0; i <= 100; i++) {
            live[i] = i == 100;
            simulation.timeline().schedule(event, 1, i, 0);
        }
        for (int i = 0; i < 100; i++) { // all have died already, as 99 does when it is told of last
            simulation.timeline().cancelled();
        }
        assertThat(simulation.timeline().isOver()).isFalse();
        simulation.run(9, 9);
        assertThat(log).containsExactly("e100");
        assertThat(simulation.timeline().isOver()).isTrue();
    }

    @Test
    void refusesThePast() {
        EventKind event = logging("late", Phase.ARRIVAL);
        simulation.run(100, 1);
        simulation.timeline().schedule(event, 5, 0, 0);
        simulation.run(5, 1);
        assertThatThrownBy(() -> simulation.timeline().schedule(event, 4, 0, 0))
                .hasMessage("late scheduled at 4, before now, 5");
    }

    @Test
    void checksAfterEachEvent() {
        EventKind event = logging("e", Phase.ARRIVAL);
        int[] checks = {0};
        simulation.checkAfterEachEvent(() -> checks[0]++);
        simulation.timeline().schedule(event, 1, 0, 0);
        simulation.timeline().schedule(event, 2, 0, 0);
        simulation.run(9, 9);
        assertThat(checks[0]).isEqualTo(2);
    }
}
