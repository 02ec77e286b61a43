package io.ecsim.controlplane;

import io.ecsim.agent.AgentSettings;
import io.ecsim.images.ImageSettings;
import io.ecsim.services.ServicePlan;
import io.ecsim.services.ServiceSettings;
import java.util.List;

/**
 * What a world has beyond placement: tasks that pass through all their states, agents, images, services.
 *
 * @param agents how agents behave
 * @param images where images come from
 * @param services services and what is done to them
 * @param serviceSettings how the service scheduler behaves
 * @param timings how long the back end's own steps take
 */
public record ControlPlane(
        AgentSettings agents,
        ImageSettings images,
        List<ServicePlan> services,
        ServiceSettings serviceSettings,
        LifecycleTimings timings) {

    /** Agents and images with their defaults, no services. */
    public static final ControlPlane DEFAULT = new ControlPlane(AgentSettings.DEFAULT, ImageSettings.CACHED, List.of());

    /** Makes a control plane whose scheduler and back end behave as the rules say. */
    public ControlPlane(AgentSettings agents, ImageSettings images, List<ServicePlan> services) {
        this(agents, images, services, ServiceSettings.DEFAULT, LifecycleTimings.DEFAULT);
    }

    public ControlPlane {
        services = List.copyOf(services);
    }
}
