package io.ecsim.placement;

import java.util.Arrays;

/**
 * A set of distinct keys in ascending order, each with the CPU and memory free behind it, in blocks of at most 64. A
 * {@link BlockDirectory} tells which block to open.
 */
final class SortedBlocks {

    private static final int CAPACITY = 64;
    private static final int HALF = CAPACITY / 2;

    private final BlockDirectory directory = new BlockDirectory();
    private long[] keys = new long[CAPACITY];
    private long[] free = new long[CAPACITY];
    private int[] sizes = new int[1];
    private int[] freeBlocks = new int[1];
    private int freeBlockCount;
    private int blocksMade = 1;

    private int cursorPosition;
    private int cursorSlot;
    private int wantedCpu;
    private int wantedMemory;
    private long wantedFrom;
    private long foundKey;

    /** Begins a search for keys from a bound on with at least that much free. */
    void seek(long fromKey, int cpu, int memory) {
        wantedCpu = cpu;
        wantedMemory = memory;
        wantedFrom = fromKey;
        cursorPosition = directory.position(fromKey);
        cursorSlot = 0;
        directory.beginSearch();
    }

    /** Moves to the next key of the search; false when there is none. */
    boolean next() {
        int slot = cursorSlot;
        int position = cursorPosition;
        while (true) {
            if (slot == 0) {
                position = directory.candidate(position, wantedCpu, wantedMemory);
                if (position == directory.positions()) {
                    cursorPosition = position;
                    cursorSlot = 0;
                    return false;
                }
            }
            int block = directory.block(position);
            int base = block * CAPACITY;
            int found = firstFit(free, base + slot, base + sizes[block], wantedCpu, wantedMemory);
            if (found >= 0) {
                slot = found - base + 1;
                foundKey = keys[found];
                if (foundKey < wantedFrom) {
                    continue; // it shares the first block with the bound
                }
                cursorPosition = position;
                cursorSlot = slot;
                return true;
            }
            if (slot == 0) {
                measure(position, block); // searched in vain: its bounds are too high
            }
            slot = 0;
            position++;
        }
    }

    /** Returns the key that {@link #next} moved to. */
    long key() {
        return foundKey;
    }

    /** Returns the places looked at since the last call. */
    long takeProbes() {
        return directory.takeProbes();
    }

    private static int firstFit(long[] free, int from, int to, int cpu, int memory) {
        for (int at = from; at < to; at++) {
            long packed = free[at];
            if ((int) (packed >> 32) >= cpu && (int) packed >= memory) {
                return at;
            }
        }
        return -1;
    }

    void insert(long key, int cpu, int memory) {
        int position = directory.position(key);
        int block = directory.block(position);
        if (sizes[block] == CAPACITY) {
            split(position, block);
            if (!directory.holds(position, key)) {
                position++;
            }
            block = directory.block(position);
        }
        int base = block * CAPACITY;
        int at = lowerBound(keys, base, base + sizes[block], key);
        int behind = base + sizes[block] - at;
        System.arraycopy(keys, at, keys, at + 1, behind);
        System.arraycopy(free, at, free, at + 1, behind);
        keys[at] = key;
        free[at] = (long) cpu << 32 | memory;
        sizes[block]++;
        directory.raise(position, cpu, memory);
    }

    void remove(long key) {
        int position = directory.position(key);
        int block = directory.block(position);
        removeAt(position, block, require(key, block));
    }

    private void removeAt(int position, int block, int at) {
        int base = block * CAPACITY;
        int behind = base + --sizes[block] - at;
        System.arraycopy(keys, at + 1, keys, at, behind);
        System.arraycopy(free, at + 1, free, at, behind);
        if (sizes[block] == 0) {
            dropBlock(position, block);
        } else if (sizes[block] < HALF / 2) {
            mergeWithNext(position, block);
        }
    }

