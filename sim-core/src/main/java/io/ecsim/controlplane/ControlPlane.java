package io.ecsim.controlplane;

import io.ecsim.agent.AgentSettings;
import io.ecsim.images.ImageSettings;
import io.ecsim.services.ServicePlan;
import java.util.List;

/**
 * What a world has beyond placement: tasks that pass through all their states, agents, images, services.
 *
 * @param agents how agents behave
 * @param images where images come from
 * @param services services and what is done to them
 */
public record ControlPlane(AgentSettings agents, ImageSettings images, List<ServicePlan> services) {

    /** Agents and images with their defaults, no services. */
    public static final ControlPlane DEFAULT = new ControlPlane(AgentSettings.DEFAULT, ImageSettings.CACHED, List.of());

    public ControlPlane {
        services = List.copyOf(services);
    }
}
