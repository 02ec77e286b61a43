package io.ecsim.traffic;

import static io.ecsim.traffic.TrafficWorld.MINUTE;
import static io.ecsim.traffic.TrafficWorld.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.cluster.Task;
import io.ecsim.observe.RequestTotals;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests on services (models.md M6). */
class RequestTrafficTest {

    private static final Percentage TWO_PERCENT = Percentage.withPercentage(2);

    private static ServiceRequests requests(
            RequestRate rate, double cpuSeconds, double timeoutSeconds, int queue, RequestRetries retries) {
        return new ServiceRequests(
                0,
                rate,
                cpuSeconds,
                0,
                ServiceRequests.UNLIMITED_WORKERS,
                timeoutSeconds,
                queue,
                retries,
                LoadBalancing.ROUND_ROBIN,
                true,
                0);
    }

    /** A rate by the minute: low, then high for a while, then low for ever. */
    private static RequestRate burst(double low, double high, long fromMinute, long toMinute) {
        return (streams, name, horizon) -> {
            long[] asked = new long[1];
            return micros -> {
                boolean isHigh = asked[0] >= fromMinute * MINUTE && asked[0] < toMinute * MINUTE;
                double requests = (isHigh ? high : low) * (micros - asked[0]) / 1e6;
                asked[0] = micros;
                return requests;
            };
        };
    }

    /** M6: below saturation one worker takes s / (c (1 - rho)) on average, on the CPU that it has. */
    @ParameterizedTest
    @CsvSource({"1, 10, 0.025", "1, 25, 0.04", "0.5, 10, 0.066667", "0.25, 5, 0.133333", "1, 45, 0.2"})
    void oneWorkerTakesItsClosedForm(double vcpu, double perSecond, double meanSeconds) {
        TrafficWorld world = TrafficWorld.of(ServiceRequests.of(0, RequestRate.constant(perSecond), 0.02));
        world.add(0, vcpu);
        world.runTo(10 * MINUTE);
        assertThat(world.totals().meanSeconds()).isCloseTo(meanSeconds, TWO_PERCENT);
        assertThat(world.totals().goodput()).isEqualTo(1);
    }

    /** M6: what is not CPU adds to the time of an answer and to nothing else. */
    @Test
    void waitingIsNoWork() {
        ServiceRequests plain = ServiceRequests.of(0, RequestRate.constant(25), 0.02);
        ServiceRequests waits = new ServiceRequests(
                0, plain.rate(), 0.02, 0.1, 1, 60, 1000, RequestRetries.NONE, LoadBalancing.ROUND_ROBIN, true, 0);
        TrafficWorld world = TrafficWorld.of(waits).with(1, 1);
        world.runTo(10 * MINUTE);
        assertThat(world.totals().meanSeconds()).isCloseTo(0.14, TWO_PERCENT);
        assertThat(world.totals().cpuUtilisation()).isCloseTo(0.5, TWO_PERCENT);
    }

    /** models.md M11: the bill hears of every request and byte once, from the end of the warm-up on. */
    @Test
    void theBillHearsOfWhatIsMeasured() {
        ServiceRequests requests = new ServiceRequests(
                0,
                RequestRate.constant(10),
                0.02,
                0,
                1,
                60,
                1000,
                RequestRetries.NONE,
                LoadBalancing.ROUND_ROBIN,
                true,
                1000);
        TrafficWorld world = new TrafficWorld(
                new RequestPlan(List.of(requests), RequestPlan.DEFAULT_STEP_MICROS), 1024, 5 * MINUTE, 100 * MINUTE);
        world.add(0, 1);
        world.add(1, 1);
        world.runTo(10 * MINUTE);
        assertThat(world.totals().tries()).isEqualTo(3000);
        assertThat(world.billed).allMatch(told -> told.get(0) == 0 && told.get(4) >= 5 * MINUTE);
        assertThat(world.billed.stream().mapToLong(told -> told.get(1)).sum()).isEqualTo(3000);
        assertThat(world.billed.stream().mapToLong(told -> told.get(2)).sum()).isBetween(2_999_999L, 3_000_000L);
        assertThat(world.billed.stream().mapToLong(told -> told.get(3)).sum())
                .isCloseTo((long) world.totals().bytesAcrossZones(), within(1L));
    }

