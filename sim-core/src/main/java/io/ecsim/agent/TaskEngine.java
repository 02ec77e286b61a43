package io.ecsim.agent;

import io.ecsim.cluster.Container;
import io.ecsim.cluster.ContainerStatus;
import io.ecsim.cluster.StopCode;
import io.ecsim.cluster.Task;
import io.ecsim.images.ImagePuller;

/**
 * Brings tasks up and down on their hosts: admits them in order (R2.11), makes volumes, has images pulled, starts
 * containers as their dependencies allow and stops them the other way round (R3.30-R3.35).
 */
final class TaskEngine implements ContainerRuntime.Listener {

    private final Appointments appointments;
    private final AgentSettings settings;
    private final TaskVolumes volumes;
    private final TaskImages images;
    private final ContainerRuntime runtime;
    private final TaskReports reports;

    TaskEngine(AgentSettings settings, Appointments appointments, ImagePuller puller, TaskReports reports) {
        this.appointments = appointments;
        this.settings = settings;
        this.reports = reports;
        this.volumes = new TaskVolumes(settings.volumes());
        this.images = new TaskImages(settings, appointments, puller, this::pulled, this::notPulled);
        this.runtime = new ContainerRuntime(settings, appointments, this);
    }

    /** Takes a task to be started: it waits its turn on the host. */
    void add(HostedTask task) {
        task.host.waiting.add(task);
        admit(task.host);
    }

    /** Starts waiting tasks in order, up to the first that does not fit. */
    private void admit(Host host) {
        while (!host.waiting.isEmpty()) {
            HostedTask head = host.waiting.element();
            if (head.stopping) { // as in the agent, one that is to stop leaves the line when it is the first
                host.waiting.remove();
                stopContainers(head);
            } else if (host.fits(head)) {
                host.waiting.remove();
                host.take(head);
                head.admitted = true;
                begin(head);
            } else {
                return;
            }
        }
    }

    private void begin(HostedTask task) {
        String lacking = volumes.lacking(task);
        if (!lacking.isEmpty()) {
            stop(task, StopCode.TASK_FAILED_TO_START, "ResourceInitializationError: " + lacking);
            return;
        }
        long wait = volumes.make(task);
        if (wait > 0) {
            task.volumeStep = appointments.after(wait, () -> {
                task.volumesReady = true;
                progress(task);
            });
        } else {
            task.volumesReady = true;
        }
        for (HostedContainer c : task.containers) {
            if (c.compiled.dependencies.length == 0 || settings.pullDependentContainersUpfront()) {
                images.pull(c);
            }
        }
        progress(task);
    }

    private void pulled(HostedContainer c) {
        progress(c.task);
    }

    private void notPulled(HostedContainer c, String reason) {
        c.container.because("CannotPullContainerError: " + reason);
        c.container.become(ContainerStatus.STOPPED, appointments.nowMicros());
        failedToStart(c);
    }

    /** Moves on with every container that can be moved on. */
    private void progress(HostedTask task) {
        if (task.stopping) {
            return;
        }
        for (HostedContainer c : task.containers) {
            if (c.startOrdered || c.stopped()) {
                continue;
            }
            String hopeless = Dependencies.hopeless(c);
            if (!hopeless.isEmpty()) {
                giveUp(c, hopeless);
                return;
            }
            if (Dependencies.met(c)) {
                images.pull(c);
                if (task.volumesReady && c.container.status() == ContainerStatus.PULLED) {
                    runtime.start(c);
                }
            }
        }
        for (HostedContainer c : task.containers) {
            if (c.patience != Appointments.NONE && !Dependencies.keepsWaiting(c)) {
                appointments.cancel(c.patience);
                c.patience = Appointments.NONE;
            }
        }
        if (!task.runningTold && task.allStarted()) {
            reports.running(task);
        }
    }

    /** A container will never start, and its task ends for that (R3.32, R3.33). */
    private void giveUp(HostedContainer c, String reason) {
        c.container.because(reason);
        stop(c.task, StopCode.TASK_FAILED_TO_START, "Task failed to start");
    }

    @Override
    public void started(HostedContainer c) {
        beginPatience(c);
        progress(c.task);
        if (!c.task.runningTold) {
            reports.containerChanged(c.task);
        }
    }

