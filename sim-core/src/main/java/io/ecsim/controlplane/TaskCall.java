package io.ecsim.controlplane;

import io.ecsim.random.Law;
import java.util.Optional;

/** A call that starts standalone tasks: what is asked for, not when. */
public sealed interface TaskCall permits RunTaskCall, StartTaskCall {

    /** Most tasks that one call starts (section 10 of the rules). */
    int MAX_TASKS = 10;

    /** The longest {@code startedBy} in characters. */
    int MAX_STARTED_BY = 128;

    /** Returns the name under which the answers are counted. */
    String name();

    /** Returns the index of what is run, as in the world's list. */
    int spec();

    /** Returns how many tasks are asked for. */
    int tasks();

    /** Returns the tag that the tasks carry; empty: none. */
    String startedBy();

    /** Returns the law of the run time of each task in seconds; empty: the task does not end by itself. */
    Optional<Law> runSeconds();

    /**
     * Checks what both kinds of call have in common.
     *
     * @throws IllegalArgumentException if a call is outside the limits of the API
     */
    static void check(String name, int tasks, String startedBy) {
        if (tasks < 1 || tasks > MAX_TASKS) {
            throw new IllegalArgumentException(
                    name + " asks for " + tasks + " tasks, 1 to " + MAX_TASKS + " are allowed");
        }
        if (startedBy.length() > MAX_STARTED_BY) {
            throw new IllegalArgumentException(name + " has a startedBy of " + startedBy.length()
                    + " characters, at most " + MAX_STARTED_BY + " are allowed");
        }
    }
}
