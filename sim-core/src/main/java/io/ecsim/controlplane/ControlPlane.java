package io.ecsim.controlplane;

import io.ecsim.agent.AgentSettings;
import io.ecsim.capacity.CapacityPlan;
import io.ecsim.fargate.FargateSettings;
import io.ecsim.images.ImageSettings;
import io.ecsim.services.ServicePlan;
import io.ecsim.services.ServiceSettings;
import io.ecsim.servicescaling.ScalingPlan;
import io.ecsim.traffic.RequestPlan;
import java.util.List;

/**
 * What a world has beyond placement: tasks that pass through all their states, agents, images, services.
 *
 * @param agents how agents behave
 * @param images where images come from
 * @param services services and what is done to them
 * @param serviceSettings how the service scheduler behaves
 * @param timings how long the back end's own steps take
 * @param capacity Auto Scaling groups and capacity providers
 * @param fargate how Fargate behaves
 * @param requests what is asked of services
 * @param scaling which services scale by themselves
 */
public record ControlPlane(
        AgentSettings agents,
        ImageSettings images,
        List<ServicePlan> services,
        ServiceSettings serviceSettings,
        LifecycleTimings timings,
        CapacityPlan capacity,
        FargateSettings fargate,
        RequestPlan requests,
        ScalingPlan scaling) {

    /** Agents and images with their defaults, no services. */
    public static final ControlPlane DEFAULT = new ControlPlane(AgentSettings.DEFAULT, ImageSettings.CACHED, List.of());

    /** Makes a control plane whose scheduler and back end behave as the rules say. */
    public ControlPlane(AgentSettings agents, ImageSettings images, List<ServicePlan> services) {
        this(agents, images, services, ServiceSettings.DEFAULT, LifecycleTimings.DEFAULT);
    }

    /** Makes a control plane with a fleet that does not scale and services that nobody asks for anything. */
    public ControlPlane(
            AgentSettings agents,
            ImageSettings images,
            List<ServicePlan> services,
            ServiceSettings serviceSettings,
            LifecycleTimings timings) {
        this(
                agents,
                images,
                services,
                serviceSettings,
                timings,
                CapacityPlan.NONE,
                FargateSettings.DEFAULT,
                RequestPlan.NONE,
                ScalingPlan.NONE);
    }

    public ControlPlane {
        services = List.copyOf(services);
    }

    /** Returns this control plane with elastic capacity. */
    public ControlPlane with(CapacityPlan other) {
        return new ControlPlane(agents, images, services, serviceSettings, timings, other, fargate, requests, scaling);
    }

    /** Returns this control plane with Fargate in this way. */
    public ControlPlane with(FargateSettings other) {
        return new ControlPlane(agents, images, services, serviceSettings, timings, capacity, other, requests, scaling);
    }

    /** Returns this control plane with requests on its services. */
    public ControlPlane with(RequestPlan other) {
        return new ControlPlane(agents, images, services, serviceSettings, timings, capacity, fargate, other, scaling);
    }

    /** Returns this control plane with services that scale. */
    public ControlPlane with(ScalingPlan other) {
        return new ControlPlane(agents, images, services, serviceSettings, timings, capacity, fargate, requests, other);
    }
}
