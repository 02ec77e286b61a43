package io.ecsim.model;

/**
 * A port mapping of a container definition.
 *
 * @param containerPort 0 to 65,535
 * @param hostPort 0 for dynamic or unset (R2.31), else the static host port
 * @param protocol TCP unless stated
 */
public record PortMapping(int containerPort, int hostPort, Protocol protocol) {

    public PortMapping {
        requirePort("containerPort", containerPort);
        requirePort("hostPort", hostPort);
    }

    private static void requirePort(String name, int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(name + " must be 0 to 65535, was " + port);
        }
    }
}
