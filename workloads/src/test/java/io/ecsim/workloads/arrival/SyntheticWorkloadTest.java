package io.ecsim.workloads.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.ecsim.model.TaskDefinition;
import io.ecsim.random.Law;
import io.ecsim.random.RandomStream;
import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workloads.document.DocumentReader;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.law.ConstantLaw;
import io.ecsim.workloads.law.ExponentialLaw;
import io.ecsim.workloads.law.LognormalLaw;
import io.ecsim.workloads.law.Quantity;
import io.ecsim.workloads.law.UniformLaw;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.ExponentialDistribution;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyntheticWorkloadTest {

    private static final long HOUR = 3_600_000_000L;
    private static final TaskDefinition SMALL = TaskDefinition.of("small", 256, 512);
    private static final TaskDefinition LARGE = TaskDefinition.of("large", 2048, 8192);

    private static final TaskMix MIX = new TaskMix(List.of(
            TaskKind.of(0, SMALL, 3, new ExponentialLaw(60e6, Quantity.DURATION)),
            TaskKind.of(1, LARGE, 1, LognormalLaw.ofMean(600e6, 600e6, Quantity.DURATION))
                    .withCpuUnits(128, 1792)
                    .withMemoryMiB(100, 6248)));

    record Task(long time, int definition, int cpu, int memory, int gpus, long run) {}

    @Test
    void poissonGapsAreExponential() {
        SyntheticWorkload workload = SyntheticWorkload.until(HOUR, new PoissonArrivals(2), MIX);
        List<Task> tasks = read(workload, 1, 5000);
        double[] gaps = new double[4000];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = tasks.get(i + 1).time() - tasks.get(i).time();
        }
        double p = KolmogorovSmirnovTest.withDefaults()
                .test(gaps, ExponentialDistribution.of(500_000)::cumulativeProbability)
                .getPValue();
        assertThat(p).isGreaterThan(0.001);
    }

    @Test
    void kindsAndDemandsFollowTheMix() {
        List<Task> tasks = read(SyntheticWorkload.until(100 * HOUR, new PoissonArrivals(2), MIX), 1, 40_000);
        List<Task> large = tasks.stream().filter(task -> task.definition() == 1).toList();
        assertThat(large.size()).isCloseTo(10_000, within(500));
        assertThat(large).allSatisfy(task -> {
            assertThat(task.cpu()).isBetween(128, 1792);
            assertThat(task.memory()).isBetween(100, 6248);
        });
        assertThat(large.stream().mapToInt(Task::cpu).average().orElseThrow()).isCloseTo(960, within(25.0));
        assertThat(large.stream().mapToInt(Task::memory).average().orElseThrow())
                .isCloseTo(3174, within(90.0));
        assertThat(tasks.stream().filter(task -> task.definition() == 0))
                .allSatisfy(task -> assertThat(task.cpu() + ":" + task.memory()).isEqualTo("256:512"));
        assertThat(MIX.meanRunSeconds()).isCloseTo(0.75 * 60 + 0.25 * 600, within(1e-6));
        assertThat(MIX.meanCpuUnitSeconds()).isCloseTo(0.75 * 60 * 256 + 0.25 * 600 * 960, within(1e-3));
        assertThat(MIX.meanMemoryMiBSeconds()).isCloseTo(0.75 * 60 * 512 + 0.25 * 600 * 3174, within(1e-3));
    }

    @Test
    void deterministicAndBatchArrivals() {
        assertThat(read(SyntheticWorkload.until(10, new DeterministicArrivals(4), MIX), 1, 9))
                .extracting(Task::time)
                .containsExactly(4L, 8L);
        ArrivalProcess batches = new BatchArrivals(
                new ConstantLaw(1_000_000, Quantity.DURATION), new UniformLaw(1, 3.4, Quantity.NUMBER));
        List<Task> tasks = read(SyntheticWorkload.until(4_000_001, batches, MIX), 7, 99);
        assertThat(tasks)
                .extracting(Task::time)
                .allMatch(time -> time % 1_000_000 == 0)
                .isSorted();
        assertThat(tasks.stream().map(Task::time).distinct())
                .containsExactly(1_000_000L, 2_000_000L, 3_000_000L, 4_000_000L);
        assertThat(tasks.size()).isBetween(4, 12);
    }

    @Test
    void maxTasksEndsTheWorkloadAndItStaysEnded() {
        SyntheticWorkload workload = new SyntheticWorkload("w", new PoissonArrivals(1), MIX, Long.MAX_VALUE, 10, false);
        ArrivalCursor cursor = workload.open(new Streams(1, 0));
        for (int i = 0; i < 10; i++) {
            assertThat(cursor.advance()).isTrue();
        }
        assertThat(cursor.advance()).isFalse();
        assertThat(cursor.advance()).isFalse();
    }

    @Test
    void aStationaryStartHasThePopulationOfTheSteadyState() {
        SyntheticWorkload workload = new SyntheticWorkload("w", new PoissonArrivals(20), MIX, Long.MAX_VALUE, 1, true);
        double expected = 20 * MIX.meanRunSeconds(); // 3,900
        assertThat(workload.meanTasksAtStart()).isCloseTo(expected, within(1e-6));
        double sum = 0;
        double squares = 0;
        List<Task> all = new ArrayList<>();
        int replications = 200;
        for (int i = 0; i < replications; i++) {
            List<Task> start = new ArrayList<>(read(workload, 100 + i, 100_000));
            assertThat(start.remove(start.size() - 1).time()).isPositive();
            assertThat(start).allMatch(task -> task.time() == 0);
            all.addAll(start);
            sum += start.size();
            squares += (double) start.size() * start.size();
        }
        double mean = sum / replications;
        assertThat(mean).isCloseTo(expected, within(4 * Math.sqrt(expected / replications)));
        assertThat(squares / replications - mean * mean).isCloseTo(expected, within(0.45 * expected));
        // Kinds are met in proportion to weight x mean run time: 3 x 60 against 1 x 600.
        double large = all.stream().filter(task -> task.definition() == 1).count() / (double) all.size();
        assertThat(large).isCloseTo(600.0 / 780, within(0.005));
        // What remains of a lognormal of mean 600 and sd 600 has mean (600^2 + 600^2) / 1200.
        double rest = all.stream()
                .filter(task -> task.definition() == 1)
                .mapToLong(Task::run)
                .average()
                .orElseThrow();
        assertThat(rest).isCloseTo(600e6, within(12e6));
    }

    @Test
    void aStationaryStartIsRefusedWhereItIsUnknown() {
        assertThatThrownBy(() -> new SyntheticWorkload("w", new DeterministicArrivals(5), MIX, 9, 9, true))
                .hasMessage("a stationary start is known for poisson arrivals only, not for deterministic(every 5us)");
        Law own = new Law() {
            @Override
            public double sample(RandomStream stream) {
                return 1;
            }

            @Override
            public double mean() {
                return 1;
            }

            @Override
            public String describe() {
                return "mine";
            }
        };
        TaskMix mix = new TaskMix(List.of(TaskKind.of(0, SMALL, 1, own)));
        assertThatThrownBy(() -> new SyntheticWorkload("w", new PoissonArrivals(5), mix, 9, 9, true))
                .hasMessage("a stationary start needs a run-time law whose remainder is known, not mine");
    }

    @Test
    void drawsBelongToTasksAndNotToAnOrder() {
        SyntheticWorkload workload = SyntheticWorkload.until(HOUR, new PoissonArrivals(2), MIX);
        List<Task> undisturbed = read(workload, 3, 500);
        ArrivalCursor cursor = workload.open(new Streams(3, 0));
        List<Task> disturbed = new ArrayList<>();
        List<Long> retries = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            cursor.advance();
            retries.add(cursor.runMicros(0, i / 2, 1 + i % 3, 5)); // retries in between change nothing
            disturbed.add(current(cursor));
        }
        assertThat(disturbed).isEqualTo(undisturbed);
        for (int i = 499; i >= 0; i--) {
            assertThat(cursor.runMicros(0, i / 2, 1 + i % 3, 7)).isEqualTo(retries.get(i));
        }
        assertThat(cursor.runMicros(0, 0, 1, 5)).isNotEqualTo(undisturbed.get(0).run());
        assertThat(read(workload, 4, 500)).isNotEqualTo(undisturbed);
        SyntheticWorkload faster = SyntheticWorkload.until(HOUR, new PoissonArrivals(3), MIX);
        assertThat(read(faster, 3, 500))
                .extracting(Task::run)
                .isEqualTo(undisturbed.stream().map(Task::run).toList());
    }

    @Test
    void advancingAllocatesNothing() {
        SyntheticWorkload workload = SyntheticWorkload.until(Long.MAX_VALUE, new PoissonArrivals(2), MIX);
        ArrivalCursor cursor = workload.open(new Streams(3, 0));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (int i = 0; i < 200_000; i++) {
            cursor.advance();
            sum += cursor.runMicros();
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 500_000; i++) {
            cursor.advance();
            sum += cursor.runMicros();
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(500_000);
        assertThat(sum).isPositive();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{poisson: {perSecond: 2.5}}|poisson(2.5 tasks/s)",
                "{poisson: {perHour: 90}}|poisson(0.025 tasks/s)",
                "{poisson: {every: 400ms}}|poisson(2.5 tasks/s)",
                "{deterministic: {every: 10s}}|deterministic(every 10s)",
                "{batch: {every: {exponential: {mean: 5m}}, size: {uniform: {low: 10, high: 50}}}}|batch(every exponential(mean 5m), size uniform(low 10, high 50))",
            })
    void documentsStateArrivals(String text, String described) {
        assertThat(arrivals(text, new Faults()).orElseThrow().resolve(MIX, 1, 1).describe())
                .isEqualTo(described);
    }

    @Test
    void aLoadIsResolvedByTheMixAndTheCluster() {
        ArrivalProcess process =
                arrivals("{poisson: {load: 85%}}", new Faults()).orElseThrow().resolve(MIX, 60 * 8192, 1);
        assertThat(process.tasksPerSecond() * MIX.meanCpuUnitSeconds()).isCloseTo(0.85 * 60 * 8192, within(1e-6));
        ArrivalProcess memory = arrivals("{poisson: {load: 1.1, of: memory}}", new Faults())
                .orElseThrow()
                .resolve(MIX, 1, 1 << 20);
        assertThat(memory.tasksPerSecond() * MIX.meanMemoryMiBSeconds()).isCloseTo(1.1 * (1 << 20), within(1e-6));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{poisson: {perSecond: 0}}|arrivals.poisson.perSecond: found 0, expected a number above 0, up to 1000000",
                "{poisson: {load: 0%}}|arrivals.poisson.load: found \"0%\", expected a share above 0, up to 10, such as 0.7 or 70%",
                "{poisson: {}}|arrivals.poisson: found an object, expected exactly one of load, perSecond, perHour, every",
                "{poison: {perSecond: 1}}|arrivals.poison: unknown field \"poison\", did you mean \"poisson\"? Allowed: poisson, deterministic, batch, onOff, diurnal, retailWeek, curve",
                "{deterministic: {every: 0s}}|arrivals.deterministic.every: found \"0s\", expected a duration of at least 1us",
                "{batch: {every: 5s}}|arrivals.batch: size is missing, expected a law such as {exponential: {mean: ...}}",
            })
    void faultyArrivalsAreLocated(String text, String message) {
        Faults faults = new Faults();
        assertThat(arrivals(text, faults)).isEmpty();
        assertThat(faults.list())
                .extracting(fault -> fault.path() + ": " + fault.message())
                .containsExactly(message);
    }

    private static Optional<ArrivalSpec> arrivals(String text, Faults faults) {
        return ArrivalSpec.read(
                DocumentReader.parse("s.yaml", "arrivals: " + text, faults)
                        .orElseThrow()
                        .member("arrivals")
                        .orElseThrow(),
                faults,
                CurveArrivalsTest.NO_FILES);
    }

    private static List<Task> read(SyntheticWorkload workload, long seed, int most) {
        ArrivalCursor cursor = workload.open(new Streams(seed, 0));
        List<Task> tasks = new ArrayList<>();
        while (tasks.size() < most && cursor.advance()) {
            tasks.add(current(cursor));
        }
        return tasks;
    }

    private static Task current(ArrivalCursor cursor) {
        return new Task(
                cursor.timeMicros(),
                cursor.definition(),
                cursor.cpuUnits(),
                cursor.memoryMiB(),
                cursor.gpus(),
                cursor.runMicros());
    }
}
