package io.ecsim.cloudwatch;

import java.util.Arrays;

/** What a metric was some minutes ago: a datapoint is known to alarms only after a while (R6.12). */
public final class PublicationLag {

    /** How long it takes unless a scenario says otherwise, in minutes. */
    public static final int DEFAULT_MINUTES = 1;

    /** The longest lag, in minutes. */
    public static final int MOST_MINUTES = 60;

    private final double[] onTheWay;
    private int next;

    /**
     * Makes a metric without data so far.
     *
     * @param minutes how long a datapoint takes after its minute has ended, 0 to {@value #MOST_MINUTES}
     */
    public PublicationLag(int minutes) {
        if (minutes < 0 || minutes > MOST_MINUTES) {
            throw new IllegalArgumentException(
                    "a publication lag is 0 to " + MOST_MINUTES + " minutes, was " + minutes);
        }
        this.onTheWay = new double[minutes];
        Arrays.fill(onTheWay, Double.NaN);
    }

    /**
     * Takes the value of the minute that ends now and returns the one that becomes known now.
     *
     * @param value NaN if there is none
     * @return NaN if there is none
     */
    public double publish(double value) {
        if (onTheWay.length == 0) {
            return value;
        }
        double known = onTheWay[next];
        onTheWay[next] = value;
        next = next + 1 == onTheWay.length ? 0 : next + 1;
        return known;
    }
}