    /** Changes key and amounts of an entry; the one found last is not searched for again. */
    void move(long before, long after, int cpu, int memory) {
        int position = cursorPosition;
        int block = 0;
        int at = -1;
        if (position < directory.positions() && cursorSlot > 0) {
            block = directory.block(position);
            at = cursorSlot <= sizes[block] ? block * CAPACITY + cursorSlot - 1 : -1;
        }
        if (at < 0 || keys[at] != before) {
            position = directory.position(before);
            block = directory.block(position);
            at = require(before, block);
        }
        if (directory.holds(position, after)) {
            moveWithin(block, at, after, (long) cpu << 32 | memory);
            directory.raise(position, cpu, memory);
        } else {
            removeAt(position, block, at);
            insert(after, cpu, memory);
        }
    }

    private void moveWithin(int block, int at, long after, long packed) {
        int base = block * CAPACITY;
        int end = base + sizes[block];
        int to = at;
        while (to + 1 < end && keys[to + 1] < after) {
            keys[to] = keys[to + 1];
            free[to] = free[to + 1];
            to++;
        }
        while (to > base && keys[to - 1] > after) {
            keys[to] = keys[to - 1];
            free[to] = free[to - 1];
            to--;
        }
        keys[to] = after;
        free[to] = packed;
    }

    private void measure(int position, int block) {
        int base = block * CAPACITY;
        int cpu = 0;
        int memory = 0;
        for (int at = base + sizes[block] - 1; at >= base; at--) {
            cpu = Math.max(cpu, (int) (free[at] >> 32));
            memory = Math.max(memory, (int) free[at]);
        }
        directory.set(position, cpu, memory);
    }

    private int require(long key, int block) {
        int base = block * CAPACITY;
        int at = lowerBound(keys, base, base + sizes[block], key);
        if (at == base + sizes[block] || keys[at] != key) {
            throw new IllegalStateException("key " + key + " is not in the index");
        }
        return at;
    }

    /** Returns the first index whose key is not below the given one. Without branches on keys: those mispredict. */
    private static int lowerBound(long[] keys, int from, int to, long key) {
        int base = from;
        int length = to - from;
        while (length > 1) {
            int half = length >>> 1;
            base = keys[base + half - 1] < key ? base + half : base;
            length -= half;
        }
        return length == 1 && keys[base] < key ? base + 1 : base;
    }

    private void split(int position, int block) {
        int fresh = freeBlockCount > 0 ? freeBlocks[--freeBlockCount] : newBlock();
        System.arraycopy(keys, block * CAPACITY + HALF, keys, fresh * CAPACITY, HALF);
        System.arraycopy(free, block * CAPACITY + HALF, free, fresh * CAPACITY, HALF);
        sizes[block] = HALF;
        sizes[fresh] = HALF;
        directory.open(position + 1, fresh, keys[fresh * CAPACITY]);
        measure(position, block);
        measure(position + 1, fresh);
    }

    private int newBlock() {
        if (blocksMade == sizes.length) {
            sizes = Arrays.copyOf(sizes, blocksMade * 2);
            keys = Arrays.copyOf(keys, keys.length * 2);
            free = Arrays.copyOf(free, free.length * 2);
        }
        return blocksMade++;
    }

    private void mergeWithNext(int position, int block) {
        if (position + 1 == directory.positions()) {
            return;
        }
        int next = directory.block(position + 1);
        if (sizes[block] + sizes[next] > HALF) {
            return;
        }
        System.arraycopy(keys, next * CAPACITY, keys, block * CAPACITY + sizes[block], sizes[next]);
        System.arraycopy(free, next * CAPACITY, free, block * CAPACITY + sizes[block], sizes[next]);
        sizes[block] += sizes[next];
        dropBlock(position + 1, next);
        raiseToAll(position, block);
    }

    private void raiseToAll(int position, int block) {
        int base = block * CAPACITY;
        for (int at = base; at < base + sizes[block]; at++) {
            directory.raise(position, (int) (free[at] >> 32), (int) free[at]);
        }
    }

    private void dropBlock(int position, int block) {
        sizes[block] = 0;
        if (directory.positions() == 1) {
            return;
        }
        if (freeBlockCount == freeBlocks.length) {
            freeBlocks = Arrays.copyOf(freeBlocks, freeBlockCount * 2);
        }
        freeBlocks[freeBlockCount++] = block;
        directory.close(position);
    }
}
