package io.ecsim.services;

import io.ecsim.model.Service;
import java.util.List;

/**
 * A service of a world and what is done to it during the run.
 *
 * @param service as created at time 0
 * @param spec index of what its first deployment runs, as in the world's list
 * @param updates calls of UpdateService, ascending in time
 */
public record ServicePlan(Service service, int spec, List<ServiceUpdate> updates) {

    public ServicePlan {
        updates = List.copyOf(updates);
        for (int i = 1; i < updates.size(); i++) {
            if (updates.get(i).atMicros() < updates.get(i - 1).atMicros()) {
                throw new IllegalArgumentException("updates of " + service.name() + " must ascend in time");
            }
        }
    }
}
