package io.ecsim.agent;

import io.ecsim.agent.AgentCommands.TaskRun;
import io.ecsim.cluster.HealthStatus;
import io.ecsim.cluster.StopCode;
import io.ecsim.cluster.Task;

/** A task on its host: what the agent remembers of it. */
final class HostedTask {

    final Task task;
    final TaskRun run;
    final Host host;
    final CompiledDefinition compiled;
    final HostedContainer[] containers;

    /** What it takes of the host. */
    final int cpuUnits;

    final int memoryMiB;
    final int gpus;

    /** The container that serves requests: the first essential one. */
    final HostedContainer serving;

    /** The most that it may use of the CPU, in millionths of a vCPU. */
    final long cpuQuota;

    /** What its containers want of the CPU, in millionths of a vCPU, as far as that is known. */
    long cpuWanted;

    /** What they get of it. */
    long cpuUsed;

    boolean admitted;
    boolean volumesReady;
    int ebsAttached;
    boolean runningTold;
    boolean stopping;

    /** Why it stops, where nobody asked for it. */
    StopCode code = StopCode.ESSENTIAL_CONTAINER_EXITED;

    String reason = "";

    /** Whether it stops because it was told to. */
    boolean commanded;

    /** What the agent has told, or is about to tell, of its health. */
    HealthStatus healthTold = HealthStatus.UNKNOWN;

    long volumeStep = Appointments.NONE;
    long batch = Appointments.NONE;

    HostedTask(Task task, TaskRun run, Host host, CompiledDefinition compiled) {
        this.task = task;
        this.run = run;
        this.host = host;
        this.compiled = compiled;
        this.cpuUnits = task.cpuUnits();
        this.memoryMiB = task.memoryMiB();
        this.gpus = task.gpus();
        containers = new HostedContainer[compiled.containers.length];
        for (int i = 0; i < containers.length; i++) {
            containers[i] = new HostedContainer(this, i);
        }
        this.serving = containers[compiled.first];
        this.cpuQuota = HostCpu.quota(compiled.definition.cpuUnits());
    }

    boolean allStopped() {
        for (HostedContainer container : containers) {
            if (!container.stopped()) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether each container has started at least once, or never will (R3.9). */
    boolean allStarted() {
        for (HostedContainer container : containers) {
            if (!container.everStarted && !container.stopped()) {
                return false;
            }
        }
        return true;
    }

    /** Returns its health (R3.40): that of its essential containers with checks. */
    HealthStatus health() {
        boolean checked = false;
        boolean unknown = false;
        for (HostedContainer container : containers) {
            if (container.essential()
                    && container.compiled.lifecycle.healthCheck().isPresent()) {
                HealthStatus health = container.container.health();
                if (health == HealthStatus.UNHEALTHY) {
                    return health;
                }
                checked = true;
                unknown |= health == HealthStatus.UNKNOWN;
            }
        }
        return checked && !unknown ? HealthStatus.HEALTHY : HealthStatus.UNKNOWN;
    }
}
