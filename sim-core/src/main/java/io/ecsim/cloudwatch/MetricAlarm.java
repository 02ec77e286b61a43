package io.ecsim.cloudwatch;

/**
 * A CloudWatch alarm on one metric. It is told the metric minute by minute and evaluated whenever a period is complete.
 *
 * <p>Where datapoints are missing, it looks at more of them than it needs, and at those that are there first: so a metric
 * that comes late does not change its state. It goes to ALARM early if all that it knows is a breach that is old enough.
 */
public final class MetricAlarm {

    /** Datapoints that it looks back to beyond those that it needs; CloudWatch says only that there are some. */
    private static final int LOOK_BACK = 2;

    private static final byte NONE = 0;
    private static final byte WITHIN = 1;
    private static final byte BREACH = 2;

    private final AlarmSettings settings;
    private final PeriodStatistic statistic;

    /** What the newest datapoints were; {@link #next} is the oldest. */
    private final byte[] datapoints;

    private int next;

    /** Among the newest evaluationPeriods datapoints: how many are missing, and how many breach. */
    private int missing;

    private int breaches;

    private AlarmState state = AlarmState.INSUFFICIENT_DATA;

    /** Makes an alarm that knows no data yet. */
    public MetricAlarm(AlarmSettings settings) {
        this.settings = settings;
        this.datapoints = new byte[settings.evaluationPeriods() + LOOK_BACK];
        this.missing = settings.evaluationPeriods();
        this.statistic = new PeriodStatistic(settings.statistic(), settings.periodMinutes());
    }

    /** Returns what it watches for. */
    public AlarmSettings settings() {
        return settings;
    }

    /** Returns its state after the newest period. */
    public AlarmState state() {
        return state;
    }

    /** Returns the datapoint of the newest complete period; NaN if there is none. */
    public double datapoint() {
        return statistic.datapoint();
    }

    /**
     * Tells what the metric was in one more minute.
     *
     * @param value NaN if there is no data of that minute
     * @return the state after it
     */
    public AlarmState put(double value) {
        if (statistic.put(value)) {
            add(kind(statistic.datapoint()));
            state = evaluate();
        }
        return state;
    }

    private byte kind(double value) {
        if (Double.isNaN(value)) {
            return NONE;
        }
        return settings.comparison().breaches(value, settings.threshold()) ? BREACH : WITHIN;
    }

    private void add(byte kind) {
        count(newest(settings.evaluationPeriods() - 1), -1); // it falls out of what is looked at
        datapoints[next] = kind;
        next = next + 1 == datapoints.length ? 0 : next + 1;
        count(kind, 1);
    }

    private void count(byte kind, int by) {
        if (kind == NONE) {
            missing += by;
        } else if (kind == BREACH) {
            breaches += by;
        }
    }

    /** Returns the datapoint so many periods before the newest one. */
    private byte newest(int back) {
        int at = next - 1 - back;
        return datapoints[at < 0 ? at + datapoints.length : at];
    }

    private AlarmState evaluate() {
        if (missing == 0) {
            return breaches >= settings.datapointsToAlarm() ? AlarmState.ALARM : AlarmState.OK;
        }
        return evaluateWithGaps();
    }

    private AlarmState evaluateWithGaps() {
        int known = 0;
        int breaching = 0;
        int oldest = 0;
        for (int back = 0; back < datapoints.length && known < settings.evaluationPeriods(); back++) {
            byte kind = newest(back);
            if (kind != NONE) {
                known++;
                oldest = back + 1;
                breaching += kind == BREACH ? 1 : 0;
            }
        }
        if (breaching >= settings.datapointsToAlarm()) {
            return AlarmState.ALARM;
        }
        int unknown = settings.evaluationPeriods() - known;
        if (unknown == 0) {
            return AlarmState.OK;
        }
        return switch (settings.missingData()) {
            case BREACHING -> breaching + unknown >= settings.datapointsToAlarm() ? AlarmState.ALARM : AlarmState.OK;
            case NOT_BREACHING -> AlarmState.OK;
            case IGNORE -> breaching == known ? state : AlarmState.OK;
            case MISSING -> withoutThose(known, breaching, oldest);
        };
    }

    /** Returns the state if missing datapoints tell nothing. */
    private AlarmState withoutThose(int known, int breaching, int oldest) {
        if (known == 0) {
            return AlarmState.INSUFFICIENT_DATA;
        }
        if (breaching < known) {
            return AlarmState.OK;
        }
        return oldest >= settings.datapointsToAlarm() ? AlarmState.ALARM : state;
    }
}
