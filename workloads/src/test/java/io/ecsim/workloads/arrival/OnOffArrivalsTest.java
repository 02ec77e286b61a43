package io.ecsim.workloads.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnOffArrivalsTest {

    private static final int SECONDS = 2_000_000;

    /** Mean number of arrivals in windows, and their variance over their mean. */
    private record Counts(double mean, double dispersion) {

        static Counts of(ArrivalProcess process, int windowSeconds) {
            int[] counts = new int[SECONDS / windowSeconds];
            List<Double> times = CurveArrivalsTest.times(process, SECONDS * 1e6);
            times.forEach(time -> counts[(int) (time / 1e6 / windowSeconds)]++);
            double mean = times.size() / (double) counts.length;
            double squares = 0;
            for (int count : counts) {
                squares += (count - mean) * (count - mean);
            }
            return new Counts(mean, squares / (counts.length - 1) / mean);
        }
    }

    /** The index of dispersion of counts of a Markov-modulated Poisson process (Fischer and Meier-Hellstern 1993). */
    private static double dispersion(double on, double off, double rateOn, double rateOff, double window) {
        double leaveOn = 1 / on;
        double leaveOff = 1 / off;
        double sum = leaveOn + leaveOff;
        double a = 2
                * leaveOn
                * leaveOff
                * (rateOn - rateOff)
                * (rateOn - rateOff)
                / (sum * sum * (rateOn * leaveOff + rateOff * leaveOn));
        return 1 + a * (1 + Math.expm1(-sum * window) / (sum * window));
    }

    @ParameterizedTest
    @CsvSource({"20,60,1,0,10", "20,60,1,0,100", "20,60,1,0,1000", "30,30,1,0.2,100"})
    void meanAndDispersionAreThoseOfTheModulatedPoissonProcess(
            int on, int off, double rateOn, double rateOff, int window) {
        String off2 = rateOff == 0 ? "" : ", whileOff: {perSecond: " + rateOff + "}";
        ArrivalProcess process = CurveArrivalsTest.read("{onOff: {on: {exponential: {mean: " + on
                + "s}}, off: {exponential: {mean: " + off + "s}}, whileOn: {perSecond: " + rateOn + "}" + off2 + "}}");
        double rate = (rateOn * on + rateOff * off) / (on + off);
        assertThat(process.tasksPerSecond()).isCloseTo(rate, within(1e-12));
        Counts counts = Counts.of(process, window);
        assertThat(counts.mean()).isCloseTo(rate * window, within(0.03 * rate * window));
        double expected = dispersion(on, off, rateOn, rateOff, window);
        assertThat(counts.dispersion()).isCloseTo(expected, within(0.1 * expected));
        assertThat(dispersion(on, 2 * off, rateOn, rateOff, window))
                .as("off periods of twice the length would be noticed")
                .satisfiesAnyOf(
                        wrong -> assertThat(counts.dispersion()).isNotCloseTo(wrong, within(0.1 * wrong)),
                        wrong -> assertThat(counts.mean())
                                .isNotCloseTo(rateOn * on / (on + 2.0 * off) * window, within(0.1 * rate * window)));
    }

    @Test
    void aMeanRateIsKeptWhateverThePeriods() {
        for (String periods : List.of(
                "on: 1m, off: 9m",
                "on: {uniform: {low: 0s, high: 2m}}, off: {gamma: {shape: 3, mean: 5m}}",
                "on: {boundedPareto: {shape: 1.5, low: 1s, high: 10m}}, off: {weibull: {shape: 0.7, mean: 1m}}")) {
            ArrivalProcess process = CurveArrivalsTest.read("{onOff: {perSecond: 0.5, " + periods + "}}");
            assertThat(process.tasksPerSecond()).isCloseTo(0.5, within(1e-12));
            assertThat(Counts.of(process, 1000).mean()).as(periods).isCloseTo(500, within(20.0));
        }
    }

    @Test
    void timeZeroIsARandomMomentOfTheAlternation() {
        ArrivalProcess process = CurveArrivalsTest.read("{onOff: {on: 1m, off: 3m, whileOn: {perSecond: 100}}}");
        int runs = 4000;
        int early = 0;
        for (int i = 0; i < runs; i++) {
            ArrivalTimes times = process.open(new io.ecsim.random.Streams(i, 0), "w", 10_000_000_000L);
            early += times.nextMicros() < 1e6 ? 1 : 0; // on from the start, or from within the first second
        }
        assertThat(early / (double) runs).isCloseTo(61 / 240.0, within(0.03));
    }

    @Test
    void periodsStayWhenTheRateChanges() {
        String periods = "on: {exponential: {mean: 1m}}, off: {exponential: {mean: 1h}}";
        List<Double> slow = CurveArrivalsTest.times(
                CurveArrivalsTest.read("{onOff: {" + periods + ", whileOn: {perSecond: 10}}}"), 1e12);
        List<Double> fast = CurveArrivalsTest.times(
                CurveArrivalsTest.read("{onOff: {" + periods + ", whileOn: {perSecond: 20}}}"), 1e12);
        // Bursts are told apart by gaps of over a minute; both see the same ones.
        assertThat(bursts(fast)).isCloseTo(bursts(slow), within(8L)).isGreaterThan(200);
        assertThat(fast.get(0)).isCloseTo(slow.get(0), within(1e6));
    }

    private static long bursts(List<Double> times) {
        long bursts = 1;
        for (int i = 1; i < times.size(); i++) {
            bursts += times.get(i) - times.get(i - 1) > 60e6 ? 1 : 0;
        }
        return bursts;
    }
}
