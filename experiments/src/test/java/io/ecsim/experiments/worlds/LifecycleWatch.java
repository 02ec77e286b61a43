package io.ecsim.experiments.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.DesiredStatus;
import io.ecsim.cluster.StopCode;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskStatus;
import io.ecsim.observe.ControlPlaneObserver;
import io.ecsim.observe.DeploymentStateChange;
import io.ecsim.observe.ServiceAction;
import io.ecsim.observe.ServiceEvent;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.Map;

/** Checks what is told of tasks and passes everything on. */
final class LifecycleWatch implements ControlPlaneObserver {

    private final ControlPlaneObserver next;
    private final Map<Task, TaskStatus> last = new IdentityHashMap<>();
    private final Map<StopCode, Long> stops = new EnumMap<>(StopCode.class);
    private final Map<TaskStatus, Long> entered = new EnumMap<>(TaskStatus.class);
    private long nowMicros;

    LifecycleWatch(ControlPlaneObserver next) {
        this.next = next;
    }

    Map<StopCode, Long> stops() {
        return stops;
    }

    Map<TaskStatus, Long> entered() {
        return entered;
    }

    @Override
    public void taskStateChanged(Task task, long atMicros) {
        assertThat(atMicros).as("time goes on").isGreaterThanOrEqualTo(nowMicros);
        nowMicros = atMicros;
        TaskStatus before = last.put(task, task.status());
        assertThat(before).as("nothing comes after STOPPED").isNotEqualTo(TaskStatus.STOPPED);
        if (before != task.status()) {
            entered.merge(task.status(), 1L, Long::sum);
            if (before != null) {
                assertThat(task.status()).as("statuses ascend (R3.1)").isGreaterThan(before);
            }
        }
        assertTimesAscend(task);
        if (task.status() == TaskStatus.STOPPED) {
            stops.merge(task.stopCode(), 1L, Long::sum);
            assertThat(task.reserved()).as("holds resources when STOPPED").isFalse();
            assertThat(task.desiredStatus()).isEqualTo(DesiredStatus.STOPPED);
        }
        next.taskStateChanged(task, atMicros);
    }

    /** R3.2: the timestamps of a task ascend. Its host may have been ahead of what the back end heard. */
    private void assertTimesAscend(Task task) {
        assertAscend(task, task.createdMicros(), task.startedMicros(), task.stoppedMicros());
        assertAscend(
                task,
                task.createdMicros(),
                task.pullStartedMicros(),
                task.pullStoppedMicros(),
                task.executionStoppedMicros(),
                task.stoppedMicros());
        assertAscend(task, task.createdMicros(), task.stoppingMicros(), task.stoppedMicros());
        assertThat(task.workedMicros()).isNotNegative();
    }

    private void assertAscend(Task task, long... times) {
        long before = 0;
        for (long time : times) {
            if (time != Task.ABSENT) {
                assertThat(time).as("timestamps of %s", task.id()).isBetween(before, nowMicros);
                before = time;
            }
        }
    }

    @Override
    public void containerInstanceStateChanged(ClusterState cluster, int instance, long atMicros) {
        next.containerInstanceStateChanged(cluster, instance, atMicros);
    }

    @Override
    public void serviceAction(ServiceAction action) {
        next.serviceAction(action);
    }

    @Override
    public void deploymentStateChanged(DeploymentStateChange change) {
        next.deploymentStateChanged(change);
    }

    @Override
    public void serviceEvent(ServiceEvent event) {
        next.serviceEvent(event);
    }
}
