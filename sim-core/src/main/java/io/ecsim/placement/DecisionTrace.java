package io.ecsim.placement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Why a chain prefers what it does, at one moment: every instance of the task's cluster with what refuses it, or with its
 * costs in every stage.
 *
 * @param stages names of the stages that give costs, in order; those from the first choice on give none
 * @param chooser name of the stage that chooses by itself among those still tied (random, power of k); empty where
 *     costs alone decide
 * @param ofService whether a tie goes to the instance with fewer tasks of the service first (R1.30)
 * @param candidates in order of registration
 */
public record DecisionTrace(
        List<String> stages, Optional<String> chooser, boolean ofService, List<Candidate> candidates) {

    private static final Comparator<Candidate> PREFERENCE = Comparator.comparing(
                    Candidate::costs, DecisionTrace::compare)
            .thenComparingInt(Candidate::tasksOfService)
            .thenComparingInt(Candidate::rank);

    /**
     * An instance that was asked.
     *
     * @param instance its number
     * @param rank its place in order of registration
     * @param refusal what keeps the task off it; absent where it may go there
     * @param costs in each stage, the least is best; empty where the task may not go
     * @param tasksOfService the tasks of the same service there; 0 for a task of none
     */
    public record Candidate(int instance, int rank, Optional<Refusal> refusal, List<Long> costs, int tasksOfService) {

        public Candidate {
            costs = List.copyOf(costs);
        }
    }

    public DecisionTrace {
        stages = List.copyOf(stages);
        candidates = List.copyOf(candidates);
    }

    /** Returns those that may take the task, the best first: by the stages in order, then the tie-break (R1.30). */
    public List<Candidate> ranked() {
        List<Candidate> ranked = new ArrayList<>(candidates);
        ranked.removeIf(candidate -> candidate.refusal().isPresent());
        ranked.sort(PREFERENCE);
        return ranked;
    }

    /**
     * Returns the one that would be taken if a candidate were not there; absent where none is left. Where a stage chooses
     * by itself it is the best of the others by the costs before it, the first registered among equals.
     *
     * @param taken the number of the instance left out
     */
    public Optional<Candidate> runnerUp(int taken) {
        return ranked().stream()
                .filter(candidate -> candidate.instance() != taken)
                .findFirst();
    }

    /** Returns the first stage, from 0, in which a candidate was worse than the best; the number of stages where in none. */
    public static int outAt(Candidate candidate, Candidate best) {
        int stage = 0;
        while (stage < best.costs().size()
                && candidate.costs().get(stage).equals(best.costs().get(stage))) {
            stage++;
        }
        return stage;
    }

    private static int compare(List<Long> one, List<Long> other) {
        for (int stage = 0; stage < one.size(); stage++) {
            int order = Long.compare(one.get(stage), other.get(stage));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
