package io.ecsim.controlplane;

import io.ecsim.placement.DecisionWatch;
import io.ecsim.placement.StrategyResolver;
import java.util.Optional;

/**
 * How a run is done; none of it changes what the run finds, except the tie-break.
 *
 * @param placement by index, or by the plain scan that is its twin
 * @param tieBreak what decides between instances equal in every strategy (R1.30)
 * @param checks how much is checked while running
 * @param samples how many points a sampled series has, at least 2
 * @param strategies makes the chains that services state for themselves
 * @param followsServices whether the course of services and instances is recorded also where nothing strikes
 * @param watch who hears of every placement decision, and may overrule it; one run at a time
 */
public record RunOptions(
        Lookup placement,
        TieBreak tieBreak,
        Checks checks,
        int samples,
        StrategyResolver strategies,
        boolean followsServices,
        Optional<DecisionWatch> watch) {

    /** Indexed placement, order of registration, no checks, 240 samples. */
    public static final RunOptions DEFAULT = new RunOptions(Lookup.INDEXED, TieBreak.REGISTRATION, Checks.OFF, 240);

    /** How placement finds an instance. */
    public enum Lookup {
        INDEXED,
        SCAN
    }

    /** What decides between equals (R1.30). */
    public enum TieBreak {
        REGISTRATION,
        RANDOM
    }

    /** How much is checked while running. */
    public enum Checks {
        OFF,
        /** Every invariant after every event. */
        EVERY_EVENT
    }

    /** Makes options with which the course of services is recorded only where something strikes. */
    public RunOptions(Lookup placement, TieBreak tieBreak, Checks checks, int samples, StrategyResolver strategies) {
        this(placement, tieBreak, checks, samples, strategies, false, Optional.empty());
    }

    /** Returns these options, with the course of services recorded also where nothing strikes. */
    public RunOptions followingServices() {
        return new RunOptions(placement, tieBreak, checks, samples, strategies, true, watch);
    }

    /** Returns these options for one run whose placement decisions are watched. */
    public RunOptions watchedBy(DecisionWatch other) {
        return new RunOptions(placement, tieBreak, checks, samples, strategies, followsServices, Optional.of(other));
    }

    /** Makes options for worlds whose services all take the strategy under comparison. */
    public RunOptions(Lookup placement, TieBreak tieBreak, Checks checks, int samples) {
        this(placement, tieBreak, checks, samples, StrategyResolver.NONE);
    }

    public RunOptions {
        if (samples < 2) {
            throw new IllegalArgumentException("samples must be at least 2, was " + samples);
        }
    }
}
