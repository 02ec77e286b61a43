package io.ecsim.model;

/**
 * A static host port that a task occupies on its container instance (R2.31).
 *
 * @param port 1 to 65,535
 * @param protocol TCP or UDP
 */
public record HostPort(int port, Protocol protocol) implements Comparable<HostPort> {

    public HostPort {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port must be 1 to 65535, was " + port);
        }
    }

    @Override
    public int compareTo(HostPort other) {
        int byPort = Integer.compare(port, other.port);
        return byPort != 0 ? byPort : protocol.compareTo(other.protocol);
    }
}
