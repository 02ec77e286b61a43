package io.ecsim.experiments.explain;

import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.controlplane.World;
import io.ecsim.experiments.Contender;
import io.ecsim.experiments.Experiment;
import io.ecsim.model.ContainerInstance;
import io.ecsim.observe.RunResult;
import io.ecsim.placement.DecisionTrace;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Lives through one run again to explain it: each time with the same random numbers. */
public final class Explainer {

    private final Experiment experiment;
    private final Contender contender;
    private final World world;
    private final int replication;

    /**
     * Explains one run of an experiment.
     *
     * @param contender one of the experiment's
     * @param replication from 0
     */
    public Explainer(Experiment experiment, Contender contender, int replication) {
        this.experiment = experiment;
        this.contender = contender;
        this.world = contender.worlds().world(replication);
        this.replication = replication;
    }

    /** Returns the end of the run in microseconds, until which those count as waiting who never got an instance. */
    public long endMicros() {
        return world.horizonMicros();
    }

    /** Returns the instances of the run, by number. */
    public List<ContainerInstance> instances() {
        return world.instances();
    }

    /** Returns the tasks that waited longest, the longest first, at most {@code count}. */
    public List<TaskPlacement> longestWaits(int count) {
        PlacementLog log = PlacementLog.ofAll();
        live(log);
        return log.placements().values().stream()
                .sorted(Comparator.comparingLong((TaskPlacement task) -> -task.waitMicros(endMicros()))
                        .thenComparingLong(TaskPlacement::task))
                .limit(count)
                .toList();
    }

    /**
     * Explains a task.
     *
     * @param task its ordinal
     * @param instead the id of the instance that it might have been given; absent: the runner-up
     * @return absent where no such task ever asked for an instance
     * @throws ExplainException if that instance is unknown or could not have taken the task
     */
    public Optional<TaskExplanation> explain(long task, Optional<String> instead) {
        PlacementLog log = PlacementLog.explaining(task);
        RunResult run = live(log);
        TaskPlacement placement = log.placements().get(task);
        if (placement == null) {
            return Optional.empty();
        }
        TaskExplanation plain = new TaskExplanation(placement, log.decisions(), run, Optional.empty());
        if (instead.isPresent() && plain.firstChoice().isEmpty()) {
            throw new ExplainException("the task got no instance that another could stand for", List.of(), "");
        }
        Optional<Integer> other = plain.firstChoice().flatMap(choice -> other(choice, instead));
        if (other.isEmpty()) {
            return Optional.of(plain);
        }
        PlacementLog overruled = PlacementLog.overruling(task, other.get());
        RunResult otherRun = live(overruled);
        return Optional.of(new TaskExplanation(
                placement,
                log.decisions(),
                run,
                Optional.of(Consequences.of(
                        task, other.get(), log.placements(), overruled.placements(), endMicros(), otherRun))));
    }

    private Optional<Integer> other(Decision choice, Optional<String> instead) {
        int chosen = choice.chosen().orElseThrow();
        if (instead.isEmpty()) {
            return choice.trace().runnerUp(chosen).map(DecisionTrace.Candidate::instance);
        }
        String id = instead.get();
        DecisionTrace.Candidate wanted = choice.trace().candidates().stream()
                .filter(candidate ->
                        world.instances().get(candidate.instance()).id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ExplainException(
                        "there is no instance \"" + id + "\" that the task could ask",
                        world.instances().stream().map(ContainerInstance::id).toList(),
                        id));
        wanted.refusal().ifPresent(refusal -> {
            throw new ExplainException(id + " could not take the task: " + refusal.text(), List.of(), id);
        });
        if (wanted.instance() == chosen) {
            throw new ExplainException(id + " is the instance that the task got", List.of(), id);
        }
        return Optional.of(wanted.instance());
    }

    private RunResult live(PlacementLog log) {
        return ClusterSimulation.run(
                world,
                contender.strategy(),
                experiment.streams(replication),
                experiment.options().watchedBy(log));
    }
}
