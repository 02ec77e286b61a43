package io.ecsim.experiments.drills;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A ready-made fault. */
public final class Drill {

    private static final String ZONES = "zone-";

    private final String name;
    private final String summary;
    private final Function<DrillScene, Optional<String>> obstacle;
    private final BiFunction<DrillScene, DrillOptions, PlannedDrill> plan;

    Drill(
            String name,
            String summary,
            Function<DrillScene, Optional<String>> obstacle,
            BiFunction<DrillScene, DrillOptions, PlannedDrill> plan) {
        this.name = name;
        this.summary = summary;
        this.obstacle = obstacle;
        this.plan = plan;
    }

    /** Returns the name, as a user writes it. */
    public String name() {
        return name;
    }

    /** Returns what happens, in one line, with the defaults. */
    public String summary() {
        return summary;
    }

    /** Returns why a scenario cannot have it; empty when it can. */
    public Optional<String> obstacle(DrillScene scene) {
        return obstacle.apply(scene);
    }

    /**
     * Returns the drill for a scenario.
     *
     * @throws DrillException if the scenario cannot have it, or not as the options ask
     */
    public PlannedDrill plan(DrillScene scene, DrillOptions options) {
        obstacle(scene).ifPresent(why -> {
            throw new DrillException(name + " cannot be put upon this scenario: " + why);
        });
        if (options.shiftAfterMicros().isPresent() && !name.startsWith(ZONES)) {
            throw new DrillException(
                    "--shift-after is given, but " + name + " strikes no zone, expected a drill of zones");
        }
        return plan.apply(scene, options);
    }
}
