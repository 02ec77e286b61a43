package io.ecsim.observe;

import java.util.List;

/**
 * What an Auto Scaling group did in a run.
 *
 * @param name of the group
 * @param launched machines that it launched, those that were there at time 0 included
 * @param terminated machines that it terminated itself
 * @param lost machines that ended by a failure or an interruption
 * @param scaleOuts how often its desired capacity was raised
 * @param scaleIns how often its desired capacity was lowered
 * @param insufficientMicros how long it wanted machines that no pool had capacity for, in microseconds
 * @param meanMachines machines from launch to termination, averaged over the run
 * @param peakMachines the most there were at once
 * @param course how its size went, in order of time, thinned out where there are many changes
 */
public record GroupTotals(
        String name,
        long launched,
        long terminated,
        long lost,
        long scaleOuts,
        long scaleIns,
        long insufficientMicros,
        double meanMachines,
        int peakMachines,
        List<Point> course) {

    public GroupTotals {
        course = List.copyOf(course);
    }

    /**
     * The size of the group from a time on.
     *
     * @param atMicros in microseconds
     * @param desired its desired capacity
     * @param inService machines in service that stay
     */
    public record Point(long atMicros, int desired, int inService) {}
}
