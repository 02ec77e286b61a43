package io.ecsim.services;

import io.ecsim.model.Service;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A service of a world and what is done to it during the run.
 *
 * @param service as created at time 0
 * @param spec index of what its first deployment runs, as in the world's list
 * @param updates calls of UpdateService, ascending in time
 * @param protections calls of UpdateTaskProtection, ascending in time (R1.67)
 * @param alarms what watches its deployments (R4.26)
 */
public record ServicePlan(
        Service service,
        int spec,
        List<ServiceUpdate> updates,
        List<UpdateTaskProtection> protections,
        DeploymentAlarms alarms) {

    /** Makes the plan of a service whose tasks nobody protects and whose deployments no alarm watches. */
    public ServicePlan(Service service, int spec, List<ServiceUpdate> updates) {
        this(service, spec, updates, List.of(), DeploymentAlarms.NONE);
    }

    public ServicePlan {
        updates = List.copyOf(updates);
        protections = List.copyOf(protections);
        for (int i = 1; i < updates.size(); i++) {
            if (updates.get(i).atMicros() < updates.get(i - 1).atMicros()) {
                throw new IllegalArgumentException("updates of " + service.name() + " must ascend in time");
            }
        }
        updates.forEach(update -> update.deployment().ifPresent(service::requireFits));
        for (int i = 1; i < protections.size(); i++) {
            if (protections.get(i).atMicros() < protections.get(i - 1).atMicros()) {
                throw new IllegalArgumentException("protections of " + service.name() + " must ascend in time");
            }
        }
    }

    /** Returns the indexes of all that the service runs during the run, ascending and each once. */
    public int[] specs() {
        return IntStream.concat(
                        IntStream.of(spec),
                        updates.stream()
                                .flatMapToInt(update -> update.spec().isPresent()
                                        ? IntStream.of(update.spec().getAsInt())
                                        : IntStream.empty()))
                .distinct()
                .sorted()
                .toArray();
    }
}
