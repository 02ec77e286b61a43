package io.ecsim.faults;

import java.util.ArrayList;
import java.util.List;

/**
 * The faults that a scenario has strike at given times, beside those of zones.
 *
 * @param agents agents that lose their connection together
 * @param registries registries that are down or slow
 * @param controlPlane times at which the control plane refuses or slows what is asked of it
 * @param spotReclaims Spot capacity that is taken back
 * @param instanceRefreshes Auto Scaling groups that replace their instances
 */
public record PlannedFaults(
        List<AgentStorm> agents,
        List<RegistryFault> registries,
        List<ControlPlaneFault> controlPlane,
        List<SpotWave> spotReclaims,
        List<GroupRefresh> instanceRefreshes) {

    /** Nothing strikes. */
    public static final PlannedFaults NONE = new PlannedFaults(List.of(), List.of(), List.of(), List.of(), List.of());

    public PlannedFaults {
        agents = List.copyOf(agents);
        registries = List.copyOf(registries);
        controlPlane = List.copyOf(controlPlane);
        spotReclaims = List.copyOf(spotReclaims);
        instanceRefreshes = List.copyOf(instanceRefreshes);
    }

    /** Returns all of them, kind by kind in the order of the components. */
    public List<PlannedFault> all() {
        List<PlannedFault> all = new ArrayList<>(agents);
        all.addAll(registries);
        all.addAll(controlPlane);
        all.addAll(spotReclaims);
        all.addAll(instanceRefreshes);
        return all;
    }
}
