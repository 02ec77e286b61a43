package io.ecsim.cloudwatch;

/** What an alarm makes of periods without data (TreatMissingData). */
public enum MissingData {
    /** They are not looked at; without any data the alarm is in INSUFFICIENT_DATA. */
    MISSING("missing"),
    /** The state stays as it was. */
    IGNORE("ignore"),
    /** They count as beyond the threshold. */
    BREACHING("breaching"),
    /** They count as within the threshold. */
    NOT_BREACHING("notBreaching");

    private final String awsName;

    MissingData(String awsName) {
        this.awsName = awsName;
    }

    /** Returns the name that PutMetricAlarm knows. */
    public String awsName() {
        return awsName;
    }
}
