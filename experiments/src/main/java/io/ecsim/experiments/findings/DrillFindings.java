package io.ecsim.experiments.findings;

import io.ecsim.experiments.Contender;
import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.Objective;
import io.ecsim.experiments.Variant;
import io.ecsim.experiments.drills.PlannedDrill;
import io.ecsim.experiments.run.ExperimentResult;
import io.ecsim.observe.FaultRecord;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What a drill did to a scenario, beside the same runs without it.
 *
 * @param drill what was put upon the scenario
 * @param all every variant: undisturbed, with the drill, and pre-provisioned with it
 * @param struck those with the drill, ranked
 * @param notes what else is to be said, one sentence each
 */
public record DrillFindings(PlannedDrill drill, Findings all, Findings struck, List<String> notes) {

    /** The name of the variant without the drill. */
    public static final String UNDISTURBED = "undisturbed";

    private static final double MICROS_PER_SECOND = 1e6;

    public DrillFindings {
        notes = List.copyOf(notes);
    }

    /** Judges the result of an experiment whose variants are {@link #UNDISTURBED} and others with the drill. */
    public static DrillFindings of(PlannedDrill drill, ExperimentResult result, List<String> notes) {
        List<Variant> struck = result.experiment().variants().stream()
                .filter(variant -> !variant.name().equals(UNDISTURBED))
                .toList();
        return new DrillFindings(drill, Findings.of(result), Findings.of(result.of(struck)), notes);
    }

    /** Returns what strategies are ranked by: the deployment that goes with the drill, else recovery, else work lost. */
    public static Objective objective(Experiment experiment, PlannedDrill drill) {
        boolean services = experiment.worlds().world(0).controlPlane().stream()
                .anyMatch(plan -> !plan.services().isEmpty());
        Metric ofServices = drill.beside().isEmpty() ? Metric.RECOVERY : Metric.DEPLOYMENT_TIME;
        Metric metric = services ? ofServices : Metric.LOST_WORK;
        return new Objective(metric, false, Objective.DEFAULT.margin(), List.of(), true);
    }

    /** Returns those that are compared, variant by variant, the best by the objective first in each. */
    public List<Standing> rows() {
        List<Variant> variants = all.experiment().variants();
        boolean higher = all.experiment().objective().higherIsBetter();
        return all.standings().stream()
                .sorted(Comparator.comparingInt((Standing standing) ->
                                variants.indexOf(all.contender(standing).variant()))
                        .thenComparingDouble(standing -> higher ? -standing.objective() : standing.objective())
                        .thenComparingInt(Standing::order))
                .toList();
    }

    /** Returns whether the drill is not put upon it. */
    public static boolean isUndisturbed(Contender contender) {
        return contender.variant().name().equals(UNDISTURBED);
    }

    /** Returns what the drill did to a contender, one record a replication and place that it struck. */
    public List<FaultRecord> strikes(Standing standing) {
        return runs(standing).flatMap(run -> strikes(run).stream()).toList();
    }

    /** Returns the records of the drill, also of what the undisturbed scenario has too. */
    private List<FaultRecord> strikes(RunResult run) {
        return run.faults().faults().stream()
                .filter(fault -> fault.fromMicros() == drill.atMicros())
                .toList();
    }

    /** Returns the mean over replications of the longest recovery in seconds; absent without services. */
    public OptionalDouble recoverySeconds(Standing standing) {
        return runs(standing)
                .flatMap(run -> strikes(run).stream()
                        .filter(FaultRecord::concernsServices)
                        .map(FaultRecord::recoverySeconds)
                        .max(Comparator.naturalOrder())
                        .stream())
                .mapToDouble(Double::doubleValue)
                .average();
    }

    /** Returns whether the services recovered in every replication. */
    public boolean recovered(Standing standing) {
        return strikes(standing).stream().allMatch(FaultRecord::recovered);
    }

    /** Returns the mean over replications of the least healthy share; absent without services. */
    public OptionalDouble trough(Standing standing) {
        return runs(standing)
                .flatMap(
                        run -> strikes(run).stream()
                                .flatMap(fault -> fault.trough().stream().boxed())
                                .min(Comparator.naturalOrder())
                                .stream())
                .mapToDouble(Double::doubleValue)
                .average();
    }

    /** Returns the mean over replications of the tasks on instances that the drill took. */
    public double tasksLost(Standing standing) {
        return runs(standing)
                .mapToLong(run ->
                        strikes(run).stream().mapToLong(FaultRecord::tasksLost).sum())
                .average()
                .orElse(0);
    }

    /** Returns the mean time in seconds of the deployment that goes with the drill; absent where none does or one is open. */
    public OptionalDouble deploymentSeconds(Standing standing) {
        List<FaultRecord> deployments = strikes(standing).stream()
                .filter(fault -> fault.kind() == FaultRecord.Kind.DEPLOYMENT)
                .toList();
        return drill.beside().isEmpty()
                        || deployments.stream().anyMatch(fault -> fault.untilMicros() == FaultRecord.OPEN)
                ? OptionalDouble.empty()
                : deployments.stream()
                        .mapToDouble(fault -> (fault.untilMicros() - fault.fromMicros()) / MICROS_PER_SECOND)
                        .average();
    }

    private Stream<RunResult> runs(Standing standing) {
        return all.result().runs().pairedRuns(standing.order()).stream();
    }

    /** Returns the strategy of one that is struck without the drill. */
    public Optional<Standing> undisturbed(Standing ofStruck) {
        String strategy = struck.contender(ofStruck).strategy().name();
        return all.standings().stream()
                .filter(other -> isUndisturbed(all.contender(other))
                        && all.contender(other).strategy().name().equals(strategy))
                .findFirst();
    }

    /** Returns the strategy that a contender stands for beside another variant of the same strategy. */
    public Optional<Standing> beside(Standing standing, String variant) {
        String strategy = all.contender(standing).strategy().name();
        return all.standings().stream()
                .filter(other -> all.contender(other).variant().name().equals(variant)
                        && all.contender(other).strategy().name().equals(strategy))
                .findFirst();
    }
}