    /** M6: a worker is a thread, which uses one vCPU at most. */
    @Test
    void workersLimitTheCpu() {
        RequestRate rate = RequestRate.constant(45);
        TrafficWorld one = TrafficWorld.of(new ServiceRequests(
                0, rate, 0.02, 0, 1, 60, 1000, RequestRetries.NONE, LoadBalancing.ROUND_ROBIN, true, 0));
        one.add(0, 2);
        one.runTo(10 * MINUTE);
        assertThat(one.totals().meanSeconds()).isCloseTo(0.2, TWO_PERCENT);
        TrafficWorld both = TrafficWorld.of(ServiceRequests.of(0, rate, 0.02));
        both.add(0, 2);
        both.runTo(10 * MINUTE);
        assertThat(both.totals().meanSeconds()).isCloseTo(0.02 / (1 - 0.45 * 0.45), TWO_PERCENT); // M/M/2
    }

    /** R2.28, R6.2: CPU in percent of the reservation, which may pass 100, and requests a target and minute. */
    @Test
    void metricsAreThoseOfTheLastMinute() {
        TrafficWorld world = new TrafficWorld(
                new RequestPlan(
                        List.of(ServiceRequests.of(0, burst(10, 60, 5, 100), 0.02)), RequestPlan.DEFAULT_STEP_MICROS),
                256,
                0,
                1000 * MINUTE);
        assertThat(world.traffic.cpuPercent(0)).isEmpty();
        world.with(2, 2);
        world.runTo(5 * MINUTE);
        assertThat(world.traffic.cpuPercent(0).orElseThrow()).isCloseTo(40, within(0.01)); // 0.2 of 0.5 vCPU
        assertThat(world.traffic.requestsPerTarget(0).orElseThrow()).isCloseTo(300, within(0.01));
        world.runTo(6 * MINUTE);
        assertThat(world.traffic.cpuPercent(0).orElseThrow()).isCloseTo(240, within(0.01));
        assertThat(world.traffic.requestsPerTarget(0).orElseThrow()).isCloseTo(1800, within(0.01));
    }

    /** R6.2: CloudWatch knows each minute, also where it does not end a step of the rates. */
    @ParameterizedTest
    @ValueSource(longs = {7, 60, 600})
    void aMinuteNeedNotEndAStep(long stepSeconds) {
        TrafficWorld world = new TrafficWorld(
                new RequestPlan(List.of(ServiceRequests.of(0, RequestRate.constant(10), 0.02)), stepSeconds * SECOND),
                256,
                0,
                1000 * MINUTE);
        world.with(2, 2);
        world.runTo(3 * MINUTE);
        assertThat(world.traffic.cpuPercent(0).orElseThrow()).isCloseTo(40, within(0.01));
        world.with(2, 2);
        world.runTo(4 * MINUTE);
        assertThat(world.traffic.cpuPercent(0).orElseThrow()).isCloseTo(20, within(0.01));
        assertThat(world.traffic.requestsPerTarget(0).orElseThrow()).isCloseTo(150, within(0.01));
    }

    /** R6.2: RequestCount counts only requests for which the load balancer could choose a target. */
    @Test
    void whatFindsNoTargetIsNotCountedATarget() {
        TrafficWorld world = TrafficWorld.of(ServiceRequests.of(0, RequestRate.constant(10), 0.02));
        Task task = world.add(0, 1);
        world.runTo(5 * MINUTE + 30 * SECOND);
        world.traffic.taskChanged(task, true, false);
        world.runTo(6 * MINUTE);
        assertThat(world.traffic.requestsPerTarget(0).orElseThrow()).isCloseTo(600, within(0.01));
        assertThat(world.totals().requestsPerTargetMinute()).isCloseTo(600, within(0.01));
        assertThat(world.totals().withoutTarget()).isCloseTo(300, within(0.01));
    }

