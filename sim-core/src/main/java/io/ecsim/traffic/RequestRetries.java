package io.ecsim.traffic;

/**
 * How clients try again when a request times out or fails.
 *
 * @param most tries after the first, 0 to 10
 * @param backoffSeconds before the first of them, above 0
 * @param factor by which each wait is longer than the one before, 1 to 10
 * @param jitter part of a wait that is drawn evenly, 0 to 1: with 1 a wait is 0 to its full length
 * @param budget retries that clients make at most for each first try, at least 0; infinite where there is no budget
 */
public record RequestRetries(int most, double backoffSeconds, double factor, double jitter, double budget) {

    /** A request that fails has failed. */
    public static final RequestRetries NONE = new RequestRetries(0, 1, 1, 0, Double.POSITIVE_INFINITY);

    private static final int MOST = 10;

    public RequestRetries {
        if (most < 0 || most > MOST) {
            throw new IllegalArgumentException("retries must be 0 to " + MOST + ", was " + most);
        }
        if (!(backoffSeconds > 0 && backoffSeconds <= 3600)) {
            throw new IllegalArgumentException("backoff must be above 0 and at most 1h, was " + backoffSeconds + " s");
        }
        if (!(factor >= 1 && factor <= 10)) {
            throw new IllegalArgumentException("factor must be 1 to 10, was " + factor);
        }
        if (!(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("jitter must be 0 to 1, was " + jitter);
        }
        if (!(budget >= 0)) {
            throw new IllegalArgumentException("budget must be at least 0, was " + budget);
        }
    }
}
