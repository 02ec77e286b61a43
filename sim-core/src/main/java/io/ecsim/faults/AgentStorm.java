package io.ecsim.faults;

import io.ecsim.observe.FaultRecord;
import java.util.Optional;

/**
 * Many agents lose their connection at once (R7.7).
 *
 * @param atMicros when, in microseconds of simulated time
 * @param durationMicros how long each of them is silent, at least 1
 * @param share probability that an agent does, above 0 and at most 1
 * @param zone the zone in which that happens; empty: everywhere
 */
public record AgentStorm(long atMicros, long durationMicros, double share, Optional<String> zone)
        implements PlannedFault {

    public AgentStorm {
        PlannedFault.requireTimes(atMicros, durationMicros);
        PlannedFault.requireShare(share);
    }

    @Override
    public FaultRecord.Kind recorded() {
        return FaultRecord.Kind.AGENTS;
    }

    @Override
    public String where() {
        return zone.orElse("");
    }

    @Override
    public long endMicros() {
        return PlannedFault.end(atMicros, durationMicros);
    }
}
