package io.ecsim.images;

import io.ecsim.observe.PullFailure;
import java.util.ArrayList;
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
 * @param slowdowns when it is slow; of several at once the least throughput counts, and the factors multiply
 */
public record Registry(
        String name,
        Kind kind,
        long bytesPerSecond,
        long latencyMicros,
        Optional<RateLimit> rateLimit,
        List<RegistryOutage> outages,
        List<RegistrySlowdown> slowdowns) {

    /** Makes a registry that is never slow. */
    public Registry(
            String name,
            Kind kind,
            long bytesPerSecond,
            long latencyMicros,
            Optional<RateLimit> rateLimit,
            List<RegistryOutage> outages) {
        this(name, kind, bytesPerSecond, latencyMicros, rateLimit, outages, List.of());
    }

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
        slowdowns = List.copyOf(slowdowns);
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

    /** Returns this registry with further times in which it does not answer or is slow; outages that meet become one. */
    public Registry with(List<RegistryOutage> moreOutages, List<RegistrySlowdown> moreSlowdowns) {
        List<RegistryOutage> all = new ArrayList<>(outages);
        all.addAll(moreOutages);
        all.sort(Comparator.comparingLong(RegistryOutage::atMicros));
        List<RegistryOutage> merged = new ArrayList<>();
        for (RegistryOutage next : all) {
            int last = merged.size() - 1;
            if (last >= 0 && next.atMicros() <= merged.get(last).endMicros()) {
                long from = merged.get(last).atMicros();
                long until = Math.max(merged.get(last).endMicros(), next.endMicros());
                merged.set(last, new RegistryOutage(from, until - from));
            } else {
                merged.add(next);
            }
        }
        List<RegistrySlowdown> slow = new ArrayList<>(slowdowns);
        slow.addAll(moreSlowdowns);
        return new Registry(name, kind, bytesPerSecond, latencyMicros, rateLimit, merged, slow);
    }

    /** Returns what it sends to all who pull together at a time, in bytes per second. */
    long bytesPerSecondAt(long micros) {
        long least = bytesPerSecond;
        for (RegistrySlowdown slowdown : slowdowns) {
            if (micros >= slowdown.atMicros() && micros < slowdown.endMicros()) {
                least = Math.min(least, slowdown.bytesPerSecond());
            }
        }
        return least;
    }

    /** Returns the time from the request for an image's manifest to the first byte at a time, in microseconds. */
    long latencyMicrosAt(long micros) {
        double latency = latencyMicros;
        for (RegistrySlowdown slowdown : slowdowns) {
            if (micros >= slowdown.atMicros() && micros < slowdown.endMicros()) {
                latency *= slowdown.latencyFactor();
            }
        }
        return (long) Math.min(latency, (double) PullAttempts.TOTAL_MICROS);
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
