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
 * @param zonalShifts zones that load balancers send nothing to for a time
 */
public record PlannedFaults(
        List<AgentStorm> agents,
        List<RegistryFault> registries,
        List<ControlPlaneFault> controlPlane,
        List<SpotWave> spotReclaims,
        List<GroupRefresh> instanceRefreshes,
        List<ZonalShift> zonalShifts) {

    /** Nothing strikes. */
    public static final PlannedFaults NONE = new PlannedFaults(List.of(), List.of(), List.of(), List.of(), List.of());

    public PlannedFaults {
        agents = List.copyOf(agents);
        registries = List.copyOf(registries);
        controlPlane = List.copyOf(controlPlane);
        spotReclaims = List.copyOf(spotReclaims);
        instanceRefreshes = List.copyOf(instanceRefreshes);
        zonalShifts = List.copyOf(zonalShifts);
    }

    /** Makes faults that nobody answers with a zonal shift. */
    public PlannedFaults(
            List<AgentStorm> agents,
            List<RegistryFault> registries,
            List<ControlPlaneFault> controlPlane,
            List<SpotWave> spotReclaims,
            List<GroupRefresh> instanceRefreshes) {
        this(agents, registries, controlPlane, spotReclaims, instanceRefreshes, List.of());
    }

    /** Returns these faults with these zonal shifts in place of their own. */
    public PlannedFaults withZonalShifts(List<ZonalShift> others) {
        return new PlannedFaults(agents, registries, controlPlane, spotReclaims, instanceRefreshes, others);
    }

    /** Returns all of them, kind by kind in the order of the components. */
    public List<PlannedFault> all() {
        List<PlannedFault> all = new ArrayList<>(agents);
        all.addAll(registries);
        all.addAll(controlPlane);
        all.addAll(spotReclaims);
        all.addAll(instanceRefreshes);
        all.addAll(zonalShifts);
        return all;
    }
}