    /** From its start on, those who wait for more of a container wait no longer than its start timeout (R3.33). */
    private void beginPatience(HostedContainer c) {
        long timeout = c.compiled.startTimeoutMicros;
        if (timeout > 0 && Dependencies.keepsWaiting(c)) {
            c.patience = appointments.after(timeout, () -> losePatience(c));
        }
    }

    private void losePatience(HostedContainer c) {
        c.patience = Appointments.NONE;
        HostedContainer waiting = c.task.containers[Dependencies.firstWaiting(c)];
        giveUp(
                waiting,
                "dependency graph: container ordering dependency [" + c.compiled.definition.name() + "] for target ["
                        + waiting.compiled.definition.name() + "] has timed out.");
    }

    @Override
    public void failedToStart(HostedContainer c) {
        if (c.everStarted) { // a restart that failed: it has run, and now is over
            exited(c);
        } else if (c.task.stopping) {
            stopContainers(c.task);
        } else if (c.essential()) {
            stop(c.task, StopCode.TASK_FAILED_TO_START, c.container.reason());
        } else {
            reports.containerChanged(c.task);
            progress(c.task);
        }
    }

    @Override
    public void exited(HostedContainer c) {
        HostedTask task = c.task;
        if (task.stopping) {
            stopContainers(task);
        } else if (c.essential() || task.allStopped()) {
            stop(task, StopCode.ESSENTIAL_CONTAINER_EXITED, "Essential container in task exited");
        } else {
            reports.containerChanged(task);
            progress(task);
        }
    }

    @Override
    public void restarted(HostedContainer c) {
        beginPatience(c);
        reports.containerChanged(c.task);
        reports.health(c.task);
    }

    @Override
    public void used(long microVcpu, long memoryMiB) {
        reports.used(microVcpu, memoryMiB);
    }

    @Override
    public void healthChanged(HostedContainer c) {
        reports.health(c.task);
        progress(c.task);
    }

    /** Stops a task because the back end says so. */
    void stopAsTold(HostedTask task) {
        if (task.stopping) {
            return;
        }
        task.commanded = true;
        if (task.admitted) {
            stop(task, task.code, "");
        } else {
            task.stopping = true;
            admit(task.host);
        }
    }

    private void stop(HostedTask task, StopCode code, String reason) {
        if (task.stopping) {
            return;
        }
        task.stopping = true;
        task.code = code;
        task.reason = reason;
        for (HostedContainer c : task.containers) {
            appointments.cancel(c.patience);
        }
        stopContainers(task);
    }

    /** Stops the containers whose dependents are gone; the last to be gone ends the task. */
    private void stopContainers(HostedTask task) {
        for (int i = task.containers.length - 1; i >= 0; i--) {
            HostedContainer c = task.containers[i];
            if (!c.stopped() && !c.signalled && Dependencies.dependentsGone(c)) {
                images.cancel(c);
                runtime.stop(c);
            }
        }
        if (task.allStopped()) {
            end(task);
        }
    }

    private void end(HostedTask task) {
        task.task.executionStopped(appointments.nowMicros());
        appointments.cancel(task.volumeStep);
        images.release(task);
        reports.stopped(task);
        if (task.admitted) {
            volumes.remove(task);
            task.host.giveBack(task);
            admit(task.host);
        }
    }

    /** A machine has come up. */
    void machineStarted(Host host) {
        runtime.credits().machineStarted(host);
    }

    /** Returns the CPU of hosts. */
    HostCpu cpu() {
        return runtime.cpu();
    }

    /** The machine has gone, and all that is on it. */
    void lose(Host host) {
        for (HostedTask task : host.tasks) {
            lose(task);
        }
        for (HostedTask task : host.waiting) {
            lose(task);
        }
        runtime.credits().machineEnded(host);
        images.lose(host);
        host.empty(settings.volumes().sharedDockerVolumes());
    }

    private void lose(HostedTask task) {
        appointments.cancel(task.volumeStep);
        reports.forget(task);
        if (task.task.executionStoppedMicros() == Task.ABSENT) {
            task.task.executionStopped(appointments.nowMicros()); // R3.6, whenever the back end notices
        }
        for (HostedContainer c : task.containers) {
            runtime.forget(c);
            images.forget(c);
            Container shown = c.container;
            if (shown.status() != ContainerStatus.STOPPED) {
                shown.become(ContainerStatus.STOPPED, appointments.nowMicros());
            }
        }
    }
}
