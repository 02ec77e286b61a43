package io.ecsim.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ecsim.cluster.Task;
import io.ecsim.engine.Simulation;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.TaskDefinition;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskProtectionTest {

    private static final long MINUTE = 60_000_000;

    private final Simulation simulation = new Simulation();
    private final List<Task> ended = new ArrayList<>();
    private final TaskProtection protection = new TaskProtection(simulation, ended::add);
    private final PlacedTasks tasks = new PlacedTasks(ContainerInstance.of("A1", "a", 2048, 4000));
    private final Task task = tasks.running(0, TaskDefinition.of("web", 1, 1), 0);

    /** R1.67: 120 minutes where nothing is stated. */
    @Test
    void expires() {
        protection.protect(task, UpdateTaskProtection.protect(0, 1).expiresInMinutes());
        simulation.run(120 * MINUTE - 1, Long.MAX_VALUE);
        assertThat(protection.covers(task)).isTrue();
        simulation.run(120 * MINUTE, Long.MAX_VALUE);
        assertThat(protection.covers(task)).isFalse();
        assertThat(ended).containsExactly(task);
    }

    @Test
    void protectingAgainBeginsTheTimeAnew() {
        protection.protect(task, 10);
        simulation.run(9 * MINUTE, Long.MAX_VALUE);
        protection.protect(task, 10);
        simulation.run(18 * MINUTE, Long.MAX_VALUE);
        assertThat(protection.covers(task)).isTrue();
        protection.lift(task);
        assertThat(protection.covers(task)).isFalse();
        assertThat(ended).containsExactly(task);
        assertThat(simulation.run(Long.MAX_VALUE, Long.MAX_VALUE)).isEqualTo(Simulation.StopReason.NO_EVENTS);
        assertThat(ended).hasSize(1);
    }

    /** R1.67: 1 to 2,880 minutes, at most 10 tasks a call. */
    @ParameterizedTest
    @CsvSource({"0, 1, 120, 1 to 10", "11, 1, 120, 1 to 10", "1, 1, 0, 1 to 2880", "1, 1, 2881, 1 to 2880"})
    void refusesWhatTheCallRefuses(int count, long atMicros, int minutes, String bounds) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UpdateTaskProtection(atMicros, count, true, minutes))
                .withMessageContaining(bounds);
    }
}
