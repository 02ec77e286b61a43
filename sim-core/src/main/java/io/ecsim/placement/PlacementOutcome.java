package io.ecsim.placement;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** What became of one request: an expected refusal is a value with its reasons, not an exception. */
public sealed interface PlacementOutcome {

    /**
     * The chain picked an instance; nothing is reserved yet.
     *
     * @param instance its row in the cluster
     */
    record Placed(int instance) implements PlacementOutcome {}

    /**
     * No instance can take the task.
     *
     * @param instances how many instances each reason keeps off, by the first condition that fails; exact
     */
    record NotPlaced(Map<Refusal, Integer> instances) implements PlacementOutcome {

        public NotPlaced {
            instances = instances.isEmpty()
                    ? Collections.emptyMap()
                    : Collections.unmodifiableMap(new EnumMap<>(instances));
        }
    }
}
