package io.ecsim.faults;

import io.ecsim.model.ContainerInstance;
import io.ecsim.random.Law;
import java.util.List;
import java.util.Optional;

/**
 * A common cause of failure (models.md M8, after Marshall and Olkin, "A Multivariate Exponential Distribution", Journal of
 * the American Statistical Association 62, 1967): each domain of one kind meets shocks that form a Poisson process of its
 * own, and each shock takes each member that is up down with the same probability. An instance alone therefore falls at
 * the rate share / mean distance, and two members of one domain fall at the same instant at the rate share² / mean distance.
 *
 * @param domain what is hit as a whole
 * @param only the names of the domains that are hit; empty: all of that kind
 * @param meanSeconds mean distance of the shocks of one domain in seconds, above 0
 * @param share probability that a member falls, above 0 and at most 1
 * @param repairSeconds law of the time to the replacement of each member that fell in seconds
 */
public record Shock(Domain domain, List<String> only, double meanSeconds, double share, Law repairSeconds) {

    /** What shocks hit as a whole, and how the domain of an instance is named. */
    public enum Domain {
        /** A single instance, by its id. */
        INSTANCE {
            @Override
            Optional<String> of(ContainerInstance instance) {
                return Optional.of(instance.id());
            }
        },
        /** A group of equal instances, as an Auto Scaling group holds them. */
        POOL {
            @Override
            Optional<String> of(ContainerInstance instance) {
                return Optional.of(instance.pool());
            }
        },
        /** The instances of one machine image, by the attribute {@code ecs.ami-id}; without it in no domain. */
        IMAGE {
            @Override
            Optional<String> of(ContainerInstance instance) {
                return Optional.ofNullable(instance.attributes().get("ecs.ami-id"));
            }
        },
        /** An Availability Zone. */
        ZONE {
            @Override
            Optional<String> of(ContainerInstance instance) {
                return Optional.of(instance.zone().name());
            }
        },
        /** The whole cluster. */
        REGION {
            @Override
            Optional<String> of(ContainerInstance instance) {
                return Optional.of("region");
            }
        };

        /** Returns the name of the domain of this kind that an instance is in. */
        abstract Optional<String> of(ContainerInstance instance);
    }

    public Shock {
        if (!(meanSeconds > 0) || !Double.isFinite(meanSeconds)) {
            throw new IllegalArgumentException("the mean distance of shocks must be above 0 s, was " + meanSeconds);
        }
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "the share that a shock takes must be above 0 and at most 1, was " + share);
        }
        only = List.copyOf(only);
    }

    /** Returns whether domains of that name are hit. */
    boolean hits(String name) {
        return only.isEmpty() || only.contains(name);
    }
}
