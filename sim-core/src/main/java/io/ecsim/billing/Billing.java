package io.ecsim.billing;

/**
 * Hears what was used that costs money. Prices are the listener's: who reports states amounts only. Time before the end
 * of the warm-up is left out by the listener. What the scenario does not ask to be counted is heard and dropped.
 */
public interface Billing {

    /** Hears nothing. */
    Billing NONE = new Billing() {};

    /**
     * A task has been on Fargate for this long (R8.3, R8.4): told once, when it is STOPPED or the run ends.
     *
     * @param size what is billed: a legal size, not the demand
     * @param spot whether it was on Fargate Spot
     * @param fromMicros when the pull of its first image began, in microseconds
     * @param toMicros when it was STOPPED, or the run ended, in microseconds; not before {@code fromMicros}
     */
    default void fargateTask(FargateSize size, boolean spot, long fromMicros, long toMicros) {}

    /**
     * A service has been sent requests.
     *
     * @param service its position among the services of the world
     * @param requests how many there were, counting every try
     * @param bytes of requests and answers together
     * @param bytesAcrossZones how many of these went from one zone to another
     * @param fromMicros the beginning of the time they came in, in microseconds; amounts of an hour are added up, so that
     *     a minute is fine enough
     */
    default void requests(int service, long requests, long bytes, long bytesAcrossZones, long fromMicros) {}
}
