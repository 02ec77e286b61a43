package io.ecsim.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TaskTableTest {

    /** The order of R3.1; any state may be skipped, and our own delay may follow a state in which a task has been placed. */
    private static final List<TaskStatus> ORDER = List.of(
            TaskStatus.PROVISIONING,
            TaskStatus.PENDING,
            TaskStatus.ACTIVATING,
            TaskStatus.RUNNING,
            TaskStatus.DEACTIVATING,
            TaskStatus.STOPPING,
            TaskStatus.DEPROVISIONING,
            TaskStatus.STOPPED);

    private static boolean legal(TaskStatus from, TaskStatus to) {
        if (from == TaskStatus.STOPPED) {
            return to == TaskStatus.PROVISIONING; // the row is used again
        }
        if (from == TaskStatus.BACKING_OFF) {
            return to == TaskStatus.PROVISIONING || to == TaskStatus.STOPPED;
        }
        return to == TaskStatus.BACKING_OFF || ORDER.indexOf(to) > ORDER.indexOf(from);
    }

    private TaskTable tasks = new TaskTable();

    private int in(TaskStatus status) {
        int row = tasks.add(3, 5, 6, 7, -9, 100, 42, 1000);
        switch (status) {
            case PROVISIONING -> {}
            case BACKING_OFF -> tasks.setStatus(row, TaskStatus.BACKING_OFF);
            case RUNNING -> tasks.start(row, 9, 150);
            case STOPPED -> tasks.remove(row);
            case PENDING, ACTIVATING, DEACTIVATING, STOPPING, DEPROVISIONING -> tasks.setStatus(row, status);
        }
        return row;
    }

    @ParameterizedTest
    @EnumSource(TaskStatus.class)
    void onlyLegalTransitionsAreMade(TaskStatus from) {
        for (TaskStatus to : TaskStatus.values()) {
            tasks = new TaskTable();
            int row = in(from);
            if (legal(from, to)) {
                tasks.setStatus(row, to);
                assertThat(tasks.status(row)).isEqualTo(to);
            } else {
                assertThatThrownBy(() -> tasks.setStatus(row, to))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("task 42 may not go from " + from + " to " + to);
                assertThat(tasks.status(row)).isEqualTo(from);
            }
        }
    }

    @Test
    void aRowIsReusedUnderANewGenerationAndRemembersNothing() {
        int row = in(TaskStatus.RUNNING);
        tasks.setStatus(row, TaskStatus.BACKING_OFF);
        tasks.nextAttempt(row, 77);
        assertThat(tasks.countRefusal(row)).isEqualTo(1);
        assertThat(tasks.countRefusal(row)).isEqualTo(2);
        assertThat(List.of(tasks.attempt(row), tasks.gpus(row), tasks.priority(row), tasks.instance(row)))
                .containsExactly(1, 7, -9, -1);
        assertThat(tasks.runMicros(row)).isEqualTo(77);
        int generation = tasks.generation(row);
        tasks.remove(row);
        assertThat(tasks.live()).isZero();
        int again = tasks.add(1, (1 << 24) - 1, Integer.MAX_VALUE, 255, Short.MIN_VALUE, 200, 43, 5);
        assertThat(again).isEqualTo(row);
        assertThat(tasks.generation(again)).isNotEqualTo(generation);
        assertThat(List.of(tasks.attempt(again), tasks.instance(again), tasks.definition(again)))
                .containsExactly(0, -1, 1);
        assertThat(List.of(tasks.cpuUnits(again), tasks.memoryMiB(again), tasks.gpus(again)))
                .containsExactly((1 << 24) - 1, Integer.MAX_VALUE, 255);
        assertThat(List.of(tasks.requestedMicros(again), tasks.startedMicros(again), tasks.ordinal(again)))
                .containsExactly(200L, 0L, 43L);
        assertThat(tasks.priority(again)).isEqualTo(Short.MIN_VALUE);
        assertThat(tasks.countRefusal(again)).isEqualTo(1);
    }

    @Test
    void theNextAttemptForgetsRefusals() {
        int row = in(TaskStatus.PROVISIONING);
        tasks.countRefusal(row);
        tasks.nextAttempt(row, 1);
        assertThat(tasks.countRefusal(row)).isEqualTo(1);
    }

    @Test
    void growsAndKeepsEveryRow() {
        for (int i = 0; i < 5000; i++) {
            tasks.add(i, i + 1, i + 2, i % 256, i % 7 - 3, i + 3, i + 4, i + 5);
        }
        assertThat(tasks.live()).isEqualTo(5000);
        for (int i = 0; i < 5000; i++) {
            assertThat(List.of(tasks.definition(i), tasks.cpuUnits(i), tasks.memoryMiB(i), tasks.gpus(i)))
                    .containsExactly(i, i + 1, i + 2, i % 256);
            assertThat(tasks.priority(i)).isEqualTo(i % 7 - 3);
            assertThat(List.of(tasks.requestedMicros(i), tasks.ordinal(i), tasks.runMicros(i)))
                    .containsExactly(i + 3L, i + 4L, i + 5L);
        }
    }
}
