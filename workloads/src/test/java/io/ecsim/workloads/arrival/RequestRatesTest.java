package io.ecsim.workloads.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.random.Streams;
import io.ecsim.traffic.RequestRate;
import io.ecsim.workloads.SharedData;
import io.ecsim.workloads.document.DocumentReader;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.trace.TraceFile;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Curves of arrivals as rates of requests: integrals, without draws of single requests. */
class RequestRatesTest {

    private static final long MINUTE = 60_000_000L;
    private static final long HOUR = 60 * MINUTE;

    private static RequestRate read(String text, double factor, Path folder) {
        Faults faults = new Faults();
        CurveFiles files = new CurveFiles() {
            @Override
            public Optional<TraceFile> find(Node at, String name) {
                return Optional.of(new TraceFile(folder.resolve(name), ""));
            }

            @Override
            public void assume(String sentence) {}
        };
        Node node = DocumentReader.parse("s.yaml", "rate: " + text, faults)
                .orElseThrow()
                .member("rate")
                .orElseThrow();
        Optional<RequestRate> rate = RequestRates.read(node, factor, faults, files);
        assertThat(faults.list()).isEmpty();
        return rate.orElseThrow();
    }

    private static RequestRate.Flow open(String text, double factor) {
        return read(text, factor, Path.of("")).open(new Streams(7, 0), "w", 1000 * HOUR);
    }

    @Test
    void aConstantRateIsConstant() {
        RequestRate.Flow flow = open("{constant: {perHour: 7200}}", 3);
        assertThat(flow.until(MINUTE)).isCloseTo(360, within(1e-9));
        assertThat(flow.until(MINUTE)).isZero();
        assertThat(flow.until(HOUR)).isCloseTo(3 * 7200 - 360, within(1e-9));
    }

    @Test
    void levelsHoldUntilTheNext() {
        RequestRate.Flow flow = open("{levels: [[0s, 10], [10m, 50], [15m, 0]]}", 2);
        assertThat(flow.until(9 * MINUTE)).isCloseTo(2 * 10 * 540, within(1e-9));
        assertThat(flow.until(11 * MINUTE)).isCloseTo(2 * (10 * 60 + 50 * 60), within(1e-9));
        assertThat(flow.until(HOUR)).isCloseTo(2 * 50 * 240, within(1e-9));
        assertThat(flow.until(2 * HOUR)).isZero();
    }

    @Test
    void aDayHasItsMeanAndItsPeak() {
        RequestRate.Flow flow = open("{diurnal: {perSecond: 10, amplitude: 50%, peak: 20h}}", 1);
        assertThat(flow.until(20 * HOUR) + flow.until(24 * HOUR)).isCloseTo(864_000, within(0.1));
        flow.until(44 * HOUR - MINUTE);
        assertThat(flow.until(44 * HOUR + MINUTE)).isCloseTo(15 * 120, within(0.1));
    }

    @Test
    void aWeekWithASaleIsThatOfArrivals() {
        RequestRate.Flow flow =
                open("{retailWeek: {perSecond: 10, sale: {day: friday, time: 20h, for: 3h, factor: 3}}}", 1);
        long sale = (4 * 24 + 20) * HOUR;
        flow.until(sale - MINUTE);
        double before = flow.until(sale);
        assertThat(flow.until(sale + MINUTE)).isCloseTo(3 * before, within(0.02 * before));
    }

    @Test
    void burstsHaveTheirMean() {
        RequestRate.Flow flow =
                open("{onOff: {on: {exponential: {mean: 5m}}, off: {exponential: {mean: 10m}}, perSecond: 2}}", 1);
        assertThat(flow.until(1000 * HOUR)).isCloseTo(2 * 3_600_000.0, within(0.05 * 7_200_000));
        RequestRate.Flow stated =
                open("{onOff: {on: 5m, off: 5m, whileOn: {perSecond: 6}, whileOff: {perSecond: 2}}}", 1);
        assertThat(stated.until(100 * HOUR)).isCloseTo(4 * 360_000.0, within(1200.0));
    }

    @Test
    void theRealCurveOfAnInferenceServiceIsRead() {
        Path folder = SharedData.require("alibaba/genai-v2026-qps.csv.gz").getParent();
        RequestRate rate = read(
                "{curve: {perSecond: 2, step: 15m, file: genai-v2026-qps.csv.gz,"
                        + " time: {column: timestamp_anon, unit: s}, value: {column: value}}}",
                1,
                folder);
        RequestRate.Flow flow = rate.open(new Streams(1, 0), "w", 100 * HOUR);
        flow.until(7 * HOUR);
        // The hour that holds 443.74 of the 3,526.39 in the file; its 90 steps of 15 minutes are 22 h 30 min.
        assertThat(flow.until(8 * HOUR)).isCloseTo(2 * 22.5 * 3600 * 443.74 / 3526.39, within(1.0));
        flow.until(23 * HOUR);
        assertThat(flow.until(100 * HOUR)).isZero();
    }
}
