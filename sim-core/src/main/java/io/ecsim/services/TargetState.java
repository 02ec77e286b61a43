package io.ecsim.services;

import io.ecsim.engine.SimClock;
import io.ecsim.model.TargetGroup;
import java.util.ArrayList;
import java.util.List;

/** What a target group says of a target (R4.40). */
enum TargetState {
    /** Registered; no probe has decided yet. */
    INITIAL,
    HEALTHY,
    UNHEALTHY,
    /** Deregistered; its connections end (R4.42). */
    DRAINING;

    /** Probes that pass for ever, or fail for ever. */
    static final long NEVER = Long.MAX_VALUE;

    /** A change of state to come. */
    record Change(long atMicros, TargetState state) {}

    /**
     * Returns what the probes of a target group will make of a target, which follows from when it answers: the probes
     * themselves need not be looked at. The first is one interval after the registration; one success makes a new target
     * healthy (R4.41), {@code unhealthyThreshold} failures in a row make it unhealthy, {@code healthyThreshold} successes
     * healthy again.
     *
     * @param readyMicros from when on the target answers
     * @param failsMicros from when on it fails for good, or NEVER
     */
    static List<Change> changes(TargetGroup group, long registeredMicros, long readyMicros, long failsMicros) {
        Probes probes = new Probes(registeredMicros, group.intervalSeconds() * SimClock.MICROS_PER_SECOND);
        long pass = probes.firstFrom(readyMicros);
        long fail = probes.firstFrom(failsMicros);
        long unhealthy = group.unhealthyThreshold();
        List<Change> changes = new ArrayList<>();
        boolean healthy;
        if (pass < fail && pass <= unhealthy) {
            changes.add(new Change(probes.at(pass), HEALTHY));
            healthy = true;
        } else {
            changes.add(new Change(probes.at(unhealthy), UNHEALTHY));
            long again = pass == NEVER ? NEVER : pass + group.healthyThreshold() - 1;
            healthy = again < fail;
            if (healthy) {
                changes.add(new Change(probes.at(again), HEALTHY));
            }
        }
        if (healthy && fail != NEVER) {
            changes.add(new Change(probes.at(fail + unhealthy - 1), UNHEALTHY));
        }
        return changes;
    }

    /** The probes of a target, numbered from 1. */
    private record Probes(long registeredMicros, long intervalMicros) {

        long firstFrom(long micros) {
            if (micros == NEVER) {
                return NEVER;
            }
            return Math.max(1, -Math.floorDiv(registeredMicros - micros, intervalMicros));
        }

        long at(long probe) {
            return registeredMicros + probe * intervalMicros;
        }
    }
}
