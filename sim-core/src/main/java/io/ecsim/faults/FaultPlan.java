package io.ecsim.faults;

import io.ecsim.random.Law;
import java.util.List;
import java.util.Optional;

/**
 * The failures of a world, and how instances come back.
 *
 * @param instances individual instance failures
 * @param zones zone events (models.md M7) at given times
 * @param randomZones zone power events at random times, each zone by itself
 * @param shocks common causes that take several instances down at once (models.md M8)
 * @param outages times at which certain instances are away, such as a trace's machine events
 * @param crashes crashes of running tasks
 * @param recovery what happens to the work of a failed attempt
 * @param trunks how instances with awsvpc trunking register (R2.37)
 * @param spot groups whose instances can be taken away at two minutes' notice (models.md M9)
 * @param planned what else strikes at given times
 */
public record FaultPlan(
        Optional<Renewal> instances,
        List<ZoneEvent> zones,
        Optional<Renewal> randomZones,
        List<Shock> shocks,
        List<Outage> outages,
        Optional<Law> crashes,
        Recovery recovery,
        TrunkRegistration trunks,
        List<SpotPool> spot,
        PlannedFaults planned) {

    /** A world without failures. */
    public static final FaultPlan NONE =
            new FaultPlan(Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Recovery.NONE);

    public FaultPlan {
        zones = List.copyOf(zones);
        shocks = List.copyOf(shocks);
        outages = List.copyOf(outages);
        spot = List.copyOf(spot);
    }

    /** Makes a plan without shocks and outages, in which trunk interfaces are there at once. */
    public FaultPlan(
            Optional<Renewal> instances,
            List<ZoneEvent> zones,
            Optional<Renewal> randomZones,
            Optional<Law> crashes,
            Recovery recovery) {
        this(
                instances,
                zones,
                randomZones,
                List.of(),
                List.of(),
                crashes,
                recovery,
                TrunkRegistration.AT_ONCE,
                List.of(),
                PlannedFaults.NONE);
    }

    /** Returns whether an instance can go, so that a replacement must register. */
    public boolean takesInstances() {
        return instances.isPresent()
                || !zones.isEmpty()
                || randomZones.isPresent()
                || !shocks.isEmpty()
                || !outages.isEmpty()
                || !spot.isEmpty();
    }

    /** Returns whether anything strikes at a given time, but for outages of single instances. */
    public boolean strikes() {
        return !zones.isEmpty() || !planned.all().isEmpty();
    }

    /** Returns whether any of it is drawn, so that replications of the same arrivals differ. */
    public boolean isRandom() {
        return instances.isPresent()
                || randomZones.isPresent()
                || !shocks.isEmpty()
                || crashes.isPresent()
                || trunks.failure() > 0
                || !spot.isEmpty();
    }

    /** Returns this plan with these shocks in place of its own. */
    public FaultPlan withShocks(List<Shock> others) {
        return new FaultPlan(instances, zones, randomZones, others, outages, crashes, recovery, trunks, spot, planned);
    }

    /** Returns this plan with these outages in place of its own. */
    public FaultPlan withOutages(List<Outage> others) {
        return new FaultPlan(instances, zones, randomZones, shocks, others, crashes, recovery, trunks, spot, planned);
    }

    /** Returns this plan with trunk interfaces that come in this way. */
    public FaultPlan withTrunks(TrunkRegistration others) {
        return new FaultPlan(instances, zones, randomZones, shocks, outages, crashes, recovery, others, spot, planned);
    }

    /** Returns this plan with these groups of Spot instances in place of its own. */
    public FaultPlan withSpot(List<SpotPool> others) {
        return new FaultPlan(
                instances, zones, randomZones, shocks, outages, crashes, recovery, trunks, others, planned);
    }

    /** Returns this plan with these faults at given times in place of its own. */
    public FaultPlan withPlanned(PlannedFaults others) {
        return new FaultPlan(instances, zones, randomZones, shocks, outages, crashes, recovery, trunks, spot, others);
    }

    /**
     * An alternating renewal process.
     *
     * @param lifeSeconds law of the time to failure in seconds
     * @param repairSeconds law of the time to replacement in seconds
     */
    public record Renewal(Law lifeSeconds, Law repairSeconds) {}

    /**
     * What becomes of a task whose attempt ended by a failure.
     *
     * @param checkpointMicros work is kept in multiples of this run time in microseconds, and later attempts do what is
     *     left; 0: all work is lost, and a later attempt has the run time that the workload gives it
     * @param maxRetries further attempts allowed, at least 0
     * @param firstBackoffMicros delay before the first further attempt in microseconds
     * @param backoffFactor growth of the delay, at least 1
     */
    public record Recovery(long checkpointMicros, int maxRetries, long firstBackoffMicros, double backoffFactor) {

        private static final long LONGEST_BACKOFF_MICROS = 24 * 3_600_000_000L;

        /** Tasks are not tried again. */
        public static final Recovery NONE = new Recovery(0, 0, 0, 1);

        public Recovery {
            if (checkpointMicros < 0 || maxRetries < 0 || firstBackoffMicros < 0 || !(backoffFactor >= 1)) {
                throw new IllegalArgumentException("recovery needs amounts of at least 0 and a factor of at least 1");
            }
        }

        /** Returns the delay in microseconds before an attempt, 1 for the second. */
        public long backoffMicros(int attempt) {
            double delay = firstBackoffMicros;
            for (int i = 1; i < attempt && delay < LONGEST_BACKOFF_MICROS; i++) {
                delay *= backoffFactor;
            }
            return (long) Math.min(delay, (double) LONGEST_BACKOFF_MICROS);
        }
    }
}
