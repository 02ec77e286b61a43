package io.ecsim.agent;

import io.ecsim.cluster.Container;
import io.ecsim.cluster.ContainerStatus;
import io.ecsim.model.ContainerBehaviour;

/** A container of a task on its host: what the agent remembers of it. */
final class HostedContainer {

    final HostedTask task;
    final CompiledContainer compiled;
    final Container container;
    final ContainerBehaviour behaviour;

    /** Its next step: it has started, exits by itself, or is gone after a signal. */
    long step = Appointments.NONE;

    /** The next change of its health. */
    long probe = Appointments.NONE;

    /** When its dependents give up (R3.33). */
    long patience = Appointments.NONE;

    /** Its pending pull, or NO_TICKET. */
    long ticket = NO_TICKET;

    /** How often it had been started when its current start was ordered. */
    int launch;

    boolean pullOrdered;
    boolean holdsImage;
    boolean startOrdered;
    boolean everStarted;
    boolean everHealthy;
    boolean up;
    boolean signalled;

    /** When it exits by itself, or HealthTimes.NEVER. */
    long exitsAtMicros = HealthTimes.NEVER;

    HealthTimes healthTimes = NO_HEALTH;

    /** What it uses of the memory of its host, in MiB. */
    int residentMiB;

    /** The part of that which its behaviour states. */
    int statedMiB;

    /** What it wants of the CPU, in millionths of a vCPU; 0 where nobody says. */
    long cpuWanted;

    /** The part of that which the requests on it want. */
    long requestCpu;

    /** What it gets of it, and what it wanted when that was last told. */
    long cpuUsed;

    long pacedFor;

    /** Work left until it exits by itself, in microseconds of having all the CPU it wants, at a time. */
    double workMicros;

    long workAtMicros;

    /** How fast it works: the part that it gets of the CPU that it wants. */
    double pace = 1;

    /** Code with which it exits by itself. */
    int exitCode;

    /** Its place in the order of starts on its host. */
    long startNumber;

    static final long NO_TICKET = -1;
    static final HealthTimes NO_HEALTH = new HealthTimes(HealthTimes.NEVER, HealthTimes.NEVER, HealthTimes.NEVER);

    HostedContainer(HostedTask task, int number) {
        this.task = task;
        this.compiled = task.compiled.containers[number];
        this.container = task.task.containers().get(number);
        this.behaviour = task.run.behaviour().of(compiled.definition.name());
    }

    boolean stopped() {
        return container.status() == ContainerStatus.STOPPED;
    }

    boolean essential() {
        return compiled.definition.essential();
    }
}
