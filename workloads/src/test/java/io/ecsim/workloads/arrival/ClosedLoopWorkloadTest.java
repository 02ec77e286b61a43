package io.ecsim.workloads.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.model.TaskDefinition;
import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workloads.law.ConstantLaw;
import io.ecsim.workloads.law.ExponentialLaw;
import io.ecsim.workloads.law.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClosedLoopWorkloadTest {

    private static final long SECOND = 1_000_000;
    private static final int CUSTOMERS = 7;
    private static final TaskMix MIX = new TaskMix(List.of(
            TaskKind.of(0, TaskDefinition.of("small", 256, 512), 3, new ExponentialLaw(60e6, Quantity.DURATION))
                    .withCpuUnits(1, 1000)
                    .withPriority(2),
            TaskKind.of(1, TaskDefinition.of("large", 2048, 8192), 1, new ExponentialLaw(600e6, Quantity.DURATION))));

    private static ClosedLoopWorkload loop(long horizonMicros, long maxTasks) {
        return new ClosedLoopWorkload(
                "workload", CUSTOMERS, new ExponentialLaw(30e6, Quantity.DURATION), MIX, horizonMicros, maxTasks);
    }

    /** A request as it was made and ended; times in microseconds. */
    private record Request(long ordinal, long madeMicros, long endMicros, String what, long secondRunMicros) {

        long customer() {
            return ordinal % CUSTOMERS;
        }

        long number() {
            return ordinal / CUSTOMERS;
        }
    }

    /** Runs a loop in which each task ends after a time that depends on its ordinal alone. */
    private static List<Request> run(ClosedLoopWorkload loop, LongUnaryOperator stayMicros) {
        List<Request> made = new ArrayList<>();
        PriorityQueue<Request> running =
                new PriorityQueue<>(Comparator.comparingLong(Request::endMicros).thenComparingLong(Request::ordinal));
        try (ArrivalCursor cursor = loop.open(new Streams(4, 2))) {
            boolean more = cursor.advance();
            while (more || !running.isEmpty()) {
                if (more
                        && (running.isEmpty()
                                || cursor.timeMicros() < running.element().endMicros())) {
                    long ordinal = cursor.ordinal(made.size());
                    Request request = new Request(
                            ordinal,
                            cursor.timeMicros(),
                            cursor.timeMicros() + stayMicros.applyAsLong(ordinal),
                            cursor.definition() + " " + cursor.cpuUnits() + " " + cursor.priority() + " "
                                    + cursor.runMicros(),
                            cursor.runMicros(cursor.definition(), ordinal, 1, cursor.runMicros()));
                    made.add(request);
                    running.add(request);
                    more = cursor.advance();
                } else {
                    Request ended = running.remove();
                    more |= cursor.ended(ended.ordinal(), ended.endMicros(), ended.ordinal() % 3 > 0);
                }
            }
        }
        return made;
    }

    /** What each customer meets: the think time before each request, what was requested, a second run time. */
    private static Map<Long, String> luck(List<Request> requests) {
        Map<Long, String> luck = new TreeMap<>();
        long[] freeMicros = new long[CUSTOMERS];
        for (Request request : requests) {
            int customer = (int) request.customer();
            luck.put(
                    request.ordinal(),
                    (request.madeMicros() - freeMicros[customer]) + " " + request.what() + " "
                            + request.secondRunMicros());
            freeMicros[customer] = request.endMicros();
        }
        return luck;
    }

    @Test
    void whatACustomerMeetsDoesNotDependOnHowLongTasksStay() {
        Map<Long, String> quick = luck(run(loop(3600 * SECOND, Long.MAX_VALUE), ordinal -> 5 * SECOND));
        Map<Long, String> slow =
                luck(run(loop(3600 * SECOND, Long.MAX_VALUE), ordinal -> (ordinal * 37 % 11) * 10 * SECOND));
        assertThat(quick.size()).isGreaterThan(slow.size());
        Map<Long, String> both = new TreeMap<>(slow);
        both.keySet().retainAll(quick.keySet());
        assertThat(both).hasSizeGreaterThan(300);
        assertThat(quick).containsAllEntriesOf(both);
    }

    @Test
    void requestsComeInOrderOfTimeAndEachCustomerCountsItsOwn() {
        List<Request> requests = run(loop(36_000 * SECOND, Long.MAX_VALUE), ordinal -> (ordinal % 4) * 20 * SECOND);
        assertThat(requests).extracting(Request::madeMicros).isSorted();
        long[] next = new long[CUSTOMERS];
        double thinking = 0;
        long[] freeMicros = new long[CUSTOMERS];
        for (Request request : requests) {
            int customer = (int) request.customer();
            assertThat(request.number()).isEqualTo(next[customer]++);
            assertThat(request.madeMicros()).isGreaterThan(freeMicros[customer]);
            thinking += request.madeMicros() - freeMicros[customer];
            freeMicros[customer] = request.endMicros();
        }
        assertThat(thinking / requests.size()).isCloseTo(30e6, within(2e6));
    }

    @Test
    void nothingArrivesAtTheHorizonOrBeyondMaxTasks() {
        List<Request> all = run(loop(3600 * SECOND, Long.MAX_VALUE), ordinal -> 40 * SECOND);
        assertThat(all.get(all.size() - 1).madeMicros()).isBetween(3500 * SECOND, 3600 * SECOND - 1);
        assertThat(run(loop(3600 * SECOND, 50), ordinal -> 40 * SECOND)).isEqualTo(all.subList(0, 50));
        assertThat(run(loop(all.get(100).madeMicros(), Long.MAX_VALUE), ordinal -> 40 * SECOND))
                .isEqualTo(all.subList(0, 100));
    }

    /** Even who thinks no time at all after a task that failed at once lets time go on. */
    @Test
    void timeGoesOn() {
        ClosedLoopWorkload loop = new ClosedLoopWorkload(
                "workload", 2, new ExponentialLaw(1000, Quantity.DURATION), MIX, SECOND, 100_000);
        List<Request> requests = run(loop, ordinal -> 0);
        assertThat(requests).hasSizeBetween(1500, 2500);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, ClosedLoopWorkload.MOST_CUSTOMERS + 1})
    void customersAreBounded(int customers) {
        assertThatThrownBy(() ->
                        new ClosedLoopWorkload("w", customers, new ConstantLaw(1e6, Quantity.DURATION), MIX, SECOND, 1))
                .hasMessage("customers must be 1 to 1000000, were " + customers);
    }

    @Test
    void thinkingTakesTime() {
        assertThatThrownBy(
                        () -> new ClosedLoopWorkload("w", 1, new ConstantLaw(999, Quantity.DURATION), MIX, SECOND, 1))
                .hasMessageContaining("think must have a mean of at least 1ms");
    }
}
