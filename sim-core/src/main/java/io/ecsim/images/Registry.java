package io.ecsim.images;

import io.ecsim.observe.PullFailure;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where images are pulled from.
 *
 * @param name how images name it, not empty
 * @param kind what it is
 * @param bytesPerSecond what it sends to all who pull together, 1 to {@link Throughput#UNLIMITED}
 * @param latencyMicros from the request for an image's manifest to the first byte, at least 0
 * @param rateLimit how many pulls it allows, if that is limited
 * @param outages when it does not answer; kept in order, they must not overlap or touch
 */
public record Registry(
        String name,
        Kind kind,
        long bytesPerSecond,
        long latencyMicros,
        Optional<RateLimit> rateLimit,
        List<RegistryOutage> outages) {

    /** What a registry is. */
    public enum Kind {
        /** Amazon ECR, through the NAT gateway or endpoint of the zone. */
        ECR,
        /** Docker Hub, through the NAT gateway of the zone; its limit counts by source address. */
        DOCKER_HUB,
        /** A registry inside the VPC, on no way through a gateway. */
        PRIVATE
    }

    public Registry {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a registry needs a name");
        }
        Throughput.check("throughput of registry " + name, bytesPerSecond);
        if (latencyMicros < 0) {
            throw new IllegalArgumentException(
                    "the latency of registry " + name + " must be at least 0, was " + latencyMicros);
        }
        outages = outages.stream()
                .sorted(Comparator.comparingLong(RegistryOutage::atMicros))
                .toList();
        for (int i = 1; i < outages.size(); i++) {
            if (outages.get(i).atMicros() <= outages.get(i - 1).endMicros()) {
                throw new IllegalArgumentException("two outages of registry " + name + " overlap or touch");
            }
        }
    }

    /** Returns whether its bytes pass the NAT gateway or endpoint of the zone. */
    boolean outsideVpc() {
        return kind != Kind.PRIVATE;
    }

    /** Returns the words that follow {@code CannotPullContainerError: } when a pull from here fails. */
    String reason(PullFailure failure) {
        return switch (failure) {
            case RATE_LIMITED ->
                kind == Kind.DOCKER_HUB
                        ? "Error response from daemon: toomanyrequests: You have reached your pull rate limit. You may "
                                + "increase the limit by authenticating and upgrading: "
                                + "https://www.docker.com/increase-rate-limit"
                        : "Error response from daemon: toomanyrequests: Rate exceeded";
            case NO_ANSWER -> "Error response from daemon: Get \"https://" + name + "/v2/\": context deadline exceeded";
            case INACTIVE -> "inactivity time exceeded timeout while pulling image";
            case NOT_BEGUN -> "Could not transition to pullBegin; timed out after waiting 5m0s";
            case TIMED_OUT -> "Could not transition to pulled; timed out after waiting 2h0m0s";
        };
    }
}
