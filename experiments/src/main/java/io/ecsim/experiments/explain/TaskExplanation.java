package io.ecsim.experiments.explain;

import io.ecsim.observe.RunResult;
import java.util.List;
import java.util.Optional;

/**
 * Why a task of one run went where it went.
 *
 * @param task where it came to be
 * @param decisions the first refusal, if it was refused, and each choice, in order of time; none where no strategy was
 *     asked alone for it
 * @param run what the run found
 * @param otherwise what would have followed had another been taken in its first placement; absent where none could be
 */
public record TaskExplanation(
        TaskPlacement task, List<Decision> decisions, RunResult run, Optional<Consequences> otherwise) {

    public TaskExplanation {
        decisions = List.copyOf(decisions);
    }

    /** Returns the decision that gave the task its first instance; absent where it never got one. */
    public Optional<Decision> firstChoice() {
        return decisions.stream()
                .filter(decision -> decision.chosen().isPresent())
                .findFirst();
    }
}
