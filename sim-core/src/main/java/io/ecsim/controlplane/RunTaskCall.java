package io.ecsim.controlplane;

import io.ecsim.random.Law;
import java.util.Optional;

/**
 * A call of RunTask: that many tasks, placed one after another (R1.9).
 *
 * @param name under which its answers are counted
 * @param spec index of what is run, as in the world's list
 * @param count tasks, 1 to 10
 * @param startedBy tag of the tasks, at most 128 characters; empty: none
 * @param runSeconds law of the run time of each task in seconds; empty: it does not end by itself
 */
public record RunTaskCall(String name, int spec, int count, String startedBy, Optional<Law> runSeconds)
        implements TaskCall {

    public RunTaskCall {
        TaskCall.check(name, count, startedBy);
    }

    @Override
    public int tasks() {
        return count;
    }
}
