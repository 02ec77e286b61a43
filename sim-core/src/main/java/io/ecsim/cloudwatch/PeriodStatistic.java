package io.ecsim.cloudwatch;

/** The datapoints that a statistic makes of one-minute values, one for each period. */
public final class PeriodStatistic {

    private final Statistic statistic;
    private final int periodMinutes;
    private double gathered;
    private int values;
    private int minutes;
    private double datapoint = Double.NaN;

    /**
     * Makes one without data yet.
     *
     * @param periodMinutes length of a period, at least 1
     */
    public PeriodStatistic(Statistic statistic, int periodMinutes) {
        if (periodMinutes < 1) {
            throw new IllegalArgumentException("a period has at least 1 minute, was " + periodMinutes);
        }
        this.statistic = statistic;
        this.periodMinutes = periodMinutes;
        this.gathered = statistic.start();
    }

    /**
     * Tells what the metric was in one more minute.
     *
     * @param value NaN if there is no data of that minute
     * @return whether a period is complete with it
     */
    public boolean put(double value) {
        if (!Double.isNaN(value)) {
            gathered = statistic.with(gathered, value);
            values++;
        }
        if (++minutes < periodMinutes) {
            return false;
        }
        datapoint = values == 0 ? Double.NaN : statistic.of(gathered, values);
        gathered = statistic.start();
        values = 0;
        minutes = 0;
        return true;
    }

    /** Returns the datapoint of the newest complete period; NaN if there is none. */
    public double datapoint() {
        return datapoint;
    }
}
