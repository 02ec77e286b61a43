package io.ecsim.experiments.drills;

import java.util.List;

/**
 * A drill as it is put upon one scenario.
 *
 * @param name of the drill, and of the variant of the scenario that has it
 * @param event what happens, as a clause that follows "when": {@code us-east-1a loses power from 4h to 4h30m}
 * @param atMicros when it strikes, in microseconds of simulated time
 * @param changes of the scenario, each {@code PATH=VALUE}
 */
public record PlannedDrill(String name, String event, long atMicros, List<String> changes) {

    public PlannedDrill {
        changes = List.copyOf(changes);
    }
}
