package io.ecsim.traffic;

import static io.ecsim.traffic.TrafficWorld.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.observe.RequestTotals;
import java.util.Arrays;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The closed forms of requests on a task (models.md M6) against a simulation of every single request. */
class ProcessorSharingTest {

    private static final double WORK = 0.02;
    private static final Percentage FIVE_PERCENT = Percentage.withPercentage(5);

    private static RequestTotals modelled(
            int tasks, double vcpu, int workers, double load, int queue, LoadBalancing balancing) {
        double perSecond = load * tasks * Math.min(vcpu, workers) / WORK;
        TrafficWorld world = TrafficWorld.of(new ServiceRequests(
                0,
                RequestRate.constant(perSecond),
                WORK,
                0,
                workers,
                60,
                queue,
                RequestRetries.NONE,
                balancing,
                true,
                0));
        world.with(tasks, vcpu);
        world.runTo(10 * MINUTE);
        return world.totals();
    }

    /** M6: mean and 99 % quantile within 5 % up to a load of 0.9, for one to eight workers. */
    @ParameterizedTest
    @CsvSource({
        "1, 0.3", "1, 0.6", "1, 0.8", "1, 0.9", "2, 0.3", "2, 0.6", "2, 0.8", "2, 0.9", "4, 0.3", "4, 0.6", "4, 0.8",
        "4, 0.9", "8, 0.3", "8, 0.6", "8, 0.8", "8, 0.9"
    })
    void closedFormsAreThoseOfSingleRequests(int workers, double load) {
        RequestTotals modelled = modelled(1, workers, workers, load, 1000, LoadBalancing.ROUND_ROBIN);
        int requests = load > 0.85 ? 1_500_000 : 400_000;
        double[] times =
                new ProcessorSharing(workers, 1, workers, 1000).serve(load * workers / WORK, WORK, requests, false);
        assertThat(modelled.meanSeconds())
                .isCloseTo(Arrays.stream(times).average().orElseThrow(), FIVE_PERCENT);
        assertThat(modelled.p50Seconds()).isCloseTo(times[times.length / 2], FIVE_PERCENT);
        assertThat(modelled.p99Seconds()).isCloseTo(times[(int) (times.length * 0.99)], FIVE_PERCENT);
    }

    /** M6: a queue of few places turns requests away, at a load below 1 too. */
    @ParameterizedTest
    @CsvSource({"1, 0.8, 5", "1, 0.9, 20", "2, 0.9, 10", "4, 0.95, 8"})
    void shortQueuesReject(int workers, double load, int queue) {
        RequestTotals modelled = modelled(1, workers, workers, load, queue, LoadBalancing.ROUND_ROBIN);
        ProcessorSharing single = new ProcessorSharing(3, 1, workers, queue);
        double[] times = single.serve(load * workers / WORK, WORK, 400_000, false);
        assertThat(modelled.errors())
                .isCloseTo((double) single.rejected / (single.rejected + single.taken), FIVE_PERCENT);
        assertThat(modelled.meanSeconds())
                .isCloseTo(Arrays.stream(times).average().orElseThrow(), FIVE_PERCENT);
    }

    /** M6: where the least busy target gets the next request, several are nearly one; what is lost by that is bounded. */
    @ParameterizedTest
    @CsvSource({"3, 0.5, 0.1", "3, 0.9, 0.1", "10, 0.5, 0.05", "10, 0.8, 0.15", "10, 0.9, 0.15"})
    void leastOutstandingIsNearlyOneQueue(int tasks, double load, double atMostBelow) {
        RequestTotals modelled = modelled(tasks, 1, 1, load, 1000, LoadBalancing.LEAST_OUTSTANDING);
        double[] times = new ProcessorSharing(5, tasks, 1, 1000).serve(load * tasks / WORK, WORK, 400_000, true);
        double mean = Arrays.stream(times).average().orElseThrow();
        assertThat(modelled.meanSeconds()).isBetween((1 - atMostBelow) * mean, 1.02 * mean);
    }
}
