package io.ecsim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.random.SequentialStream;
import io.ecsim.random.Streams;
import java.util.PriorityQueue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The heap against its slow, obvious twin on random operation sequences. */
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
}
