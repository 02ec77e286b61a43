package io.ecsim.autoscaling;

import io.ecsim.autoscaling.Machine.State;
import io.ecsim.engine.SimClock;
import io.ecsim.random.KeyedStream;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The default termination policy (R5.28): the zone with most machines, then whatever brings the shares of On-Demand and
 * Spot back to what the group states, then whatever spreads its Spot machines evenly where they are to be, then the oldest
 * configuration, then the machine nearest to its next billing hour, then any. Machines protected from scale-in are never
 * chosen.
 */
final class TerminationPolicy {

    private static final long HOUR_MICROS = 3600 * SimClock.MICROS_PER_SECOND;

    private final KeyedStream draws;

    /**
     * Makes the policy.
     *
     * @param draws what decides between machines that are alike; a draw belongs to a machine
     */
    TerminationPolicy(KeyedStream draws) {
        this.draws = draws;
    }

    Optional<Machine> victim(GroupState state, long nowMicros) {
        return victim(state, machine -> true, nowMicros);
    }

    /** Returns the machine to terminate among some, or nothing if all of them are protected. */
    Optional<Machine> victim(GroupState state, Predicate<Machine> which, long nowMicros) {
        List<Machine> candidates = state.members.stream()
                .filter(machine -> machine.state != State.LOST && !machine.scaleInProtected)
                .filter(which)
                .toList();
        int most = candidates.stream()
                .mapToInt(machine -> state.inZone(machine.pool.zone))
                .max()
                .orElse(0);
        List<Machine> inZone = candidates.stream()
                .filter(machine -> state.inZone(machine.pool.zone) == most)
                .toList();
        int onDemand = state.count(machine -> !machine.pool.option.spot());
        boolean spot = onDemand <= state.group.onDemandOf(state.members.size() - 1);
        Stream<Machine> surplus = inZone.stream().anyMatch(machine -> machine.pool.option.spot() == spot)
                ? inZone.stream().filter(machine -> machine.pool.option.spot() == spot)
                : inZone.stream();
        return surplus.min(Comparator.<Machine>comparingInt(machine -> -state.excess(machine.pool.option))
                .thenComparingInt(machine -> machine.configuration)
                .thenComparing(machine -> -((nowMicros - machine.launchedMicros) % HOUR_MICROS))
                .thenComparing(machine -> draws.at(machine.key, 0).nextLong())
                .thenComparing(machine -> machine.number));
    }
}
