package io.ecsim.servicescaling;

/**
 * What a policy watches: a metric of the target's service.
 *
 * @param kind where it comes from
 * @param stated which of the target's stated metrics, by position; 0 for the others
 */
public record ScalingMetric(Kind kind, int stated) {

    /** Where a metric comes from. The first three are predefined (R6.2). */
    public enum Kind {
        CPU("ECSServiceAverageCPUUtilization"),
        MEMORY("ECSServiceAverageMemoryUtilization"),
        REQUESTS("ALBRequestCountPerTarget"),
        STATED("");

        private final String predefinedName;

        Kind(String predefinedName) {
            this.predefinedName = predefinedName;
        }

        /** Returns the predefined metric's name in AWS; empty for a metric that the scenario states. */
        public String predefinedName() {
            return predefinedName;
        }
    }

    public ScalingMetric {
        if (stated < 0 || kind != Kind.STATED && stated != 0) {
            throw new IllegalArgumentException("a stated metric has a position of at least 0, was " + stated);
        }
    }

    /** Returns a metric that the run itself makes. */
    public static ScalingMetric predefined(Kind kind) {
        return new ScalingMetric(kind, 0);
    }

    /** Returns one of the metrics that the target states. */
    public static ScalingMetric stated(int position) {
        return new ScalingMetric(Kind.STATED, position);
    }
}
