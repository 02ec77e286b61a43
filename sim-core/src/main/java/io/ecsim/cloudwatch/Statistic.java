package io.ecsim.cloudwatch;

/** What an alarm makes of the values within one period. */
public enum Statistic {
    AVERAGE("Average"),
    MINIMUM("Minimum"),
    MAXIMUM("Maximum"),
    SUM("Sum");

    private final String awsName;

    Statistic(String awsName) {
        this.awsName = awsName;
    }

    /** Returns the name that PutMetricAlarm knows. */
    public String awsName() {
        return awsName;
    }

    /** Returns what stands for no value yet. */
    double start() {
        return switch (this) {
            case MINIMUM -> Double.POSITIVE_INFINITY;
            case MAXIMUM -> Double.NEGATIVE_INFINITY;
            case AVERAGE, SUM -> 0;
        };
    }

    /** Returns what has been gathered with one more value. */
    double with(double gathered, double value) {
        return switch (this) {
            case MINIMUM -> Math.min(gathered, value);
            case MAXIMUM -> Math.max(gathered, value);
            case AVERAGE, SUM -> gathered + value;
        };
    }

    /** Returns the datapoint of a period in which there were values. */
    double of(double gathered, int values) {
        return this == AVERAGE ? gathered / values : gathered;
    }
}
