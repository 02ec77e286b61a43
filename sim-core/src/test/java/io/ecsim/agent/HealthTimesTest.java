package io.ecsim.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.model.HealthCheck;
import io.ecsim.random.SequentialStream;
import io.ecsim.random.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The computed times of health against a twin that probes tick by tick as Docker does. */
class HealthTimesTest {

    private static final long SECOND = 1_000_000;
    private static final long HORIZON = 4000 * SECOND;

    /** R3.38, R3.39. */
    @Test
    void theComputedTimesAreThoseOfATickingProbe() {
        long seed = 4711;
        SequentialStream random = new Streams(seed, 0).sequential("health");
        int[] kinds = new int[3];
        for (int round = 0; round < 20_000; round++) {
            HealthCheck check = new HealthCheck(
                    5 + random.nextInt(30), 2 + random.nextInt(20), 1 + random.nextInt(5), random.nextInt(100));
            long ready = time(random);
            long fails = time(random);
            boolean hang = random.nextInt(2) == 0;
            HealthTimes times = HealthTimes.of(check, ready, fails, hang);
            List<String> computed = new ArrayList<>();
            tell(computed, times.neverReadyMicros(), "UNHEALTHY");
            tell(computed, times.healthyMicros(), "HEALTHY");
            tell(computed, times.failedMicros(), "UNHEALTHY");
            assertThat(computed)
                    .as("seed %d round %d: %s ready %d fails %d hang %s", seed, round, check, ready, fails, hang)
                    .isEqualTo(ticking(check, ready, fails, hang));
            kinds[computed.size() - 1]++;
        }
        assertThat(Arrays.stream(kinds)).as("stories of each length").allMatch(count -> count > 100);
    }

    private static long time(SequentialStream random) {
        int kind = random.nextInt(8);
        if (kind == 0) {
            return HealthTimes.NEVER;
        }
        // Whole seconds meet the times of probes exactly, which is where one would err.
        return kind < 5 ? random.nextInt(400) * SECOND : random.nextInt((int) (400 * SECOND));
    }

    private static void tell(List<String> story, long micros, String health) {
        if (micros < HORIZON) {
            story.add(micros + " " + health);
        }
    }

    private static List<String> ticking(HealthCheck check, long ready, long fails, boolean hang) {
        List<String> story = new ArrayList<>();
        String health = "STARTING";
        int streak = 0;
        long at = check.intervalSeconds() * SECOND;
        while (at < HORIZON + 1000 * SECOND) {
            boolean passes = at >= ready && at < fails;
            long end = passes || !hang ? at : at + check.timeoutSeconds() * SECOND;
            String next = health;
            if (passes) {
                streak = 0;
                next = "HEALTHY";
            } else if (!health.equals("STARTING") || at >= check.startPeriodSeconds() * SECOND) {
                streak++;
                next = streak >= check.retries() ? "UNHEALTHY" : health;
            }
            if (!next.equals(health)) {
                tell(story, end, next);
                health = next;
            }
            at = end + check.intervalSeconds() * SECOND;
        }
        return story;
    }

    /** R3.39: probes that hang put off the next one until they are over. */
    @Test
    void hangingProbesTakeTheirTimeout() {
        HealthTimes times = HealthTimes.of(new HealthCheck(10, 3, 3, 0), HealthTimes.NEVER, HealthTimes.NEVER, true);
        assertThat(times).isEqualTo(new HealthTimes(39 * SECOND, HealthTimes.NEVER, HealthTimes.NEVER));
    }
}