    /** M6: above saturation the queue fills, what does not fit is rejected, and the rest waits for the whole queue. */
    @Test
    void aFullQueueRejects() {
        TrafficWorld world = TrafficWorld.of(requests(RequestRate.constant(100), 0.02, 60, 200, RequestRetries.NONE));
        world.add(0, 1);
        world.runTo(100 * MINUTE);
        RequestTotals totals = world.totals();
        assertThat(totals.goodput()).isCloseTo(0.5, within(0.001));
        assertThat(totals.rejected()).isCloseTo(300_000, TWO_PERCENT);
        assertThat(totals.meanSeconds()).isCloseTo(4, TWO_PERCENT);
        assertThat(totals.cpuUtilisation()).isCloseTo(1, TWO_PERCENT);
    }

    /** M6: with the queue full, a try takes as long as the queue lasts, times an exponential work: who is in time shows it. */
    @Test
    void onlyAnswersInTimeHaveATime() {
        TrafficWorld world = TrafficWorld.of(requests(RequestRate.constant(100), 0.02, 1, 200, RequestRetries.NONE));
        world.add(0, 1);
        world.runTo(200 * MINUTE);
        RequestTotals totals = world.totals();
        double inTime = 1 - Math.exp(-1 / 4.0); // the queue lasts 4 s
        assertThat(totals.goodput()).isCloseTo(0.5 * inTime, TWO_PERCENT);
        assertThat(totals.timedOut()).isCloseTo(0.5 * (1 - inTime) * totals.offered(), TWO_PERCENT);
        assertThat(totals.p50Seconds()).isCloseTo(-4 * Math.log(1 - inTime / 2), Percentage.withPercentage(5));
        assertThat(totals.p99Seconds()).isBetween(0.95, 1.0);
    }

    /** M6: with nobody to answer, all requests fail at once. */
    @Test
    void withoutTargetsAllFail() {
        TrafficWorld world = TrafficWorld.of(requests(
                RequestRate.constant(10), 0.02, 60, 200, new RequestRetries(2, 0.1, 2, 0, Double.POSITIVE_INFINITY)));
        world.runTo(10 * MINUTE);
        RequestTotals totals = world.totals();
        assertThat(totals.goodput()).isZero();
        assertThat(totals.tries()).isCloseTo(3 * totals.offered(), within(60.0));
        assertThat(totals.withoutTarget()).isEqualTo(totals.tries());
        assertThat(totals.failed() + world.traffic.waiting(0)).isEqualTo(totals.offered());
    }

    /** Only tasks that receive requests count. */
    @Test
    void onlyHealthyTargetsServe() {
        TrafficWorld world = TrafficWorld.of(ServiceRequests.of(0, RequestRate.constant(40), 0.02))
                .with(2, 1);
        world.traffic.taskChanged(world.tasks.get(1), true, false);
        world.runTo(5 * MINUTE);
        assertThat(world.totals().meanSeconds()).isCloseTo(0.1, TWO_PERCENT);
        assertThat(world.wantedVcpu(1)).isZero();
        assertThat(world.wantedVcpu(0)).isCloseTo(0.8, within(1e-5));
    }

    private static final long SPIKE_FROM = 10;
    private static final long SPIKE_TO = 15;

    private static TrafficWorld stormWorld(RequestRetries retries) {
        return TrafficWorld.of(requests(burst(160, 500, SPIKE_FROM, SPIKE_TO), 0.02, 1, 400, retries))
                .with(4, 1);
    }

    private static double goodputAfter(TrafficWorld world, long fromMinute, long toMinute) {
        world.runTo(fromMinute * MINUTE);
        RequestTotals before = world.totals();
        world.runTo(toMinute * MINUTE);
        RequestTotals after = world.totals();
        return (after.answered() - before.answered()) / (after.offered() - before.offered());
    }

    /** M6: metastable: an overload has passed, but with retries goodput stays low for hours; without it is back at once. */
    @Test
    void aRetryStormStays() {
        RequestRetries eager = new RequestRetries(3, 1, 2, 0.5, Double.POSITIVE_INFINITY);
        assertThat(goodputAfter(stormWorld(eager), 1, 9)).isGreaterThan(0.99);
        assertThat(goodputAfter(stormWorld(eager), SPIKE_TO + 45, SPIKE_TO + 105))
                .isLessThan(0.7);
        assertThat(goodputAfter(stormWorld(RequestRetries.NONE), SPIKE_TO + 2, SPIKE_TO + 105))
                .isGreaterThan(0.99);
    }

