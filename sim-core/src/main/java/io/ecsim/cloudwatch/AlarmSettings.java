package io.ecsim.cloudwatch;

/**
 * What an alarm watches for, as PutMetricAlarm takes it.
 *
 * @param comparison on which side of the threshold datapoints breach
 * @param threshold in the unit of the metric
 * @param statistic what makes a datapoint of the minutes of a period
 * @param periodMinutes length of a period, at least 1
 * @param evaluationPeriods how many of the newest datapoints are looked at, at least 1; together at most a day
 * @param datapointsToAlarm how many of them must breach, 1 to all of them
 * @param missingData what periods without data count as
 */
public record AlarmSettings(
        ComparisonOperator comparison,
        double threshold,
        Statistic statistic,
        int periodMinutes,
        int evaluationPeriods,
        int datapointsToAlarm,
        MissingData missingData) {

    /** The longest time that an alarm of periods below an hour may look at, in minutes. */
    public static final int MOST_MINUTES = 24 * 60;

    public AlarmSettings {
        if (!Double.isFinite(threshold)) {
            throw new IllegalArgumentException("the threshold of an alarm must be finite, was " + threshold);
        }
        if (periodMinutes < 1 || evaluationPeriods < 1 || (long) periodMinutes * evaluationPeriods > MOST_MINUTES) {
            throw new IllegalArgumentException("an alarm looks at 1 to " + MOST_MINUTES + " minutes, was "
                    + evaluationPeriods + " periods of " + periodMinutes);
        }
        if (datapointsToAlarm < 1 || datapointsToAlarm > evaluationPeriods) {
            throw new IllegalArgumentException(
                    "datapointsToAlarm must be 1 to " + evaluationPeriods + ", was " + datapointsToAlarm);
        }
    }

    /** Returns an alarm on one-minute datapoints, all of which must breach. */
    public static AlarmSettings ofMinutes(ComparisonOperator comparison, double threshold, int minutes) {
        return new AlarmSettings(comparison, threshold, Statistic.AVERAGE, 1, minutes, minutes, MissingData.MISSING);
    }
}
