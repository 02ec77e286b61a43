package io.ecsim.servicescaling;

/**
 * A service whose desired count Application Auto Scaling may change (R6.1).
 *
 * @param service its position among the services of the world
 * @param minCapacity least desired count, at least 0
 * @param maxCapacity greatest desired count, at least the least
 */
public record ScalableTarget(int service, int minCapacity, int maxCapacity) {

    public ScalableTarget {
        if (service < 0 || minCapacity < 0 || maxCapacity < minCapacity) {
            throw new IllegalArgumentException("a scalable target needs 0 <= minCapacity <= maxCapacity, was "
                    + minCapacity + " and " + maxCapacity);
        }
    }
}
