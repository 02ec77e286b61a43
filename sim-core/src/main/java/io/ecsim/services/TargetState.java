package io.ecsim.services;

import io.ecsim.engine.SimClock;
import io.ecsim.model.TargetGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

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
     * @param outages when probes do not reach it
     */
    static List<Change> changes(
            TargetGroup group, long registeredMicros, long readyMicros, long failsMicros, List<ProbeOutage> outages) {
        Probes probes = new Probes(registeredMicros, group.intervalSeconds() * SimClock.MICROS_PER_SECOND);
        TreeSet<Long> turns = new TreeSet<>(List.of(registeredMicros, readyMicros, failsMicros, NEVER));
        for (ProbeOutage outage : outages) {
            turns.add(outage.fromMicros());
            turns.add(outage.untilMicros());
        }
        List<Change> changes = new ArrayList<>();
        TargetState state = INITIAL;
        long against = 0; // probes in a row that speak against the state
        for (long from = registeredMicros; from != NEVER; from = Objects.requireNonNull(turns.higher(from))) {
            long now = from;
            boolean answers =
                    now >= readyMicros && now < failsMicros && outages.stream().noneMatch(outage -> outage.covers(now));
            long first = probes.firstFrom(from);
            long next = probes.firstFrom(Objects.requireNonNull(turns.higher(from)));
            if (first >= next) {
                continue;
            }
            TargetState other = answers ? HEALTHY : UNHEALTHY;
            if (state == other) {
                against = 0;
                continue;
            }
            long needed = state == INITIAL && answers ? 1 : other.probes(group) - against;
            if (next - first >= needed) {
                changes.add(new Change(probes.at(first + needed - 1), other));
                state = other;
                against = 0;
            } else {
                against += next - first;
            }
        }
        return changes;
    }

    /** Returns how many probes in a row make a target that. */
    private int probes(TargetGroup group) {
        return this == UNHEALTHY ? group.unhealthyThreshold() : group.healthyThreshold();
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
