package io.ecsim.observe;

/**
 * What became of the tasks of a run. Counted from the end of the warm-up: tasks requested before it are not in here.
 *
 * @param requested tasks that arrived
 * @param placed tasks placed at least once
 * @param completed tasks that ran to their end
 * @param failed tasks given up: refused under {@code fail}, or out of retries
 * @param waiting tasks waiting or backing off at the end
 * @param running tasks running at the end
 */
public record TaskCounts(long requested, long placed, long completed, long failed, long waiting, long running) {

    public TaskCounts {
        if (requested != completed + failed + waiting + running) {
            throw new IllegalArgumentException("tasks unaccounted for: requested " + requested + ", completed "
                    + completed + ", failed " + failed + ", waiting " + waiting + ", running " + running);
        }
    }
}
