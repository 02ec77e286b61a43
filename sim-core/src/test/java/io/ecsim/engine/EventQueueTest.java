package io.ecsim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.random.SequentialStream;
import io.ecsim.random.Streams;
import io.ecsim.random.Variates;
import java.util.PriorityQueue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The queue against its slow, obvious twin on random operation sequences. */
class EventQueueTest {

    private record Entry(long time, long order, long payload) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void agreesWithPriorityQueue(long seed) {
        SequentialStream random = new Streams(seed, 0).sequential("operations");
        EventQueue queue = new EventQueue();
        PriorityQueue<Entry> twin = new PriorityQueue<>();
        int spread = 1 + random.nextInt(1000); // small: many ties
        for (int i = 0; i < 20_000; i++) {
            int operation = random.nextInt(100);
            if (operation < 55) {
                Entry entry = new Entry(random.nextInt(spread), i, random.nextLong());
                queue.add(entry.time, entry.order, entry.payload);
                twin.add(entry);
            } else if (operation < 99) {
                long bound = random.nextInt(spread);
                boolean moved = queue.pollUntil(bound);
                boolean expected = !twin.isEmpty() && twin.peek().time <= bound;
                assertThat(moved).isEqualTo(expected);
                if (moved) {
                    assertThat(new Entry(queue.time(), queue.order(), queue.payload()))
                            .isEqualTo(twin.poll());
                }
            } else {
                queue.retain((order, payload) -> payload % 3 != 0);
                twin.removeIf(entry -> entry.payload % 3 == 0);
            }
            assertThat(queue.size()).isEqualTo(twin.size());
        }
    }

    /** Nothing forbids to schedule many events a long way ahead first and then as many that come before. */
    @ParameterizedTest(name = "band {0}")
    @ValueSource(longs = {1, 3, 1_000, 1_100, 1_000_000})
    void agreesWithPriorityQueueWhenCrowdsComeInFrontOfCrowds(long band) {
        SequentialStream random = new Streams(band, 0).sequential("operations");
        EventQueue queue = new EventQueue();
        PriorityQueue<Entry> twin = new PriorityQueue<>();
        long order = 0;
        for (long from = 10; from >= 0; from--) {
            for (int i = 0; i < 4_000; i++) {
                Entry entry = new Entry(from * 10_000_000 + random.nextInt((int) band), order++, 0);
                queue.add(entry.time, entry.order, entry.payload);
                twin.add(entry);
            }
        }
        while (!twin.isEmpty()) {
            assertThat(queue.pollUntil(Long.MAX_VALUE)).isTrue();
            assertThat(new Entry(queue.time(), queue.order(), queue.payload())).isEqualTo(twin.remove());
        }
        assertThat(queue.size()).isZero();
    }

    /** What a simulation does: time moves on, and each event schedules others later, by laws of very different spread. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void agreesWithPriorityQueueAsTimeMovesOn(long seed) {
        SequentialStream random = new Streams(seed, 0).sequential("operations");
        EventQueue queue = new EventQueue();
        PriorityQueue<Entry> twin = new PriorityQueue<>();
        int law = (int) (seed % 8);
        long now = 0;
        long order = 0;
        int most = 1 << (8 + random.nextInt(6));
        for (int i = 0; i < 60_000; i++) {
            boolean growing = (i / 15_000) % 2 == 0;
            if (twin.isEmpty() || random.nextInt(100) < (growing && twin.size() < most ? 80 : 35)) {
                Entry entry = new Entry(now + delay(law, random), order++, random.nextLong());
                queue.add(entry.time, entry.order, entry.payload);
                twin.add(entry);
            } else if (random.nextInt(10_000) < 9_999) {
                long bound = random.nextInt(4) == 0 ? now + delay(law, random) : Long.MAX_VALUE;
                boolean expected = !twin.isEmpty() && twin.peek().time <= bound;
                assertThat(queue.pollUntil(bound)).isEqualTo(expected);
                if (expected) {
                    Entry entry = twin.remove();
                    assertThat(new Entry(queue.time(), queue.order(), queue.payload()))
                            .isEqualTo(entry);
                    now = entry.time;
                }
            } else {
                queue.retain((o, payload) -> payload % 3 != 0);
                twin.removeIf(entry -> entry.payload % 3 == 0);
            }
            assertThat(queue.size()).isEqualTo(twin.size());
        }
    }

    private static long delay(int law, SequentialStream random) {
        return switch (law) {
            case 0 -> random.nextInt(1_000_000);
            case 1 -> (long) (Variates.exponential(random) * 6e8);
            case 2 -> random.nextInt(3); // nearly all at once
            case 3 -> random.nextInt(100) == 0 ? 1_000_000_000_000L + random.nextInt(1000) : random.nextInt(50);
            case 4 -> 1L << random.nextInt(45);
            case 5 -> 600_000_000;
            case 6 -> random.nextInt(50) == 0 ? Long.MAX_VALUE / 4 : random.nextInt(10_000);
            default -> random.nextInt(4) == 0 ? 0 : (long) (Variates.exponential(random) * 1e4);
        };
    }
}
