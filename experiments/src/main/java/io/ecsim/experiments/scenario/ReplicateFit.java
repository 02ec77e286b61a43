package io.ecsim.experiments.scenario;

import io.ecsim.experiments.Replicate;
import io.ecsim.experiments.run.ArrivedWork;
import io.ecsim.workloads.document.Durations;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.scenario.BindingContext;
import io.ecsim.workloads.scenario.ScenarioWorld;
import io.ecsim.workloads.scenario.WorldBinder;

/** Whether what a replication is goes with the world of a scenario. */
final class ReplicateFit {

    /** A last window with less than this share of it beyond the trace counts as whole. */
    private static final double EMPTY_SHARE = 0.05;

    private ReplicateFit() {}

    /** Adds what does not fit to the faults of the scenario. */
    static void check(Fields fields, Replicate replicate, ScenarioWorld world) {
        boolean ofTrace = !(replicate instanceof Replicate.Regenerate || replicate instanceof Replicate.None);
        if (ofTrace && !world.recorded()) {
            fields.fault(
                    "replicate",
                    "windows, blockBootstrap and shuffle resample a trace, the workload is drawn at random: expected"
                            + " {regenerate: COUNT}");
        }
        if (replicate instanceof Replicate.Windows && WorldBinder.seeksWarmup(fields)) {
            fields.fault("warmup", "windows of a trace state their own warm-up: expected no warmup beside them");
        }
        if (replicate.controlVariates() && !ArrivedWork.isKnown(world.workload())) {
            fields.fault(
                    "replicate",
                    "controlVariates needs tasks whose expected number is known: expected poisson arrivals without a limit");
        }
        if (ofTrace && world.recorded() && world.arrivalsFollowEnds()) {
            fields.fault(
                    "replicate",
                    "windows, blockBootstrap and shuffle need arrivals that are known beforehand, but tasks of this"
                            + " trace arrive after the end of others: expected none, or {regenerate: COUNT} with failures");
            return;
        }
        if (replicate instanceof Replicate.Windows windows && world.recorded()) {
            long most = world.lastArrivalMicros() / windows.lengthMicros() + 1;
            if (windows.count() > most) {
                fields.fault(
                        "replicate",
                        "found " + windows.count() + " windows of " + Durations.format(windows.lengthMicros())
                                + ", the trace's last task arrives at " + Durations.format(world.lastArrivalMicros())
                                + ": at most " + most + " fit");
            }
        }
        if (replicate instanceof Replicate.BlockBootstrap blocks
                && world.recorded()
                && blocks.blockMicros() > world.lastArrivalMicros() + 1) {
            fields.fault(
                    "replicate",
                    "found blocks of " + Durations.format(blocks.blockMicros()) + ", the trace's last task arrives at "
                            + Durations.format(world.lastArrivalMicros()) + ": a block must be shorter");
        }
        if (replicate instanceof Replicate.Regenerate
                && world.recorded()
                && !world.failures().isRandom()) {
            fields.fault(
                    "replicate",
                    "regenerate would repeat the same trace, as no failures are drawn: expected none, windows, blockBootstrap"
                            + " or shuffle");
        }
    }

    /** A run that is shorter than the trace, or a window that is longer than what is left of it, is easily overlooked. */
    static void doubtEnds(BindingContext context, Replicate replicate, ScenarioWorld world) {
        if (!world.recorded()) {
            return;
        }
        String last = "the trace's last task arrives at " + Durations.format(world.lastArrivalMicros());
        if (replicate instanceof Replicate.Windows windows) {
            long end = Math.multiplyExact(windows.lengthMicros(), windows.count());
            if (end - world.lastArrivalMicros() > windows.lengthMicros() * EMPTY_SHARE) {
                context.assume("Window " + windows.count() + " ends at " + Durations.format(end) + ", but " + last
                        + ": it is partly empty, unlike the others.");
            }
        } else if (world.lastArrivalMicros() >= world.horizonMicros()) {
            context.assume(
                    "The horizon is " + Durations.format(world.horizonMicros()) + ", but " + last
                            + ": tasks that arrive after the horizon are not run, whatever was counted when the trace was read.");
        }
    }
}
