package io.ecsim.observe;

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
        int peakMachines) {}
