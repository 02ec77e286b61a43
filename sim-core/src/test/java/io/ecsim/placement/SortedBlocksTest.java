package io.ecsim.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.random.SequentialStream;
import io.ecsim.random.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sorted blocks against a tree map that is searched entry by entry. */
class SortedBlocksTest {

    private record Free(int cpu, int memory) {}

    private final SortedBlocks blocks = new SortedBlocks();
    private final TreeMap<Long, Free> twin = new TreeMap<>();
    private final List<Long> present = new ArrayList<>();

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    /** Grows to thousands of entries, shrinks to nothing, grows again: blocks split, merge, vanish and are reused. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void agreesWithATreeMap(long seed) {
        SequentialStream random = new Streams(seed, 0).sequential("operations");
        int most = seed % 4 == 0 ? 40 : 3000;
        int keys = seed % 3 == 0 ? most * 2 : Integer.MAX_VALUE; // dense or sparse
        for (int phase = 0; phase < 4; phase++) {
            int inserts = phase % 2 == 0 ? 6 : 1;
            int removes = phase % 2 == 0 ? 1 : 6;
            for (int i = 0; i < most * 4 && (phase % 2 == 0 ? twin.size() < most : !twin.isEmpty()); i++) {
                int ticket = random.nextInt(inserts + removes + 4);
                if (ticket < inserts) {
                    insert(random, keys);
                } else if (ticket < inserts + removes) {
                    remove(random);
                } else {
                    search(random, keys);
                }
            }
            compareAll(Long.MIN_VALUE + 1, 0, 0);
        }
    }

    private long key(SequentialStream random, int keys) {
        return random.nextInt(keys) - (long) keys / 4; // some negative
    }

    private Free free(SequentialStream random) {
        // mostly little, so that whole blocks are passed over
        return random.nextInt(50) == 0
                ? new Free(random.nextInt(1000), random.nextInt(1000))
                : new Free(random.nextInt(20), random.nextInt(20));
    }

    private void insert(SequentialStream random, int keys) {
        long key = key(random, keys);
        if (!twin.containsKey(key)) {
            Free free = free(random);
            blocks.insert(key, free.cpu, free.memory);
            twin.put(key, free);
            present.add(key);
        }
    }

    private void remove(SequentialStream random) {
        if (!present.isEmpty()) {
            int at = random.nextInt(present.size());
            long key = present.get(at);
            present.set(at, present.get(present.size() - 1));
            present.remove(present.size() - 1);
            blocks.remove(key);
            twin.remove(key);
        }
    }

    /** As placement does: searches, takes the first hit or one behind it, and moves it or another entry. */
    private void search(SequentialStream random, int keys) {
        long from = key(random, keys);
        int cpu = random.nextInt(random.nextInt(3) == 0 ? 1000 : 25);
        int memory = random.nextInt(random.nextInt(3) == 0 ? 1000 : 25);
        if (random.nextInt(20) == 0) {
            compareAll(from, cpu, memory);
            return;
        }
        blocks.seek(from, cpu, memory);
        Long hit = null;
        int steps = 1 + random.nextInt(3);
        for (Map.Entry<Long, Free> entry : twin.tailMap(from).entrySet()) {
            if (entry.getValue().cpu >= cpu && entry.getValue().memory >= memory) {
                assertThat(blocks.next()).isTrue();
                assertThat(blocks.key()).isEqualTo(entry.getKey());
                hit = entry.getKey();
                if (--steps == 0) {
                    break;
                }
            }
        }
        if (steps > 0) {
            assertThat(blocks.next()).isFalse();
        }
        if (hit == null || random.nextInt(4) == 0) {
            hit = present.isEmpty() ? null : present.get(random.nextInt(present.size()));
        }
        if (hit != null) {
            move(random, hit, keys);
        }
    }

    private void move(SequentialStream random, long before, int keys) {
        long after = random.nextInt(3) == 0 ? before + random.nextInt(9) - 4 : key(random, keys);
        if (after == before || !twin.containsKey(after)) {
            Free free = free(random);
            blocks.move(before, after, free.cpu, free.memory);
            twin.remove(before);
            twin.put(after, free);
            present.set(present.indexOf(before), after);
        }
    }

    private void compareAll(long from, int cpu, int memory) {
        List<Long> expected = new ArrayList<>();
        twin.tailMap(from).forEach((key, free) -> {
            if (free.cpu >= cpu && free.memory >= memory) {
                expected.add(key);
            }
        });
        List<Long> found = new ArrayList<>();
        blocks.seek(from, cpu, memory);
        while (blocks.next()) {
            found.add(blocks.key());
        }
        assertThat(found).isEqualTo(expected);
        assertThat(blocks.next()).isFalse();
    }

    @Test
    void passesOverBlocksWhereNothingFits() {
        for (int key = 0; key < 6400; key++) {
            blocks.insert(key, key == 6399 ? 9 : 1, 1);
        }
        blocks.takeProbes();
        blocks.seek(0, 9, 1);
        assertThat(blocks.next()).isTrue();
        assertThat(blocks.key()).isEqualTo(6399);
        assertThat(blocks.takeProbes())
                .as("stretches, then blocks, not entries")
                .isBetween(4L, 45L);
    }

    @Test
    void refusesKeysThatAreNotThere() {
        blocks.insert(5, 1, 1);
        assertThatThrownBy(() -> blocks.remove(4)).hasMessage("key 4 is not in the index");
        assertThatThrownBy(() -> blocks.move(6, 7, 1, 1)).hasMessage("key 6 is not in the index");
    }
}
