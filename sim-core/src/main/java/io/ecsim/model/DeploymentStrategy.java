package io.ecsim.model;

/** How the ECS deployment controller brings a new revision in (R4.4, R4.50-R4.52). */
public sealed interface DeploymentStrategy {

    /** Old tasks are replaced by new ones within the healthy percentages (R4.12). */
    record Rolling() implements DeploymentStrategy {}

    /**
     * All new tasks beside all old ones, then all traffic at once.
     *
     * @param bakeMinutes both remain so long after the shift, 0 to 1,440
     */
    record BlueGreen(int bakeMinutes) implements DeploymentStrategy {
        public BlueGreen {
            requireMinutes("bakeTimeInMinutes", bakeMinutes);
        }
    }

    /**
     * All new tasks beside all old ones, then traffic in equal steps.
     *
     * @param stepPercent traffic moved at each step, above 0 to 100
     * @param stepBakeMinutes time between two steps, 0 to 1,440
     * @param bakeMinutes both remain so long after the last step, 0 to 1,440
     */
    record Linear(double stepPercent, int stepBakeMinutes, int bakeMinutes) implements DeploymentStrategy {
        public Linear {
            requirePercent("stepPercent", stepPercent);
            requireMinutes("stepBakeTimeInMinutes", stepBakeMinutes);
            requireMinutes("bakeTimeInMinutes", bakeMinutes);
        }
    }

    /**
     * All new tasks beside all old ones, then a small share of traffic, then the rest.
     *
     * @param canaryPercent traffic moved first, above 0 to 100
     * @param canaryBakeMinutes time until the rest moves, 0 to 1,440
     * @param bakeMinutes both remain so long after the last step, 0 to 1,440
     */
    record Canary(double canaryPercent, int canaryBakeMinutes, int bakeMinutes) implements DeploymentStrategy {
        public Canary {
            requirePercent("canaryPercent", canaryPercent);
            requireMinutes("canaryBakeTimeInMinutes", canaryBakeMinutes);
            requireMinutes("bakeTimeInMinutes", bakeMinutes);
        }
    }

    private static void requireMinutes(String name, int minutes) {
        if (minutes < 0 || minutes > 1440) {
            throw new IllegalArgumentException(name + " must be 0 to 1440, was " + minutes);
        }
    }

    private static void requirePercent(String name, double percent) {
        if (!(percent > 0 && percent <= 100)) {
            throw new IllegalArgumentException(name + " must be above 0 and at most 100, was " + percent);
        }
    }
}
