package io.ecsim.observe;

import java.util.OptionalDouble;

/**
 * A fault that struck in a run, and how the services came through it (models.md M4, M7).
 *
 * @param kind what it was
 * @param where what it struck, such as the name of a zone, a registry or a service; empty where that is everything
 * @param fromMicros when it began, in microseconds
 * @param untilMicros when it ended; {@link #OPEN} if it had not when the run did
 * @param recoveredMicros from when on every service had as many healthy tasks as desired for 60 s, counted from the first
 *     moment at which one had not; of a fault that goes on until nobody knows when, told once it is over; the beginning
 *     when none ever had too few; OPEN when that did not come about, or in a
 *     world without services
 * @param trough least share of healthy among desired tasks of a service from the beginning to the recovery, or to the end
 *     of the run; absent in a world without services
 * @param tasksLost tasks that were on the instances that it took
 * @param instancesLost instances that it took
 * @param measuredMicros from the beginning to the end of the run: without a recovery it takes longer than that
 */
public record FaultRecord(
        Kind kind,
        String where,
        long fromMicros,
        long untilMicros,
        long recoveredMicros,
        OptionalDouble trough,
        long tasksLost,
        long instancesLost,
        long measuredMicros) {

    /** A time that has not come. */
    public static final long OPEN = -1;

    private static final double MICROS_PER_SECOND = 1e6;

    /** What can strike. */
    public enum Kind {
        /** A zone has no power (M7). */
        ZONE_POWER("zonePower"),
        /** A zone cannot be reached (M7). */
        ZONE_PARTITION("zonePartition"),
        /** A zone is slow and answers with errors (M7). */
        ZONE_IMPAIRED("zoneImpaired"),
        /** Requests are taken out of a zone on purpose (M7). */
        ZONAL_SHIFT("zonalShift"),
        /** A registry does not answer. */
        REGISTRY_DOWN("registryDown"),
        /** A registry is slow. */
        REGISTRY_SLOW("registrySlow"),
        /** Many agents lose their connection at once (R7.7). */
        AGENTS("agents"),
        /** The control plane refuses or slows what is asked of it. */
        CONTROL_PLANE("controlPlane"),
        /** EC2 takes Spot capacity back (R5.42). */
        SPOT_RECLAIM("spotReclaim"),
        /** An Auto Scaling group replaces its instances. */
        INSTANCE_REFRESH("instanceRefresh"),
        /** A deployment that replaces tasks. */
        DEPLOYMENT("deployment");

        private final String key;

        Kind(String key) {
            this.key = key;
        }

        /** Returns the name used in results. */
        public String key() {
            return key;
        }
    }

    /** Returns whether there are services, so that there is something to recover. */
    public boolean concernsServices() {
        return trough.isPresent();
    }

    /** Returns whether the services recovered within the run. */
    public boolean recovered() {
        return recoveredMicros != OPEN;
    }

    /** Returns the seconds until the recovery, or the seconds measured without one: a lower bound. */
    public double recoverySeconds() {
        return (recovered() ? recoveredMicros - fromMicros : measuredMicros) / MICROS_PER_SECOND;
    }
}
