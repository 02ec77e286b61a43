package io.ecsim.experiments.explain;

import io.ecsim.placement.DecisionTrace;
import java.util.OptionalInt;

/**
 * One time that an instance was looked for, for the task that is explained.
 *
 * @param atMicros when, in microseconds of simulated time
 * @param trace how the chain saw every instance
 * @param chosen the instance it picked; empty where the task could go nowhere
 * @param roomCameUp whether the task waited and got the instance on which room came up, the only one it fitted
 */
public record Decision(long atMicros, DecisionTrace trace, OptionalInt chosen, boolean roomCameUp) {}
