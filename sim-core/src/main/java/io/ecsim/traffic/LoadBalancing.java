package io.ecsim.traffic;

/** How a load balancer chooses among targets. */
public enum LoadBalancing {
    /** Each target gets as many requests. */
    ROUND_ROBIN,
    /** The target with the fewest requests in flight gets the next. */
    LEAST_OUTSTANDING
}
