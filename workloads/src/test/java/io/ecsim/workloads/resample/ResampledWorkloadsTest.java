package io.ecsim.workloads.resample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workload.Workload;
import io.ecsim.workload.WorkloadException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResampledWorkloadsTest {

    private static final long SECOND = 1_000_000;

    /** A task that tells where it came from: its CPU units are its number in the trace. */
    private record Seen(long timeMicros, int number) {}

    /** A trace of a task every ten seconds, the first at 0, numbered from 0. */
    private static Workload trace(int tasks) {
        return streams -> new ArrivalCursor() {
            private int task = -1;

            @Override
            public boolean advance() {
                return ++task < tasks;
            }

            @Override
            public long timeMicros() {
                return task * 10 * SECOND;
            }

            @Override
            public int definition() {
                return 0;
            }

            @Override
            public int cpuUnits() {
                return task;
            }

            @Override
            public int memoryMiB() {
                return 2 * task;
            }

            @Override
            public int gpus() {
                return 3 * task;
            }

            @Override
            public long runMicros() {
                return 4L * task;
            }
        };
    }

    private static List<Seen> drain(Workload workload, long seed, int replication) {
        List<Seen> seen = new ArrayList<>();
        try (ArrivalCursor cursor = workload.open(new Streams(seed, replication))) {
            while (cursor.advance()) {
                assertThat(cursor.memoryMiB()).isEqualTo(2 * cursor.cpuUnits());
                assertThat(cursor.gpus()).isEqualTo(3 * cursor.cpuUnits());
                assertThat(cursor.runMicros()).isEqualTo(4L * cursor.cpuUnits());
                seen.add(new Seen(cursor.timeMicros(), cursor.cpuUnits()));
            }
        }
        return seen;
    }

    @Test
    void windowsAreDisjointAndStartAtZero() {
        Workload windows = new WindowedWorkload(trace(10), 30 * SECOND);

        assertThat(drain(windows, 1, 0))
                .containsExactly(new Seen(0, 0), new Seen(10 * SECOND, 1), new Seen(20 * SECOND, 2));
        assertThat(drain(windows, 1, 2))
                .containsExactly(new Seen(0, 6), new Seen(10 * SECOND, 7), new Seen(20 * SECOND, 8));
        assertThat(drain(windows, 1, 3)).containsExactly(new Seen(0, 9));
    }

    @Test
    void aWindowBehindTheTraceIsRefused() {
        Workload windows = new WindowedWorkload(trace(10), 30 * SECOND);

        assertThatThrownBy(() -> windows.open(new Streams(1, 4)))
                .isInstanceOf(WorkloadException.class)
                .hasMessage("replicate.windows: window 5 begins at 2m, after the last task of the trace at 1m30s: at"
                        + " most 4 windows of 30s fit");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aShuffleKeepsEveryTaskAndEveryTime(long seed) {
        List<Seen> shuffled = drain(new ShuffledWorkload(trace(50)), seed, 3);

        assertThat(shuffled)
                .extracting(Seen::timeMicros)
                .isEqualTo(
                        drain(trace(50), seed, 0).stream().map(Seen::timeMicros).toList());
        assertThat(shuffled).extracting(Seen::number).doesNotHaveDuplicates().hasSize(50);
        assertThat(shuffled)
                .extracting(Seen::number)
                .isNotEqualTo(
                        drain(trace(50), seed, 0).stream().map(Seen::number).toList());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aBlockKeepsTheDistancesOfItsTasks(long seed) {
        List<Seen> blocks = drain(new BlockBootstrapWorkload(trace(100), 95 * SECOND), seed, 0);

        assertThat(blocks).extracting(Seen::timeMicros).isSorted();
        int breaks = 0;
        for (int i = 1; i < blocks.size(); i++) {
            boolean neighbours = blocks.get(i).number() == blocks.get(i - 1).number() + 1;
            long distance = blocks.get(i).timeMicros() - blocks.get(i - 1).timeMicros();
            if (!neighbours || distance != 10 * SECOND) {
                breaks++;
            }
        }
        // 991 s in blocks of 95 s are eleven blocks; two that follow each other in the trace make no break.
        assertThat(breaks).as("seed %d", seed).isBetween(5, 10);
        assertThat(blocks.size()).as("seed %d", seed).isBetween(90, 111);
        assertThat(blocks.get(blocks.size() - 1).timeMicros()).isLessThanOrEqualTo(990 * SECOND);
    }

    @Test
    void replicationsDifferAndAreRepeatable() {
        for (Workload workload :
                List.of(new ShuffledWorkload(trace(50)), new BlockBootstrapWorkload(trace(50), 40 * SECOND))) {
            assertThat(drain(workload, 7, 0)).isEqualTo(drain(workload, 7, 0)).isNotEqualTo(drain(workload, 7, 1));
            assertThat(drain(workload, 7, 0)).isNotEqualTo(drain(workload, 8, 0));
        }
    }

    @Test
    void aBlockLongerThanTheTraceIsRefused() {
        assertThatThrownBy(() -> drain(new BlockBootstrapWorkload(trace(10), 100 * SECOND), 1, 0))
                .isInstanceOf(WorkloadException.class)
                .hasMessage("replicate.blockBootstrap: a block of 1m40s is longer than the trace, whose last task"
                        + " arrives at 1m30s");
    }
}
