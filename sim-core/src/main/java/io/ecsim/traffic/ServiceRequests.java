package io.ecsim.traffic;

/**
 * The requests that one service receives (models.md M6).
 *
 * @param service its position among the services of the world
 */
public record ServiceRequests(int service) {

    public ServiceRequests {
        if (service < 0) {
            throw new IllegalArgumentException("service must be at least 0, was " + service);
        }
    }
}
