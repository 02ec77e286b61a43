package io.ecsim.workloads.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.model.TaskDefinition;
import io.ecsim.random.Streams;
import io.ecsim.workloads.SharedData;
import io.ecsim.workloads.document.DocumentReader;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.law.ConstantLaw;
import io.ecsim.workloads.law.Quantity;
import io.ecsim.workloads.trace.TraceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.ExponentialDistribution;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurveArrivalsTest {

    /** For documents that name no file. */
    static final CurveFiles NO_FILES = new FilesOf(Path.of("none"));

    private static final double HOUR = 3_600e6;
    private static final int DAY_HOURS = 24;
    private static final TaskMix MIX = new TaskMix(List.of(
            TaskKind.of(0, TaskDefinition.of("task", 1024, 1024), 1, new ConstantLaw(60e6, Quantity.DURATION))));

    /** Files of one folder. */
    private record FilesOf(Path folder) implements CurveFiles {
        @Override
        public Optional<TraceFile> find(Node at, String name) {
            return Optional.of(new TraceFile(folder.resolve(name), ""));
        }

        @Override
        public void assume(String sentence) {
            assertThat(sentence).contains("rows read");
        }
    }

    /** The integral over hours of a sinusoid of mean 1, by hand. */
    private static double sinusoid(double hours, double amplitude, double peakHour) {
        double omega = 2 * Math.PI / DAY_HOURS;
        return hours + amplitude / omega * (Math.sin(omega * (hours - peakHour)) + Math.sin(omega * peakHour));
    }

    @Test
    void countsFollowTheIntegralOfASinusoid() {
        ArrivalProcess process = read("{diurnal: {perHour: 60, amplitude: 80%, peak: 20h}}");
        int days = 100;
        int[] counts = perHour(process, days * DAY_HOURS, DAY_HOURS);
        double[] expected = new double[DAY_HOURS];
        double[] shifted = new double[DAY_HOURS];
        for (int hour = 0; hour < DAY_HOURS; hour++) {
            expected[hour] = 60 * days * (sinusoid(hour + 1, 0.8, 20) - sinusoid(hour, 0.8, 20));
            shifted[hour] = 60 * days * (sinusoid(hour + 1, 0.8, 20.25) - sinusoid(hour, 0.8, 20.25));
        }
        assertThat(pValue(counts, expected)).isGreaterThan(0.001);
        assertThat(pValue(counts, shifted))
                .as("a peak 15 minutes late is noticed")
                .isLessThan(0.001);
    }

    /** The time-rescaling theorem: on the clock of expected arrivals the process is Poisson of rate 1. */
    @Test
    void onTheClockOfExpectedArrivalsGapsAreExponential() {
        List<Double> times =
                times(read("{diurnal: {perHour: 60, amplitude: 100%, peak: 6h, startTime: 3h}}"), 70 * HOUR);
        DoubleUnaryOperator expected = micros -> 60 * (sinusoid(micros / HOUR + 3, 1, 6) - sinusoid(3, 1, 6));
        assertThat(gapsAreExponential(times, expected)).isGreaterThan(0.001);
        assertThat(gapsAreExponential(times, micros -> 60 * micros / HOUR)).isLessThan(0.001);
    }

    private static double gapsAreExponential(List<Double> times, DoubleUnaryOperator expected) {
        double[] gaps = new double[times.size() - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = expected.applyAsDouble(times.get(i + 1)) - expected.applyAsDouble(times.get(i));
        }
        return KolmogorovSmirnovTest.withDefaults()
                .test(gaps, ExponentialDistribution.of(1)::cumulativeProbability)
                .getPValue();
    }

    @Test
    void pointsAreJoinedByLinesAcrossTheEndOfTheWeek() {
        ArrivalProcess process =
                read("{diurnal: {perHour: 50, period: 7d, startTime: 12h, points: [[1d, 1], [3d, 3], [6d, 0]]}}");
        assertThat(process.tasksPerSecond()).isCloseTo(50 / 3600.0, within(1e-12));
        int weeks = 20;
        int[] counts = perHour(process, weeks * 7 * DAY_HOURS, 7 * DAY_HOURS);
        double[] byDay = new double[7];
        double[] expected = new double[7];
        double mean = (2 * 2 + 1.5 * 3 + 0.5 * 2) / 7; // trapezoids: 1d to 3d, 3d to 6d, 6d to 8d
        for (int hour = 0; hour < counts.length; hour++) {
            double day = (hour + 12.5) / DAY_HOURS % 7; // linear within the hour: the midpoint is exact
            double factor = day < 1 ? (day + 1) / 2 : day < 3 ? 1 + (day - 1) : day < 6 ? 6 - day : (day - 6) / 2;
            byDay[hour / DAY_HOURS] += counts[hour];
            expected[hour / DAY_HOURS] += 50 * weeks * factor / mean;
        }
        int[] found = new int[7];
        for (int i = 0; i < 7; i++) {
            found[i] = (int) byDay[i];
        }
        assertThat(pValue(found, expected)).isGreaterThan(0.001);
        expected[2] *= 1.06;
        assertThat(pValue(found, expected)).as("6 % more on one day is noticed").isLessThan(0.001);
    }

    @Test
    void aFlatCurveIsAPoissonProcessDrawByDraw() {
        List<Double> flat = times(read("{diurnal: {perHour: 60, points: [[0h, 1]]}}"), 1000 * HOUR);
        List<Double> poisson = times(read("{poisson: {perHour: 60}}"), 1000 * HOUR);
        assertThat(flat.size()).isEqualTo(poisson.size()).isGreaterThan(50_000);
        for (int i = 0; i < flat.size(); i++) {
            assertThat(flat.get(i)).isCloseTo(poisson.get(i), within(1.0));
        }
    }

    @Test
    void aHigherRateBringsEachArrivalEarlier() {
        List<Double> slow = times(read("{diurnal: {perHour: 60, amplitude: 90%, peak: 8h}}"), 50 * HOUR);
        List<Double> fast = times(read("{diurnal: {perHour: 66, amplitude: 90%, peak: 8h}}"), 50 * HOUR);
        assertThat(fast.size()).isGreaterThan(slow.size());
        for (int i = 0; i < slow.size(); i++) {
            assertThat(fast.get(i)).isLessThan(slow.get(i));
        }
    }

    @Test
    void seldomArrivalsPassManyCyclesAtOnce() {
        double mean = 1e6 * 365.25 * DAY_HOURS * HOUR; // one in a million years
        ArrivalTimes times = new CurveArrivals(
                        new RateCurve(List.of(new RateCurve.Piece(HOUR, 0, 1)), true).times(2e6 / mean), 0, "seldom")
                .open(new Streams(1, 0), "w", Long.MAX_VALUE);
        assertThat(times.nextMicros()).isFinite().isGreaterThan(mean / 1e6);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "0.5,1", "1,2"})
    void theRetailWeekHasItsMeanWeekendAndSale(double swing, double weekend) {
        RateCurve plain = new RetailWeek(swing, weekend, RetailWeek.Sale.NONE).curve();
        assertThat(plain.mean()).isCloseTo(1, within(1e-12));
        assertThat(plain.lengthMicros()).isEqualTo(7 * DAY_HOURS * HOUR);
        assertThat(area(plain, 5, 6) / area(plain, 0, 1)).isCloseTo(weekend, within(1e-9));
        long friday = 4 * RetailWeek.DAY_MICROS;
        RateCurve sale = new RetailWeek(
                        swing, weekend, new RetailWeek.Sale(friday + (long) (20 * HOUR), (long) (3 * HOUR), 4))
                .curve();
        assertThat(area(sale, 0, 4)).isCloseTo(area(plain, 0, 4), within(1e-3));
        assertThat(area(sale, 4, 5) - area(plain, 4, 5))
                .isCloseTo(3 * area(plain, 4 + 20 / 24.0, 4 + 23 / 24.0), within(1e-6 * HOUR));
    }

    /** Integrates pieces that lie between two days; a piece is linear, so its middle is its mean. */
    private static double area(RateCurve curve, double fromDay, double toDay) {
        double sum = 0;
        double start = 0;
        for (RateCurve.Piece piece : curve.pieces()) {
            double from = Math.max(start, fromDay * DAY_HOURS * HOUR);
            double to = Math.min(start + piece.lengthMicros(), toDay * DAY_HOURS * HOUR);
            if (to > from) {
                double middle = ((from + to) / 2 - start) / piece.lengthMicros();
                sum += (piece.from() + middle * (piece.to() - piece.from())) * (to - from);
            }
            start += piece.lengthMicros();
        }
        return sum;
    }

    @Test
    void aFileIsSummedByStepsAndEnds(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("c.csv"), "t,v\n600,30\n0,60\n30,60\n900,0\n");
        String fields = "file: c.csv, time: {column: t, unit: s}, value: {column: v, factor: 10}, step: 5m";
        ArrivalProcess process = read("{curve: {" + fields + "}}", folder);
        // 1,200 in the first five minutes, none in the second, 300 in the third, none in the fourth.
        assertThat(process.tasksPerSecond() * 1200).isCloseTo(1500, within(1e-9));
        List<Double> times = times(process, 100 * HOUR);
        assertThat(times.stream().filter(time -> time < 300e6).count()).isCloseTo(1200, within(140L));
        assertThat(times.stream().filter(time -> time >= 300e6 && time < 600e6)).isEmpty();
        assertThat(times.stream().filter(time -> time >= 600e6 && time < 900e6).count())
                .isCloseTo(300, within(70L));
        assertThat(times.stream().filter(time -> time >= 900e6)).isEmpty();
        ArrivalProcess repeated = read("{curve: {perSecond: 2, repeat: true, " + fields + "}}", folder);
        assertThat((double) times(repeated, 10 * HOUR).size()).isCloseTo(72_000, within(1500.0));
    }

    @Test
    void theRealCurveOfAnInferenceServiceDrivesArrivals() {
        Path folder = SharedData.require("alibaba/genai-v2026-qps.csv.gz").getParent();
        ArrivalProcess process = read(
                "{curve: {perSecond: 2, step: 15m, file: genai-v2026-qps.csv.gz,"
                        + " time: {column: timestamp_anon, unit: s}, value: {column: value}}}",
                folder);
        int[] counts = perHour(process, 24, 24);
        // The hour that holds 443.74 of the 3,526.39 in the file; its 90 steps of 15 minutes are 22 h 30 min.
        assertThat((double) counts[7]).isCloseTo(2 * 22.5 * 3600 * 443.74 / 3526.39, within(700.0));
        assertThat(counts[7]).isEqualTo(java.util.Arrays.stream(counts).max().orElseThrow());
        assertThat(counts[20] + counts[21] + counts[22]).isLessThan(200);
        assertThat(counts[23]).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{diurnal: {perSecond: 1}}|arrivals.diurnal: amplitude is missing, expected a share such as 0.7 or 70%;arrivals.diurnal: peak is missing, expected a duration such as 90s, 30m, 2h or 1d",
                "{diurnal: {perSecond: 1, amplitude: 1.2, peak: 1h}}|arrivals.diurnal.amplitude: found 1.2, expected a share from 0 to 1, such as 0.7 or 70%",
                "{diurnal: {perSecond: 1, amplitude: 1, peak: 24h}}|arrivals.diurnal.peak: found \"24h\", expected a duration from 0s to 23h59m59s999ms999us",
                "{diurnal: {amplitude: 1, peak: 2h}}|arrivals.diurnal: found an object, expected exactly one of load, perSecond, perHour, every",
                "{diurnal: {perSecond: 1, points: [[2h, 1], [1h, 1]]}}|arrivals.diurnal.points: times must ascend, but 1h follows 2h",
                "{diurnal: {perSecond: 1, points: [[2h, 0]]}}|arrivals.diurnal: a curve needs a mean above 0",
                "{diurnal: {perSecond: 1, points: [[2h]]}}|arrivals.diurnal.points[0]: found a list, expected a pair such as [8h, 1.2]",
                "{diurnal: {perSecond: 1, peak: 2h, points: [[2h, 1]]}}|arrivals.diurnal.peak: found both points and peak, expected one of the two",
                "{retailWeek: {perSecond: 1, startDay: mondy}}|arrivals.retailWeek.startDay: found \"mondy\", did you mean \"monday\"? Allowed: monday, tuesday, wednesday, thursday, friday, saturday, sunday",
                "{retailWeek: {perSecond: 1, sale: {day: sunday, time: 23h, for: 2h, factor: 2}}}|arrivals.retailWeek.sale.for: the sale must end within its week, at Sunday 24:00 the latest",
                "{retailWeek: {perSecond: 1, sale: {day: sunday, time: 20h, for: 2h}}}|arrivals.retailWeek.sale: factor is missing, expected a number from 1 to 100",
                "{curve: {file: f, time: {column: t}, value: {column: v}}}|arrivals.curve.time: unit is missing, expected one of s, us, ms, m, h, d",
                "{onOff: {on: 1m, off: 1m}}|arrivals.onOff: found an object, expected exactly one of load, perSecond, perHour, every",
                "{onOff: {on: 1m, off: 1m, whileOff: {perSecond: 1}}}|arrivals.onOff: found an object, expected either a mean rate, or whileOn and perhaps whileOff",
                "{onOff: {on: 1m, off: 1m, whileOn: {load: 1}}}|arrivals.onOff.whileOn.load: a load is a mean over on and off, expected one of perSecond, perHour, every",
                "{onOff: {on: 0s, off: 1m, whileOn: {perSecond: 1}}}|arrivals.onOff: the mean time on must be above 0, was 0.0",
            })
    void faultyArrivalsAreLocated(String text, String messages) {
        Faults faults = new Faults();
        assertThat(spec(text, faults, NO_FILES)).isEmpty();
        assertThat(faults.list())
                .extracting(fault -> fault.path() + ": " + fault.message())
                .containsExactly(messages.split(";"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "t,v\\n1,2\\nx,3|c.csv:3: t: found \"x\", expected a number",
                "t,v\\n1,-2|c.csv:2: v: found \"-2\", expected a number of at least 0",
                "t,w\\n1,2|c.csv:1: no column \"v\", did you mean \"t\"? Columns: t, w",
                "t,v\\n1|c.csv:2: found 1 fields, expected 2",
                "t,v|c.csv: the file holds no row",
                "t,v\\n1,0|c.csv: the values add up to 0.0, expected a number above 0",
                "t,v\\n1,1\\n1e11,1|c.csv: from the first to the last time there are 333333334 steps of 5m, expected at most 1000000",
            })
    void damagedFilesAreLocated(String content, String message, @TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("c.csv"), content.replace("\\n", "\n"));
        Faults faults = new Faults();
        String text = "{curve: {file: c.csv, time: {column: t, unit: s}, value: {column: v}}}";
        assertThat(spec(text, faults, new FilesOf(folder))).isEmpty();
        assertThat(faults.list())
                .extracting(fault -> fault.path() + ": "
                        + fault.message()
                                .replace(
                                        folder.toString()
                                                + folder.getFileSystem().getSeparator(),
                                        ""))
                .containsExactly("arrivals.curve.file: " + message);
    }

    static ArrivalProcess read(String text) {
        return read(text, Path.of("none"));
    }

    private static ArrivalProcess read(String text, Path folder) {
        Faults faults = new Faults();
        Optional<ArrivalSpec> spec = spec(text, faults, new FilesOf(folder));
        assertThat(faults.list()).isEmpty();
        return spec.orElseThrow().resolve(MIX, 1024, 1024);
    }

    private static Optional<ArrivalSpec> spec(String text, Faults faults, CurveFiles files) {
        return ArrivalSpec.read(
                DocumentReader.parse("s.yaml", "arrivals: " + text, faults)
                        .orElseThrow()
                        .member("arrivals")
                        .orElseThrow(),
                faults,
                files);
    }

    static List<Double> times(ArrivalProcess process, double untilMicros) {
        ArrivalTimes times = process.open(new Streams(7, 0), "w", (long) untilMicros);
        List<Double> list = new ArrayList<>();
        for (double time = times.nextMicros(); time < untilMicros; time = times.nextMicros()) {
            list.add(time);
        }
        assertThat(list).isSorted();
        return list;
    }

    /** Counts by the hour of a period, over all periods. */
    private static int[] perHour(ArrivalProcess process, int hours, int periodHours) {
        int[] counts = new int[periodHours];
        times(process, hours * HOUR).forEach(time -> counts[(int) (time / HOUR) % periodHours]++);
        return counts;
    }

    /** Pearson's test with one degree of freedom a cell: each count is Poisson, their sum is not fixed. */
    private static double pValue(int[] counts, double[] expected) {
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += (counts[i] - expected[i]) * (counts[i] - expected[i]) / expected[i];
        }
        return ChiSquaredDistribution.of(counts.length).survivalProbability(sum);
    }
}
