package io.ecsim.model;

/**
 * An Availability Zone.
 *
 * @param name such as {@code us-east-1a}, not empty
 */
public record AvailabilityZone(String name) implements Comparable<AvailabilityZone> {

    public AvailabilityZone {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("an Availability Zone needs a name");
        }
    }

    @Override
    public int compareTo(AvailabilityZone other) {
        return name.compareTo(other.name);
    }
}
