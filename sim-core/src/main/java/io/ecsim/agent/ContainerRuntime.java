package io.ecsim.agent;

import io.ecsim.cluster.ContainerStatus;
import io.ecsim.cluster.HealthStatus;
import io.ecsim.model.HealthCheck;
import io.ecsim.model.RestartPolicy;

/** Starts and stops single containers, as Docker does, lets them exit, be probed and be restarted; knows no tasks. */
final class ContainerRuntime {

    /** Exit code of a container that SIGTERM ended (R3.23). */
    static final int SIGTERM_CODE = 143;

    /** Exit code of a container that SIGKILL ended (R3.23). */
    static final int SIGKILL_CODE = 137;

    static final String OUT_OF_MEMORY = "OutOfMemoryError: Container killed due to memory usage";

    /** Who hears what becomes of containers. */
    interface Listener {

        /** It has started for the first time. */
        void started(HostedContainer container);

        /** It could not be started, and is STOPPED. */
        void failedToStart(HostedContainer container);

        /** It is STOPPED, by itself or after a signal. */
        void exited(HostedContainer container);

        /** It was restarted after having exited. */
        void restarted(HostedContainer container);

        /** Its health has changed. */
        void healthChanged(HostedContainer container);

        /** What all containers use has changed, by millionths of a vCPU and by MiB. */
        void used(long microVcpu, long memoryMiB);
    }

    private final AgentSettings settings;
    private final Appointments appointments;
    private final HostMemory memory;
    private final BurstCredits credits;
    private final HostCpu cpu;
    private final Listener listener;

    ContainerRuntime(AgentSettings settings, Appointments appointments, Listener listener) {
        this.settings = settings;
        this.appointments = appointments;
        this.listener = listener;
        this.memory = new HostMemory(settings.memory(), this::killForMemory, mib -> listener.used(0, mib));
        this.credits = new BurstCredits(settings.cpu(), appointments);
        this.cpu = new HostCpu(microVcpu -> listener.used(microVcpu, 0), this::pace, credits);
    }

    /** Orders a container to be created and started. */
    void start(HostedContainer c) {
        c.startOrdered = true;
        c.container.become(ContainerStatus.CREATED, appointments.nowMicros());
        orderStart(c);
    }

    private void orderStart(HostedContainer c) {
        long cost = c.behaviour.startSeconds().isPresent()
                ? ContainerDraws.START.micros(c, c.behaviour.startSeconds().get())
                : ContainerDraws.START.micros(c, settings.containerStartSeconds());
        long limit = settings.containerStartTimeoutMicros();
        if (cost > limit) {
            long seconds = limit / 1_000_000;
            String waited = seconds / 60 + "m" + seconds % 60 + "s";
            c.step = appointments.after(
                    limit,
                    () -> failToStart(
                            c,
                            "DockerTimeoutError: Could not transition to started; timed out after waiting " + waited));
        } else {
            c.step = appointments.after(cost, () -> begin(c));
        }
    }

    private void begin(HostedContainer c) {
        double failure = c.behaviour.startFailure();
        if (failure > 0 && ContainerDraws.START_FAILURE.of(c).nextDouble() < failure) {
            failToStart(c, "CannotStartContainerError: Error response from daemon: failed to start the container");
            return;
        }
        long now = appointments.nowMicros();
        boolean first = !c.everStarted;
        c.container.become(ContainerStatus.RUNNING, now);
        c.everStarted = true;
        c.up = true;
        scheduleExit(c, now);
        scheduleHealth(c);
        if (first) {
            listener.started(c);
        } else {
            listener.restarted(c);
        }
        if (c.up && !c.signalled) {
            memory.started(c);
        }
        if (c.up && !c.signalled) { // it may have been killed for its memory
            cpu.started(c);
        }
    }

    private void failToStart(HostedContainer c, String reason) {
        c.step = Appointments.NONE;
        c.container.because(reason);
        c.container.become(ContainerStatus.STOPPED, appointments.nowMicros());
        listener.failedToStart(c);
    }

    private void scheduleExit(HostedContainer c, long now) {
        HostedTask task = c.task;
        boolean byTask =
                c.compiled.number == task.compiled.first && task.run.runMicros() != AgentCommands.TaskRun.ENDLESS;
        long run = byTask
                ? task.run.runMicros()
                : ContainerDraws.RUN.micros(c, c.behaviour.runSeconds(), HealthTimes.NEVER);
        if (run == HealthTimes.NEVER) {
            c.exitsAtMicros = HealthTimes.NEVER;
            return;
        }
        c.exitsAtMicros = Math.addExact(now, run);
        c.exitCode = byTask ? task.run.exitCode() : c.behaviour.exitCode();
        c.workMicros = run;
        c.workAtMicros = now;
        c.pace = 1;
        c.step = appointments.after(run, () -> exit(c, c.exitCode, ""));
    }

    /** A container whose behaviour states its CPU and a run time has work to do: it takes longer when it gets less. */
    private void pace(HostedContainer c) {
        if (c.exitsAtMicros == HealthTimes.NEVER
                || c.signalled
                || c.behaviour.cpu().isEmpty()) {
            return;
        }
        double pace = c.cpuUsed >= c.cpuWanted ? 1 : (double) Math.max(1, c.cpuUsed) / c.cpuWanted;
        if (pace == c.pace) {
            return;
        }
        long now = appointments.nowMicros();
        c.workMicros = Math.max(0, c.workMicros - (now - c.workAtMicros) * c.pace);
        c.workAtMicros = now;
        c.pace = pace;
        appointments.cancel(c.step);
        long left = (long) Math.ceil(c.workMicros / pace);
        c.exitsAtMicros = Math.addExact(now, left);
        c.step = appointments.after(left, () -> exit(c, c.exitCode, ""));
    }

