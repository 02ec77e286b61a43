package io.ecsim.experiments.validation;

import io.ecsim.random.Streams;
import java.util.ArrayList;
import java.util.List;

/**
 * A system whose behaviour is known exactly, and how the simulator runs it.
 *
 * @param name the system
 * @param known what is known about it, in the order in which a trial measures
 * @param replications independent runs, at least 30
 * @param trial one run
 * @param plantedFault whether the trial runs another system on purpose, so that every check must fail
 */
record Oracle(String name, List<Known> known, int replications, Trial trial, boolean plantedFault) {

    private static final int FEWEST_REPLICATIONS = 30;

    Oracle {
        if (replications < FEWEST_REPLICATIONS) {
            throw new IllegalArgumentException(
                    name + " needs at least " + FEWEST_REPLICATIONS + " replications, has " + replications);
        }
        if (known.isEmpty()) {
            throw new IllegalArgumentException(name + " measures nothing");
        }
        known = List.copyOf(known);
    }

    /** One independent run. */
    @FunctionalInterface
    interface Trial {
        /** Returns one value for each quantity. */
        double[] measure(Streams streams);
    }

    /**
     * Returns the same exact values held against another system.
     *
     * @param fault what is wrong with it
     * @param sensitive names of the quantities that it changes: the others are left out
     */
    Oracle planted(String fault, Trial faulty, String... sensitive) {
        List<String> wanted = List.of(sensitive);
        List<Known> kept = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < known.size(); i++) {
            if (wanted.contains(known.get(i).name())) {
                kept.add(known.get(i));
                positions.add(i);
            }
        }
        return new Oracle(
                name + ": " + fault,
                kept,
                replications,
                streams -> {
                    double[] all = faulty.measure(streams);
                    return positions.stream().mapToDouble(i -> all[i]).toArray();
                },
                true);
    }
}
