package io.ecsim.servicescaling;

import io.ecsim.schedules.Recurrence;
import java.util.OptionalInt;

/**
 * A scheduled action: other bounds from some time on (R6.11).
 *
 * @param name of the action
 * @param recurrence when it is due
 * @param minCapacity the least desired count from then on; absent: as before
 * @param maxCapacity the greatest desired count from then on; absent: as before
 */
public record ScheduledAction(String name, Recurrence recurrence, OptionalInt minCapacity, OptionalInt maxCapacity) {

    public ScheduledAction {
        if (minCapacity.isEmpty() && maxCapacity.isEmpty()) {
            throw new IllegalArgumentException("a scheduled action states MinCapacity, MaxCapacity or both");
        }
        if (minCapacity.orElse(0) < 0 || maxCapacity.orElse(Integer.MAX_VALUE) < minCapacity.orElse(0)) {
            throw new IllegalArgumentException("a scheduled action needs 0 <= MinCapacity <= MaxCapacity, was "
                    + minCapacity.orElse(0) + " and " + maxCapacity.orElse(0));
        }
    }
}
