package io.ecsim.experiments.fleet;

/**
 * A service of a fleet.
 *
 * @param name of the service, letters, digits, _ and -
 * @param count tasks that run on average, at least 1
 * @param cpuUnits of a task, 1024 to a vCPU
 * @param memoryMiB of a task
 * @param spread how its tasks are kept apart
 * @param curve how its load varies
 */
record FleetService(String name, int count, int cpuUnits, int memoryMiB, Spread spread, LoadCurve curve) {

    /** How tasks of a service are kept apart, by the name a list uses. */
    enum Spread {
        NONE("none"),
        ZONE("zone"),
        INSTANCE("instance"),
        DISTINCT("distinct");

        private final String key;

        Spread(String key) {
            this.key = key;
        }

        String key() {
            return key;
        }
    }
}
