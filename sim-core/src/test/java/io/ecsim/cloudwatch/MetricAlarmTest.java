package io.ecsim.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricAlarmTest {

    private static final double NO_DATA = Double.NaN;

    private static MetricAlarm outOf(int points, int periods, MissingData missingData) {
        return new MetricAlarm(new AlarmSettings(
                ComparisonOperator.GREATER_THAN_THRESHOLD, 50, Statistic.AVERAGE, 1, periods, points, missingData));
    }

    /** R6.3: 3 of 3 above the threshold, not 2; the threshold itself does not breach. */
    @Test
    void alarmsOnTheThirdDatapointAboveTheThreshold() {
        MetricAlarm alarm = new MetricAlarm(AlarmSettings.ofMinutes(ComparisonOperator.GREATER_THAN_THRESHOLD, 50, 3));
        assertThat(alarm.put(40)).isEqualTo(AlarmState.OK);
        assertThat(alarm.put(50.1)).isEqualTo(AlarmState.OK);
        assertThat(alarm.put(50.1)).isEqualTo(AlarmState.OK);
        assertThat(alarm.put(50)).isEqualTo(AlarmState.OK);
        alarm.put(51);
        alarm.put(51);
        assertThat(alarm.put(51)).isEqualTo(AlarmState.ALARM);
        assertThat(alarm.datapoint()).isEqualTo(51);
        assertThat(alarm.put(50)).isEqualTo(AlarmState.OK);
    }

    /** R6.3: 15 of 15 below 0.9 of the target; one point that is not starts the count again. */
    @Test
    void countsFifteenLowDatapointsWithoutABreak() {
        MetricAlarm alarm = new MetricAlarm(AlarmSettings.ofMinutes(ComparisonOperator.LESS_THAN_THRESHOLD, 45, 15));
        for (int minute = 0; minute < 14; minute++) {
            assertThat(alarm.put(20)).isNotEqualTo(AlarmState.ALARM);
        }
        assertThat(alarm.put(45)).isEqualTo(AlarmState.OK);
        for (int minute = 0; minute < 14; minute++) {
            assertThat(alarm.put(20)).isEqualTo(AlarmState.OK);
        }
        assertThat(alarm.put(20)).isEqualTo(AlarmState.ALARM);
    }

    @ParameterizedTest
    @CsvSource({
        "GREATER_THAN_THRESHOLD,             49 50,  51",
        "GREATER_THAN_OR_EQUAL_TO_THRESHOLD, 49,     50 51",
        "LESS_THAN_THRESHOLD,                50 51,  49",
        "LESS_THAN_OR_EQUAL_TO_THRESHOLD,    51,     49 50"
    })
    void comparesAsItsOperatorSays(ComparisonOperator comparison, String within, String beyond) {
        MetricAlarm alarm = new MetricAlarm(AlarmSettings.ofMinutes(comparison, 50, 1));
        for (String value : within.split(" ")) {
            assertThat(alarm.put(Double.parseDouble(value))).isEqualTo(AlarmState.OK);
        }
        for (String value : beyond.split(" ")) {
            assertThat(alarm.put(Double.parseDouble(value))).isEqualTo(AlarmState.ALARM);
        }
    }

    /**
     * R6.7. The cases that CloudWatch's guide tabulates for 3 of 3 and 2 of 3 datapoints: X breaches, 0 does not, - is
     * missing; the newest is last. KEEP is the state that the alarm was in.
     */
    @ParameterizedTest
    @CsvSource({
        "3, 0-X-X, OK,                OK,    OK,    OK",
        "3, ----0, OK,                OK,    OK,    OK",
        "3, -----, INSUFFICIENT_DATA, KEEP,  ALARM, OK",
        "3, 0XX-X, ALARM,             ALARM, ALARM, ALARM",
        "3, --X--, ALARM,             KEEP,  ALARM, OK",
        "2, 0-X-X, ALARM,             ALARM, ALARM, ALARM",
        "2, 00X0X, ALARM,             ALARM, ALARM, ALARM",
        "2, 0-X--, OK,                OK,    ALARM, OK",
        "2, ----0, OK,                OK,    ALARM, OK",
        "2, ---X-, ALARM,             KEEP,  ALARM, OK"
    })
    void treatsMissingDataAsTheGuideTabulates(
            int points, String history, String missing, String ignore, String breaching, String notBreaching) {
        List<String> expected = List.of(missing, ignore, breaching, notBreaching);
        for (MissingData treatment : MissingData.values()) {
            for (double before : new double[] {0, 100}) {
                MetricAlarm alarm = outOf(points, 3, treatment);
                for (int i = 0; i < 5; i++) {
                    alarm.put(before);
                }
                AlarmState kept = alarm.state();
                for (char point : history.toCharArray()) {
                    alarm.put(point == '-' ? NO_DATA : point == 'X' ? 100 : 0);
                    if (expected.get(treatment.ordinal()).equals("KEEP") && point == '-') {
                        kept = alarm.state();
                    }
                }
                String state = expected.get(treatment.ordinal());
                assertThat(alarm.state())
                        .as("%s under %s after %s", history, treatment, before)
                        .isEqualTo(state.equals("KEEP") ? kept : AlarmState.valueOf(state));
            }
        }
    }

    /** R6.7: no data at all is neither high nor low. */
    @Test
    void isInsufficientWithoutData() {
        MetricAlarm low = new MetricAlarm(AlarmSettings.ofMinutes(ComparisonOperator.LESS_THAN_THRESHOLD, 45, 15));
        for (int minute = 0; minute < 100; minute++) {
            assertThat(low.put(NO_DATA)).isEqualTo(AlarmState.INSUFFICIENT_DATA);
        }
    }

    @ParameterizedTest
    @CsvSource({"AVERAGE, 30", "MINIMUM, 10", "MAXIMUM, 60", "SUM, 90"})
    void makesOneDatapointOfAPeriod(Statistic statistic, double expected) {
        MetricAlarm alarm = new MetricAlarm(new AlarmSettings(
                ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
                expected,
                statistic,
                4,
                1,
                1,
                MissingData.MISSING));
        alarm.put(20);
        alarm.put(NO_DATA);
        alarm.put(10);
        assertThat(alarm.state()).isEqualTo(AlarmState.INSUFFICIENT_DATA);
        assertThat(alarm.put(60)).isEqualTo(AlarmState.ALARM);
        assertThat(alarm.datapoint()).isEqualTo(expected);
    }

    /** The state follows from the whole history, told anew each time. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void agreesWithAReevaluationOfItsWholeHistory(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int run = 0; run < 40; run++) {
            int periods = 1 + random.nextInt(16);
            AlarmSettings settings = new AlarmSettings(
                    ComparisonOperator.values()[random.nextInt(4)],
                    1,
                    Statistic.values()[random.nextInt(4)],
                    1 + random.nextInt(3),
                    periods,
                    1 + random.nextInt(periods),
                    MissingData.values()[random.nextInt(4)]);
            double gaps = random.nextDouble();
            MetricAlarm alarm = new MetricAlarm(settings);
            FullHistory history = new FullHistory(settings);
            for (int minute = 0; minute < 200; minute++) {
                double value = random.nextDouble() < gaps * gaps ? NO_DATA : random.nextInt(3);
                assertThat(alarm.put(value))
                        .as(() -> String.format(Locale.ROOT, "seed %d, %s, %s", seed, settings, history.minutes))
                        .isEqualTo(history.put(value));
            }
        }
    }

    /** An alarm that keeps everything and begins anew each minute. */
    private static final class FullHistory {
        private final AlarmSettings settings;
        private final List<Double> minutes = new ArrayList<>();
        private AlarmState state = AlarmState.INSUFFICIENT_DATA;

        FullHistory(AlarmSettings settings) {
            this.settings = settings;
        }

        AlarmState put(double value) {
            minutes.add(value);
            if (minutes.size() % settings.periodMinutes() == 0) {
                state = evaluate();
            }
            return state;
        }

        private List<Double> datapoints() {
            List<Double> all = new ArrayList<>();
            for (int from = 0; from < minutes.size(); from += settings.periodMinutes()) {
                double[] known = minutes.subList(from, from + settings.periodMinutes()).stream()
                        .filter(value -> !value.isNaN())
                        .mapToDouble(Double::doubleValue)
                        .toArray();
                all.add(known.length == 0 ? NO_DATA : of(known));
            }
            return all;
        }

        private double of(double[] known) {
            DoubleSummaryStatistics all = Arrays.stream(known).summaryStatistics();
            return switch (settings.statistic()) {
                case AVERAGE -> all.getAverage();
                case MINIMUM -> all.getMin();
                case MAXIMUM -> all.getMax();
                case SUM -> all.getSum();
            };
        }

        private AlarmState evaluate() {
            List<Double> all = datapoints();
            List<Boolean> known = new ArrayList<>();
            int oldestBreach = 0;
            for (int age = 1; age <= settings.evaluationPeriods() + 2; age++) {
                double point = age > all.size() ? NO_DATA : all.get(all.size() - age);
                if (!Double.isNaN(point) && known.size() < settings.evaluationPeriods()) {
                    boolean breach = settings.comparison().breaches(point, settings.threshold());
                    known.add(breach);
                    oldestBreach = breach ? age : oldestBreach;
                }
            }
            long breaching = known.stream().filter(breach -> breach).count();
            int lacking = settings.evaluationPeriods() - known.size();
            boolean enough = breaching >= settings.datapointsToAlarm();
            boolean onlyBreaches = !known.contains(false);
            if (enough || lacking == 0) {
                return enough ? AlarmState.ALARM : AlarmState.OK;
            }
            return switch (settings.missingData()) {
                case BREACHING ->
                    breaching + lacking >= settings.datapointsToAlarm() ? AlarmState.ALARM : AlarmState.OK;
                case NOT_BREACHING -> AlarmState.OK;
                case IGNORE -> onlyBreaches ? state : AlarmState.OK;
                case MISSING -> {
                    if (known.isEmpty()) {
                        yield AlarmState.INSUFFICIENT_DATA;
                    }
                    if (!onlyBreaches) {
                        yield AlarmState.OK;
                    }
                    yield oldestBreach >= settings.datapointsToAlarm() ? AlarmState.ALARM : state;
                }
            };
        }
    }

    @Test
    void refusesWhatCloudWatchRefuses() {
        assertThatThrownBy(() -> outOf(4, 3, MissingData.MISSING)).hasMessageContaining("1 to 3, was 4");
        assertThatThrownBy(() -> outOf(0, 3, MissingData.MISSING)).hasMessageContaining("was 0");
        assertThatThrownBy(() -> outOf(1, 1441, MissingData.MISSING)).hasMessageContaining("1440");
        assertThatThrownBy(() -> AlarmSettings.ofMinutes(ComparisonOperator.LESS_THAN_THRESHOLD, NO_DATA, 1))
                .hasMessageContaining("finite");
    }

    /** R6.12: a datapoint is known so many minutes after its own has ended. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7})
    void publishesAfterTheLag(int lag) {
        PublicationLag metric = new PublicationLag(lag);
        for (int minute = 0; minute < 30; minute++) {
            double known = metric.publish(minute);
            assertThat(known).isEqualTo(Double.valueOf(minute < lag ? NO_DATA : minute - lag));
        }
        assertThatThrownBy(() -> new PublicationLag(61)).hasMessageContaining("61");
    }
}
