package io.ecsim.traffic;

/**
 * The requests that one service receives, and what each is for the task that gets it (models.md M6).
 *
 * @param service its position among the services of the world
 * @param rate how many come
 * @param cpuSeconds mean CPU time of a request, in seconds, above 0
 * @param waitSeconds what it takes beside, as for a database, in seconds
 * @param workers threads of a task, each of which uses a vCPU at most, at least 1
 * @param timeoutSeconds so long a client waits for an answer, above 0
 * @param queue requests that a task has in hand at most, at least 1; one more is rejected
 * @param retries what clients do about a failure
 * @param balancing how the load balancer chooses
 * @param crossZone whether it chooses among the targets of all zones, rather than of the zone that a client came to
 * @param bytes of a request and its answer together, at least 0
 */
public record ServiceRequests(
        int service,
        RequestRate rate,
        double cpuSeconds,
        double waitSeconds,
        int workers,
        double timeoutSeconds,
        int queue,
        RequestRetries retries,
        LoadBalancing balancing,
        boolean crossZone,
        double bytes) {

    /** As many threads as there is CPU for. */
    public static final int UNLIMITED_WORKERS = 1000;

    /** Time-out of a client that states none: the idle time-out of an Application Load Balancer. */
    public static final double DEFAULT_TIMEOUT_SECONDS = 60;

    /** Requests in hand of a task that states no bound: an assumption. */
    public static final int DEFAULT_QUEUE = 1000;

    public ServiceRequests {
        if (service < 0) {
            throw new IllegalArgumentException("service must be at least 0, was " + service);
        }
        requireSeconds("cpu", cpuSeconds, Double.MIN_VALUE);
        requireSeconds("wait", waitSeconds, 0);
        requireSeconds("timeout", timeoutSeconds, Double.MIN_VALUE);
        if (workers < 1 || workers > UNLIMITED_WORKERS) {
            throw new IllegalArgumentException("workers must be 1 to " + UNLIMITED_WORKERS + ", was " + workers);
        }
        if (queue < 1) {
            throw new IllegalArgumentException("queue must be at least 1, was " + queue);
        }
        if (!(bytes >= 0) || !Double.isFinite(bytes)) {
            throw new IllegalArgumentException("bytes must be at least 0, was " + bytes);
        }
    }

    private static void requireSeconds(String name, double seconds, double least) {
        if (!(seconds >= least && seconds <= 3600)) {
            throw new IllegalArgumentException(name + " must be " + (least > 0 ? "above 0" : "at least 0")
                    + " and at most 1h, was " + seconds + " s");
        }
    }

    /** Returns requests of so much CPU time in seconds at a rate, with the defaults for all else. */
    public static ServiceRequests of(int service, RequestRate rate, double cpuSeconds) {
        return new ServiceRequests(
                service,
                rate,
                cpuSeconds,
                0,
                UNLIMITED_WORKERS,
                DEFAULT_TIMEOUT_SECONDS,
                DEFAULT_QUEUE,
                RequestRetries.NONE,
                LoadBalancing.ROUND_ROBIN,
                true,
                0);
    }
}