    /** Returns the CPU of hosts. */
    HostCpu cpu() {
        return cpu;
    }

    /** Returns the CPU credits of hosts. */
    BurstCredits credits() {
        return credits;
    }

    private void scheduleHealth(HostedContainer c) {
        if (c.compiled.lifecycle.healthCheck().isEmpty()) {
            return;
        }
        HealthCheck check = c.compiled.lifecycle.healthCheck().get();
        c.healthTimes = HealthTimes.of(
                check,
                ContainerDraws.READY.micros(c, c.behaviour.readySeconds(), 0),
                ContainerDraws.FAILS.micros(c, c.behaviour.failsSeconds(), HealthTimes.NEVER),
                c.behaviour.probesHang());
        HealthTimes times = c.healthTimes;
        if (times.neverReadyMicros() != HealthTimes.NEVER) {
            probe(c, times.neverReadyMicros(), HealthStatus.UNHEALTHY);
        } else {
            probe(c, times.healthyMicros(), HealthStatus.HEALTHY);
        }
    }

    /** Appoints the next change of health, so long after the container's start. */
    private void probe(HostedContainer c, long sinceStartMicros, HealthStatus next) {
        c.probe = Appointments.NONE;
        if (sinceStartMicros != HealthTimes.NEVER) {
            long due = c.container.startedMicros() + sinceStartMicros;
            c.probe = appointments.after(due - appointments.nowMicros(), () -> changeHealth(c, next));
        }
    }

    private void changeHealth(HostedContainer c, HealthStatus next) {
        c.container.setHealth(next);
        c.everHealthy |= next == HealthStatus.HEALTHY;
        if (next == HealthStatus.HEALTHY) {
            probe(c, c.healthTimes.failedMicros(), HealthStatus.UNHEALTHY);
        } else {
            boolean again = appointments.nowMicros() - c.container.startedMicros() < c.healthTimes.healthyMicros();
            probe(c, again ? c.healthTimes.healthyMicros() : HealthTimes.NEVER, HealthStatus.HEALTHY);
        }
        listener.healthChanged(c);
    }

    /** Ends a container, whoever ended it, and restarts it if its policy says so (R3.42). */
    private void exit(HostedContainer c, int code, String reason) {
        long now = appointments.nowMicros();
        long ran = now - c.container.startedMicros();
        forget(c);
        c.container.exit(code, appointments.nowMicros());
        c.container.because(reason);
        if (!c.signalled && restarts(c, code, ran)) {
            c.launch++;
            orderStart(c);
            return;
        }
        c.container.become(ContainerStatus.STOPPED, now);
        listener.exited(c);
    }

    private static boolean restarts(HostedContainer c, int code, long ranMicros) {
        if (c.compiled.lifecycle.restartPolicy().isEmpty()) {
            return false;
        }
        RestartPolicy policy = c.compiled.lifecycle.restartPolicy().get();
        return ranMicros >= policy.restartAttemptPeriodSeconds() * 1_000_000L
                && !policy.ignoredExitCodes().contains(code);
    }

    private void killForMemory(HostedContainer c) {
        exit(c, SIGKILL_CODE, OUT_OF_MEMORY);
    }

    /**
     * Stops a container: SIGTERM, and SIGKILL when it has not exited within its stop timeout (R3.34). One that is not up
     * is STOPPED at once, and so is one that exits at once; the listener hears of later ends only.
     */
    void stop(HostedContainer c) {
        c.signalled = true;
        if (!c.up) {
            forget(c);
            c.container.become(ContainerStatus.STOPPED, appointments.nowMicros());
            return;
        }
        appointments.cancel(c.probe);
        long timeout = c.compiled.lifecycle.stopTimeoutSeconds() > 0
                ? c.compiled.lifecycle.stopTimeoutSeconds() * 1_000_000L
                : settings.containerStopTimeoutMicros();
        long takes = ContainerDraws.STOP.micros(c, c.behaviour.stopSeconds(), 0);
        long ends = Math.min(takes, timeout);
        if (c.exitsAtMicros <= appointments.nowMicros() + ends) {
            return; // it exits by itself before a signal ends it
        }
        appointments.cancel(c.step);
        int code = takes > timeout ? SIGKILL_CODE : SIGTERM_CODE;
        if (ends > 0) {
            c.step = appointments.after(ends, () -> exit(c, code, ""));
            return;
        }
        forget(c);
        c.container.exit(code, appointments.nowMicros());
        c.container.become(ContainerStatus.STOPPED, appointments.nowMicros());
    }

    /** Drops whatever is to become of a container, and what it uses. */
    void forget(HostedContainer c) {
        appointments.cancel(c.step);
        appointments.cancel(c.probe);
        appointments.cancel(c.patience);
        c.exitsAtMicros = HealthTimes.NEVER;
        if (c.up) {
            c.up = false;
            memory.ended(c);
            cpu.ended(c);
        }
    }
}
