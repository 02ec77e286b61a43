package io.ecsim.autoscaling;

import io.ecsim.autoscaling.Machine.State;

/**
 * An instance refresh of a group: every machine is replaced, a few at a time, so that the healthy ones never fall below a
 * share of the desired capacity by its doing. Where the share leaves no room, one machine is replaced at a time. Machines
 * that are protected from scale-in are waited for.
 */
final class InstanceRefresh {

    private static final int PERCENT = 100;

    private int configuration;
    private boolean underWay;
    private long endedMicros;
    private int minHealthyPercentage;
    private long warmupMicros;

    void start(int newMinHealthyPercentage, long newWarmupMicros) {
        configuration++;
        underWay = true;
        minHealthyPercentage = newMinHealthyPercentage;
        warmupMicros = newWarmupMicros;
    }

    /** Returns the configuration that machines are launched with now. */
    int configuration() {
        return configuration;
    }

    boolean underWay() {
        return underWay;
    }

    /** Returns when the last one was over; only of meaning while none is under way. */
    long endedMicros() {
        return endedMicros;
    }

    boolean replaces(Machine machine) {
        return machine.configuration < configuration && machine.state == State.IN_SERVICE;
    }

    /** Returns how many machines may be replaced now; it is over when none is left and the new ones have warmed up. */
    int allowance(GroupState state, long nowMicros) {
        if (state.members.size() >= state.desired
                && state.members.stream()
                        .allMatch(machine -> machine.configuration == configuration && isHealthy(machine, nowMicros))) {
            underWay = false;
            endedMicros = nowMicros;
            return 0;
        }
        long least = ((long) state.desired * minHealthyPercentage + PERCENT - 1) / PERCENT;
        long atOnce = Math.max(1, state.desired - least);
        int healthy = state.count(machine -> isHealthy(machine, nowMicros));
        return (int) Math.max(0, atOnce - Math.max(0, state.desired - healthy));
    }

    private boolean isHealthy(Machine machine, long nowMicros) {
        return machine.state == State.IN_SERVICE
                && (machine.configuration < configuration || nowMicros - machine.inServiceMicros >= warmupMicros);
    }

    /** Returns when the next new machine has warmed up, or NEVER. */
    long nextMicros(GroupState state, long nowMicros) {
        long next = GroupState.NEVER;
        for (Machine machine : state.members) {
            if (machine.state == State.IN_SERVICE && !isHealthy(machine, nowMicros)) {
                next = Math.min(next, machine.inServiceMicros + warmupMicros);
            }
        }
        return next;
    }
}
