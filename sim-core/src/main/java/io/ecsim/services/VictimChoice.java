package io.ecsim.services;

import io.ecsim.cluster.Task;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** Chooses which tasks of a service are stopped (section 1.5 of the rules). */
@FunctionalInterface
interface VictimChoice {

    /**
     * Chooses tasks to stop, in the order in which they are chosen.
     *
     * @param tasks all tasks of the service whose desiredStatus is RUNNING, for the counts (R1.22)
     * @param mayStop which of them may be stopped
     * @param sound which of them do their work; others go first (R1.65)
     * @param count how many; fewer are returned when fewer may be stopped
     */
    List<Task> victims(Collection<Task> tasks, Predicate<Task> mayStop, Predicate<Task> sound, int count);
}
