package io.ecsim.experiments.drills;

import java.util.ArrayList;
import java.util.List;

/**
 * A drill as it is put upon one scenario.
 *
 * @param name of the drill, and of the variant of the scenario that has it
 * @param event what happens, as a clause that follows "when": {@code us-east-1a loses power from 4h to 4h30m}
 * @param atMicros when it strikes, in microseconds of simulated time
 * @param beside what the undisturbed scenario has too, each {@code PATH=VALUE}, such as a deployment that feels the fault
 * @param changes of the scenario with the drill, each {@code PATH=VALUE}
 */
public record PlannedDrill(String name, String event, long atMicros, List<String> beside, List<String> changes) {

    public PlannedDrill {
        beside = List.copyOf(beside);
        changes = List.copyOf(changes);
    }

    /** Plans a drill of which the undisturbed scenario has nothing. */
    PlannedDrill(String name, String event, long atMicros, List<String> changes) {
        this(name, event, atMicros, List.of(), changes);
    }

    /** Returns the variants of the scenario as a command line states them: the undisturbed, and the one with the drill. */
    public List<String> variants(String undisturbed) {
        List<String> variants = new ArrayList<>(List.of(undisturbed));
        if (!beside.isEmpty()) {
            variants.add(undisturbed + "=" + String.join(",", beside));
        }
        variants.add(name + "=" + String.join(",", changes));
        return variants;
    }
}
