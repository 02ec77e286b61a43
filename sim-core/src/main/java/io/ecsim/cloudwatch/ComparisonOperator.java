package io.ecsim.cloudwatch;

/** How an alarm compares a datapoint with its threshold. */
public enum ComparisonOperator {
    GREATER_THAN_THRESHOLD("GreaterThanThreshold"),
    GREATER_THAN_OR_EQUAL_TO_THRESHOLD("GreaterThanOrEqualToThreshold"),
    LESS_THAN_THRESHOLD("LessThanThreshold"),
    LESS_THAN_OR_EQUAL_TO_THRESHOLD("LessThanOrEqualToThreshold");

    private final String awsName;

    ComparisonOperator(String awsName) {
        this.awsName = awsName;
    }

    /** Returns the name that PutMetricAlarm knows. */
    public String awsName() {
        return awsName;
    }

    /** Returns whether large values breach. */
    public boolean isHigh() {
        return this == GREATER_THAN_THRESHOLD || this == GREATER_THAN_OR_EQUAL_TO_THRESHOLD;
    }

    /** Returns whether a datapoint is beyond a threshold. */
    public boolean breaches(double datapoint, double threshold) {
        return switch (this) {
            case GREATER_THAN_THRESHOLD -> datapoint > threshold;
            case GREATER_THAN_OR_EQUAL_TO_THRESHOLD -> datapoint >= threshold;
            case LESS_THAN_THRESHOLD -> datapoint < threshold;
            case LESS_THAN_OR_EQUAL_TO_THRESHOLD -> datapoint <= threshold;
        };
    }
}
