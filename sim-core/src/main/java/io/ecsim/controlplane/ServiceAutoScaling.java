package io.ecsim.controlplane;

import io.ecsim.engine.Simulation;
import io.ecsim.services.ServiceScheduler;
import io.ecsim.servicescaling.ScalableServices;
import io.ecsim.servicescaling.ServiceMetrics;
import io.ecsim.servicescaling.ServiceScaling;
import java.util.Optional;

/** Lets Application Auto Scaling see the services of a run and set what they want. */
final class ServiceAutoScaling implements ScalableServices {

    private final ServiceScheduler services;

    private ServiceAutoScaling(ServiceScheduler services) {
        this.services = services;
    }

    /** Returns the scaling of a run; empty where no service is a scalable target. */
    static Optional<ServiceScaling> of(
            Simulation simulation, World world, ControlPlane plan, ServiceScheduler services, ServiceMetrics metrics) {
        if (plan.scaling().targets().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ServiceScaling(
                simulation,
                plan.scaling(),
                plan.services().stream()
                        .map(each -> new ServiceScaling.Resource(
                                each.service().cluster(), each.service().name()))
                        .toList(),
                new ServiceAutoScaling(services),
                metrics,
                world.warmupMicros(),
                world.horizonMicros()));
    }

    @Override
    public int desiredCount(int service) {
        return services.desiredCount(service);
    }

    @Override
    public int runningCount(int service) {
        return services.runningCount(service);
    }

    @Override
    public boolean isDeploying(int service) {
        return services.isDeploying(service);
    }

    @Override
    public void setDesiredCount(int service, int count) {
        services.setDesiredCount(service, count);
    }
}
