package io.ecsim.observe;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the calls of one name were answered after the warm-up: {@code tasks} are those started and those in
 * {@code failures}. Of calls on container instances, instances count in place of tasks.
 *
 * @param name of the call or schedule; of calls on instances {@code drain}, {@code activate} or {@code deregister}
 * @param action {@code RunTask}, {@code StartTask}, or the name of the call on instances
 * @param calls how often it was called, retries of a schedule included
 * @param tasks asked for, those of retries not counted again
 * @param started tasks started
 * @param failures tasks not started by reason, as in the answer's {@code failures} or as the exception (R9.7, R9.8)
 * @param exceptions calls answered with an exception
 * @param dropped invocations that Scheduler gave up
 */
public record CallCounts(
        String name,
        String action,
        long calls,
        long tasks,
        long started,
        Map<String, Long> failures,
        long exceptions,
        long dropped) {

    public CallCounts {
        failures = Collections.unmodifiableMap(new TreeMap<>(failures));
    }
}
