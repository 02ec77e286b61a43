package io.ecsim.agent;

import io.ecsim.cluster.HealthStatus;
import io.ecsim.cluster.Task;
import java.util.function.Consumer;

/** What the agents tell the back end of their tasks. */
final class TaskReports {

    private final AgentSettings settings;
    private final Appointments appointments;
    private final AgentConnections connections;
    private final AgentReports backEnd;
    private final Consumer<HostedTask> over;

    TaskReports(
            AgentSettings settings,
            Appointments appointments,
            AgentConnections connections,
            AgentReports backEnd,
            Consumer<HostedTask> over) {
        this.settings = settings;
        this.appointments = appointments;
        this.connections = connections;
        this.backEnd = backEnd;
        this.over = over;
    }

    /** All containers have started (R3.9). */
    void running(HostedTask hosted) {
        hosted.runningTold = true;
        dropBatch(hosted);
        send(hosted, () -> backEnd.running(hosted.task));
    }

    /** All containers are gone. */
    void stopped(HostedTask hosted) {
        dropBatch(hosted);
        over.accept(hosted);
        send(hosted, () -> {
            Task task = hosted.task;
            if (hosted.commanded && task.stops()) {
                backEnd.stopped(task, task.stopCode(), task.stoppedReason());
            } else {
                backEnd.stopped(task, hosted.code, hosted.reason);
            }
        });
    }

    /** A container has changed without its task: told with the next batch, unless something of the task is told before. */
    void containerChanged(HostedTask hosted) {
        if (hosted.batch == Appointments.NONE && !hosted.stopping) {
            hosted.batch = appointments.after(settings.containerBatchMicros(), () -> {
                hosted.batch = Appointments.NONE;
                send(hosted, () -> backEnd.containerChanged(hosted.task));
            });
        }
    }

    /** The health of a container has changed, and with it perhaps that of the task. */
    void health(HostedTask hosted) {
        HealthStatus health = hosted.health();
        if (health != hosted.healthTold) {
            hosted.healthTold = health;
            send(hosted, () -> {
                if (hosted.task.setHealth(health)) {
                    backEnd.healthChanged(hosted.task);
                }
            });
        }
    }

    /** What containers use has changed. */
    void used(long microVcpu, long memoryMiB) {
        backEnd.used(microVcpu, memoryMiB);
    }

    /** The task has gone with its machine. */
    void forget(HostedTask hosted) {
        dropBatch(hosted);
    }

    private void dropBatch(HostedTask hosted) {
        appointments.cancel(hosted.batch);
        hosted.batch = Appointments.NONE;
    }

    private void send(HostedTask hosted, Runnable report) {
        connections.send(hosted.host.instance, settings.stateChangeMicros(), report);
    }
}
