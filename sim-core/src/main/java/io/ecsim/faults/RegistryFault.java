package io.ecsim.faults;

import io.ecsim.observe.FaultRecord;
import java.util.OptionalLong;

/**
 * A registry does not answer, or is slow, for a time.
 *
 * @param registry its name
 * @param kind which of the two
 * @param atMicros when, in microseconds of simulated time
 * @param durationMicros for how long, at least 1
 * @param factor a slow one takes so many times as long to answer and sends so much less, at least 1; else 1
 * @param bytesPerSecond what a slow one sends to all who pull together, in place of what the factor makes of it
 */
public record RegistryFault(
        String registry, Kind kind, long atMicros, long durationMicros, double factor, OptionalLong bytesPerSecond)
        implements PlannedFault {

    /** What is wrong with the registry. */
    public enum Kind {
        DOWN,
        SLOW
    }

    public RegistryFault {
        PlannedFault.requireTimes(atMicros, durationMicros);
        if (!(factor >= 1 && factor <= 1e6) || kind == Kind.DOWN && factor != 1) {
            throw new IllegalArgumentException(
                    "a slow registry has a factor of 1 to 1,000,000 and one that is down has none, was " + factor);
        }
        if (bytesPerSecond.isPresent() && (kind == Kind.DOWN || bytesPerSecond.getAsLong() < 1)) {
            throw new IllegalArgumentException(
                    "a slow registry sends at least 1 byte per second, one that is down none");
        }
    }

    @Override
    public FaultRecord.Kind recorded() {
        return kind == Kind.DOWN ? FaultRecord.Kind.REGISTRY_DOWN : FaultRecord.Kind.REGISTRY_SLOW;
    }

    @Override
    public String where() {
        return registry;
    }

    @Override
    public long endMicros() {
        return PlannedFault.end(atMicros, durationMicros);
    }
}
