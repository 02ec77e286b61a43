package io.ecsim.servicescaling;

import io.ecsim.cloudwatch.PublicationLag;

/** A policy with its metric and its alarms, as they are in a run. */
abstract class PolicyWatch {

    /** A capacity that is asked for by nobody. */
    static final int NONE = -1;

    private final PublicationLag lag;

    PolicyWatch(int lagMinutes) {
        this.lag = new PublicationLag(lagMinutes);
    }

    /** Returns the policy. */
    abstract ScalingPolicy policy();

    /** Takes the metric of the minute that ends now, NaN where there is no data. */
    final void minute(double value) {
        known(lag.publish(value));
    }

    /** Takes a datapoint that has become known. */
    abstract void known(double value);

    /**
     * Returns the capacity to which it wants to scale out, before the bounds of the target, or {@link #NONE}.
     *
     * @param base the capacity that does not count what was added within a cool-down
     */
    abstract int scaleOutFrom(int base);

    /** Returns the capacity to which it wants to scale in, before the bounds of the target, or {@link #NONE}. */
    abstract int scaleInFrom(int capacity);

    /** Returns the value of the metric at which it aims, or from which it acts. */
    abstract double threshold();

    /** Returns how long a scale-out of it is given to take effect. */
    abstract long scaleOutCooldownMicros();

    /** Returns how long a scale-in of it blocks the next one. */
    abstract long scaleInCooldownMicros();

    /** Returns the name of the alarm that triggers it. */
    abstract String alarmName(String resourceId, boolean out);
}