    /** M6: a budget for retries ends the storm. */
    @Test
    void aBudgetEndsTheStorm() {
        RequestRetries careful = new RequestRetries(3, 1, 2, 0.5, 0.1);
        assertThat(goodputAfter(stormWorld(careful), SPIKE_TO + 5, SPIKE_TO + 105))
                .isGreaterThan(0.99);
    }

    /** M6: clients save up the retries of ten seconds that their budget grants, also while nothing fails. */
    @Test
    void aBudgetIsSavedUpInCalm() {
        TrafficWorld world =
                TrafficWorld.of(requests(RequestRate.constant(100), 0.02, 1, 400, new RequestRetries(1, 5, 1, 0, 0.1)));
        world.with(4, 1);
        world.runTo(10 * MINUTE);
        world.tasks.forEach(task -> world.traffic.taskChanged(task, false, false));
        world.runTo(10 * MINUTE + 3 * SECOND);
        world.totals();
        assertThat(world.traffic.waiting(0)).isCloseTo(100 + 10 + 10, within(0.01)); // all of the first second
    }

    /** M6: a short queue does not begin to take everything in where it saturates: M/M/1/K rejects 1/(K+1) at a load of 1. */
    @ParameterizedTest
    @CsvSource({"1, 49.5, 0.497", "1, 50, 0.5", "4, 50, 0.2", "20, 50, 0.0476"})
    void aShortQueueRejectsAtSaturation(int queue, double perSecond, double share) {
        TrafficWorld world =
                TrafficWorld.of(requests(RequestRate.constant(perSecond), 0.02, 60, queue, RequestRetries.NONE));
        world.add(0, 1);
        world.runTo(100 * MINUTE);
        RequestTotals totals = world.totals();
        assertThat(totals.rejected() / totals.offered()).isCloseTo(share, Percentage.withPercentage(20));
    }

    /** What clients ask for is answered, fails, or waits for its next try: to the millionth of a request. */
    @RepeatedTest(30)
    void nothingIsLost(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        RequestRetries retries = new RequestRetries(
                random.nextInt(5),
                0.1 + random.nextDouble() * 5,
                1 + random.nextDouble() * 2,
                random.nextDouble(),
                random.nextBoolean() ? Double.POSITIVE_INFINITY : random.nextDouble());
        ServiceRequests requests = new ServiceRequests(
                0,
                burst(random.nextDouble() * 100, random.nextDouble() * 500, 5, 15),
                0.02,
                random.nextDouble(),
                1 + random.nextInt(3),
                0.5 + random.nextDouble() * 20,
                1 + random.nextInt(500),
                retries,
                random.nextBoolean() ? LoadBalancing.ROUND_ROBIN : LoadBalancing.LEAST_OUTSTANDING,
                random.nextBoolean(),
                100);
        TrafficWorld world = new TrafficWorld(
                new RequestPlan(List.of(requests), (1 + random.nextInt(90)) * SECOND),
                1024,
                random.nextInt(2) * 7 * MINUTE + 1,
                1000 * MINUTE);
        world.with(3, 1);
        for (int event = 0; event < 40; event++) {
            world.runTo((long) (event * 37.7 * SECOND));
            if (random.nextInt(3) == 0) {
                world.add(random.nextInt(3), random.nextInt(5) / 2.0);
            } else {
                world.traffic.taskChanged(
                        world.tasks.get(random.nextInt(world.tasks.size())),
                        random.nextInt(4) > 0,
                        random.nextInt(3) > 0);
            }
            RequestTotals totals = world.totals();
            double known = totals.answered() + totals.failed() + world.traffic.waiting(0);
            assertThat(Math.rint(totals.offered() * 1e6))
                    .as("seed %s, event %s", repetition.getCurrentRepetition(), event)
                    .isEqualTo(Math.rint(known * 1e6));
            assertThat(totals.bytesWithinZone() + totals.bytesAcrossZones())
                    .isLessThanOrEqualTo(totals.tries() * 100 * (1 + 1e-9));
        }
    }
}
