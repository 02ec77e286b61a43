package io.ecsim.experiments.drills;

import io.ecsim.observe.RunResult;
import io.ecsim.observe.Series;
import java.util.List;
import java.util.Optional;

/**
 * The fleet that would hold the load also without one of its zones (models.md M7): of three zones, two thirds full at most.
 *
 * @param instances how many it has, the same in every zone
 * @param change of the scenario
 * @param words what it is, as a clause
 */
public record PreProvisioned(int instances, String change, String words) {

    /** The name of the variant. */
    public static final String NAME = "pre-provisioned";

    /**
     * Returns the fleet for a scenario; empty where the fleet as stated holds the load already.
     *
     * @param undisturbed a run without the drill
     * @throws DrillException if the number of instances cannot be set
     */
    public static Optional<PreProvisioned> of(DrillScene scene, RunResult undisturbed) {
        int zones = scene.zones().size();
        if (zones < 2) {
            throw new DrillException("--pre-provisioned needs two zones or more, the cluster has " + zones);
        }
        if (!scene.has("cluster", "instances")) {
            throw new DrillException("--pre-provisioned needs groups in cluster.instances, whose number can be set");
        }
        int stated = scene.world().instances().size();
        double peak = peak(undisturbed);
        int perZone = (int) Math.ceil(stated * peak / (zones - 1));
        int needed = Math.max(1, perZone) * zones;
        if (needed <= stated) {
            return Optional.empty();
        }
        return Optional.of(new PreProvisioned(
                needed,
                "cluster.instances=" + needed,
                needed + " instances instead of " + stated + ", of which " + (zones - 1) + " zones of " + zones
                        + " hold the peak"));
    }

    /** Returns the largest share of CPU or memory that was reserved whenever it was sampled. */
    public static double peak(RunResult run) {
        double peak = 0;
        for (Series series : run.series()) {
            if (List.of("allocatedCpu", "allocatedMemory").contains(series.key())) {
                for (double share : series.values()) {
                    peak = Double.isFinite(share) ? Math.max(peak, share) : peak;
                }
            }
        }
        return peak;
    }
}
