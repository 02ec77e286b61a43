package io.ecsim.experiments.drills;

import io.ecsim.autoscaling.AutoScalingGroup;
import io.ecsim.observe.GroupTotals;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.observe.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The fleet that would hold the load also without one of its zones (models.md M7): of three zones, two thirds full at most.
 *
 * @param changes of the scenario, each {@code PATH=VALUE}
 * @param words what it is, as a clause
 */
public record PreProvisioned(List<String> changes, String words) {

    /** The name of the variant. */
    public static final String NAME = "pre-provisioned";

    public PreProvisioned {
        changes = List.copyOf(changes);
    }

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
        return scene.groups().isEmpty() ? fixed(scene, undisturbed, zones) : elastic(scene, undisturbed, zones);
    }

    private static Optional<PreProvisioned> fixed(DrillScene scene, RunResult undisturbed, int zones) {
        if (!scene.has("cluster", "instances")) {
            throw new DrillException("--pre-provisioned needs groups in cluster.instances, whose number can be set");
        }
        int stated = scene.world().instances().size();
        int needed = inEveryZone(stated * peak(undisturbed), zones);
        return needed <= stated
                ? Optional.empty()
                : Optional.of(new PreProvisioned(
                        List.of("cluster.instances=" + needed),
                        needed + " instances instead of " + stated + ", of which " + (zones - 1) + " zones of " + zones
                                + " hold the peak"));
    }

    /** The groups never become smaller than what holds the peak; with several each has one of its own, as tasks do (R5.5). */
    private static Optional<PreProvisioned> elastic(DrillScene scene, RunResult undisturbed, int zones) {
        List<AutoScalingGroup> groups = scene.groups();
        boolean alone = groups.size() == 1;
        double peak = 0;
        int needed = 0;
        List<String> changes = new ArrayList<>();
        boolean ready = true;
        for (AutoScalingGroup group : groups) {
            double itsPeak = alone ? undisturbed.value(Metric.IN_USE_PEAK) : peak(group, undisturbed);
            int inAll = inEveryZone(itsPeak, zones);
            int share = alone ? (int) Math.max(0, inAll - scene.instancesOutsideGroups()) : inAll;
            peak += itsPeak;
            needed += inAll;
            ready &= share <= (scene.isScaled(group) ? group.minSize() : group.desiredCapacity());
            int least = Math.max(share, group.minSize());
            String path = "autoScalingGroups[" + group.name() + "].";
            changes.add(path + "maxSize=" + Math.max(share, group.maxSize()));
            changes.add(path + "minSize=" + least);
            changes.add(path + "desiredCapacity=" + Math.max(least, group.desiredCapacity()));
        }
        if (ready) {
            return Optional.empty();
        }
        requireOwnFields(scene, groups);
        return Optional.of(new PreProvisioned(
                changes,
                "at least " + needed + " instances at any time, of which " + (zones - 1) + " zones of " + zones
                        + " hold the peak of " + Math.round(peak)));
    }

    /** Returns the most machines that a group had. */
    private static int peak(AutoScalingGroup group, RunResult run) {
        return run.controlPlane().stream()
                .flatMap(controlPlane -> controlPlane.groups().stream())
                .filter(totals -> totals.name().equals(group.name()))
                .mapToInt(GroupTotals::peakMachines)
                .findFirst()
                .orElse(0);
    }

    private static void requireOwnFields(DrillScene scene, List<AutoScalingGroup> groups) {
        if (groups.stream()
                .anyMatch(group -> !scene.named("autoScalingGroups", group.name())
                        .map(node -> node.member("autoScalingGroup").isEmpty())
                        .orElse(false))) {
            throw new DrillException("--pre-provisioned needs Auto Scaling groups in the scenario's own fields, whose"
                    + " minSize can be set");
        }
    }

    private static int inEveryZone(double needed, int zones) {
        return Math.max(1, (int) Math.ceil(needed / (zones - 1))) * zones;
    }

    /**
     * Returns the largest share of CPU or memory that was reserved whenever it was sampled; where the run ended long before
     * its horizon that was seldom, and it is at least the mean.
     */
    public static double peak(RunResult run) {
        double peak = Math.max(mean(run, Metric.ALLOCATED_CPU), mean(run, Metric.ALLOCATED_MEMORY));
        for (Series series : run.series()) {
            if (List.of("allocatedCpu", "allocatedMemory").contains(series.key())) {
                for (double share : series.values()) {
                    peak = Double.isFinite(share) ? Math.max(peak, share) : peak;
                }
            }
        }
        return peak;
    }

    private static double mean(RunResult run, Metric metric) {
        double mean = run.value(metric);
        return Double.isFinite(mean) ? mean : 0;
    }
}
