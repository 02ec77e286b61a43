package io.ecsim.placement;

import java.util.Arrays;

/**
 * A set of distinct keys in ascending order, each with the CPU and memory free behind it, in blocks of at most 64. What
 * a search reads of a block without opening it (first key, most CPU, most memory) lies in arrays by position.
 */
final class SortedBlocks {

    private static final int CAPACITY = 64;
    private static final int HALF = CAPACITY / 2;
    private static final int STRETCH_BITS = 5;
    private static final int STRETCH = 1 << STRETCH_BITS;

    private long[] keys = new long[CAPACITY];
    private long[] free = new long[CAPACITY];
    private int[] sizes = new int[1];

    /** By position in order: the block, its first key, its maxima. */
    private int[] blockAt = new int[1];

    private long[] firstKey = new long[1];
    private int[] mostCpu = new int[1];
    private int[] mostMemory = new int[1];
    private int positions = 1;

    /** By stretch of 32 positions: bounds above the maxima of its blocks. Raised at once, lowered when searched in vain. */
    private int[] stretchCpu = new int[1];

    private int[] stretchMemory = new int[1];

    private int[] freeBlocks = new int[1];
    private int freeBlockCount;
    private int blocksMade = 1;

    private int cursorPosition;
    private int cursorSlot;
    private int wantedCpu;
    private int wantedMemory;
    private long foundKey;
    private long probes;

    /** Begins a search for keys from a bound on with at least that much free. */
    void seek(long fromKey, int cpu, int memory) {
        wantedCpu = cpu;
        wantedMemory = memory;
        cursorPosition = position(fromKey);
        int base = blockAt[cursorPosition] * CAPACITY;
        cursorSlot = lowerBound(keys, base, base + sizes[blockAt[cursorPosition]], fromKey) - base;
    }

    /** Moves to the next key of the search; false when there is none. */
    boolean next() {
        int slot = cursorSlot;
        int position = cursorPosition;
        boolean fromStretchStart = false;
        while (position < positions) {
            probes++;
            if ((position & (STRETCH - 1)) == 0 && slot == 0) {
                int stretch = position >> STRETCH_BITS;
                if (stretchCpu[stretch] < wantedCpu || stretchMemory[stretch] < wantedMemory) {
                    position += STRETCH;
                    continue;
                }
                fromStretchStart = true;
            }
            if (mostCpu[position] >= wantedCpu && mostMemory[position] >= wantedMemory) {
                int block = blockAt[position];
                int base = block * CAPACITY;
                int found = firstFit(free, base + slot, base + sizes[block], wantedCpu, wantedMemory);
                if (found >= 0) {
                    foundKey = keys[found];
                    cursorPosition = position;
                    cursorSlot = found - base + 1;
                    return true;
                }
            }
            slot = 0;
            position++;
            if (fromStretchStart && (position & (STRETCH - 1)) == 0) {
                measureStretch((position >> STRETCH_BITS) - 1); // searched in vain: its bounds may be too high
            }
        }
        cursorPosition = positions;
        return false;
    }

    /** Returns the key that {@link #next} moved to. */
    long key() {
        return foundKey;
    }

    /** Returns the blocks looked at since the last call. */
    long takeProbes() {
        long taken = probes;
        probes = 0;
        return taken;
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
        int position = position(key);
        int block = blockAt[position];
        if (sizes[block] == CAPACITY) {
            split(position);
            if (key >= firstKey[position + 1]) {
                position++;
            }
            block = blockAt[position];
        }
        int base = block * CAPACITY;
        int at = lowerBound(keys, base, base + sizes[block], key);
        int behind = base + sizes[block] - at;
        System.arraycopy(keys, at, keys, at + 1, behind);
        System.arraycopy(free, at, free, at + 1, behind);
        keys[at] = key;
        free[at] = (long) cpu << 32 | memory;
        sizes[block]++;
        firstKey[position] = keys[base];
        raise(position, cpu, memory);
    }

    void remove(long key) {
        int position = position(key);
        int block = blockAt[position];
        int base = block * CAPACITY;
        int at = require(key, base, sizes[block]);
        removeAt(position, block, at);
    }

    private void removeAt(int position, int block, int at) {
        int base = block * CAPACITY;
        long gone = free[at];
        int behind = base + --sizes[block] - at;
        System.arraycopy(keys, at + 1, keys, at, behind);
        System.arraycopy(free, at + 1, free, at, behind);
        if (sizes[block] == 0) {
            dropBlock(position, block);
            return;
        }
        firstKey[position] = keys[base];
        lowerMaxima(position, block, gone);
        if (sizes[block] < HALF / 2) {
            mergeWithNext(position);
        }
    }

    /** Changes key and amounts of an entry; the one found last is not searched for again. */
    void move(long before, long after, int cpu, int memory) {
        boolean found = cursorPosition < positions
                && cursorSlot > 0
                && keys[blockAt[cursorPosition] * CAPACITY + cursorSlot - 1] == before
                && cursorSlot <= sizes[blockAt[cursorPosition]];
        int position = found ? cursorPosition : position(before);
        int block = blockAt[position];
        int base = block * CAPACITY;
        int at = found ? base + cursorSlot - 1 : require(before, base, sizes[block]);
        long upper = position + 1 < positions ? firstKey[position + 1] : Long.MAX_VALUE;
        if (after < upper && (after >= firstKey[position] || position == 0)) {
            moveWithin(position, block, at, after, (long) cpu << 32 | memory);
        } else {
            removeAt(position, block, at);
            insert(after, cpu, memory);
        }
    }

    private void moveWithin(int position, int block, int at, long after, long packed) {
        int base = block * CAPACITY;
        int end = base + sizes[block];
        long gone = free[at];
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
        firstKey[position] = keys[base];
        lowerMaxima(position, block, gone);
        raise(position, (int) (packed >> 32), (int) packed);
    }

    private void raise(int position, int cpu, int memory) {
        mostCpu[position] = Math.max(mostCpu[position], cpu);
        mostMemory[position] = Math.max(mostMemory[position], memory);
        int stretch = position >> STRETCH_BITS;
        stretchCpu[stretch] = Math.max(stretchCpu[stretch], cpu);
        stretchMemory[stretch] = Math.max(stretchMemory[stretch], memory);
    }

    private void measureStretch(int stretch) {
        int cpu = 0;
        int memory = 0;
        int end = Math.min((stretch + 1) << STRETCH_BITS, positions);
        for (int position = stretch << STRETCH_BITS; position < end; position++) {
            cpu = Math.max(cpu, mostCpu[position]);
            memory = Math.max(memory, mostMemory[position]);
        }
        stretchCpu[stretch] = cpu;
        stretchMemory[stretch] = memory;
    }

    /** Positions from this one on have moved. */
    private void measureStretchesFrom(int position) {
        int stretches = (positions >> STRETCH_BITS) + 1;
        if (stretches > stretchCpu.length) {
            stretchCpu = Arrays.copyOf(stretchCpu, stretches * 2);
            stretchMemory = Arrays.copyOf(stretchMemory, stretches * 2);
        }
        for (int stretch = position >> STRETCH_BITS; stretch < stretches; stretch++) {
            measureStretch(stretch);
        }
    }

    /** Recomputes a block's maxima if an entry that carried one has gone; ends early where others carry them too. */
    private void lowerMaxima(int position, int block, long gone) {
        int cpuBefore = mostCpu[position];
        int memoryBefore = mostMemory[position];
        if ((int) (gone >> 32) != cpuBefore && (int) gone != memoryBefore) {
            return;
        }
        int base = block * CAPACITY;
        int cpu = 0;
        int memory = 0;
        for (int at = base + sizes[block] - 1; at >= base; at--) {
            cpu = Math.max(cpu, (int) (free[at] >> 32));
            memory = Math.max(memory, (int) free[at]);
            if (cpu == cpuBefore && memory == memoryBefore) {
                return;
            }
        }
        mostCpu[position] = cpu;
        mostMemory[position] = memory;
    }

    private int require(long key, int base, int size) {
        int at = lowerBound(keys, base, base + size, key);
        if (at == base + size || keys[at] != key) {
            throw new IllegalStateException("key " + key + " is not in the index");
        }
        return at;
    }

    /** Returns the last position whose first key is at most the given one; 0 if none is. */
    private int position(long key) {
        return Math.max(0, lowerBound(firstKey, 0, positions, key + 1) - 1);
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

    private void split(int position) {
        int block = blockAt[position];
        int fresh = freeBlockCount > 0 ? freeBlocks[--freeBlockCount] : newBlock();
        System.arraycopy(keys, block * CAPACITY + HALF, keys, fresh * CAPACITY, HALF);
        System.arraycopy(free, block * CAPACITY + HALF, free, fresh * CAPACITY, HALF);
        sizes[block] = HALF;
        sizes[fresh] = HALF;
        openPosition(position + 1);
        blockAt[position + 1] = fresh;
        refresh(position);
        refresh(position + 1);
        measureStretchesFrom(position);
    }

    private int newBlock() {
        if (blocksMade == sizes.length) {
            sizes = Arrays.copyOf(sizes, blocksMade * 2);
            keys = Arrays.copyOf(keys, keys.length * 2);
            free = Arrays.copyOf(free, free.length * 2);
        }
        return blocksMade++;
    }

    private void mergeWithNext(int position) {
        if (position + 1 == positions) {
            return;
        }
        int block = blockAt[position];
        int next = blockAt[position + 1];
        if (sizes[block] + sizes[next] > HALF) {
            return;
        }
        System.arraycopy(keys, next * CAPACITY, keys, block * CAPACITY + sizes[block], sizes[next]);
        System.arraycopy(free, next * CAPACITY, free, block * CAPACITY + sizes[block], sizes[next]);
        sizes[block] += sizes[next];
        dropBlock(position + 1, next);
        refresh(position);
        measureStretch(position >> STRETCH_BITS);
    }

    private void dropBlock(int position, int block) {
        sizes[block] = 0;
        if (positions == 1) {
            mostCpu[0] = 0;
            mostMemory[0] = 0;
            return;
        }
        if (freeBlockCount == freeBlocks.length) {
            freeBlocks = Arrays.copyOf(freeBlocks, freeBlockCount * 2);
        }
        freeBlocks[freeBlockCount++] = block;
        closePosition(position);
    }

    private void refresh(int position) {
        int block = blockAt[position];
        firstKey[position] = keys[block * CAPACITY];
        mostCpu[position] = -1;
        lowerMaxima(position, block, -1L << 32);
    }

    private void openPosition(int position) {
        if (positions == blockAt.length) {
            blockAt = Arrays.copyOf(blockAt, positions * 2);
            firstKey = Arrays.copyOf(firstKey, positions * 2);
            mostCpu = Arrays.copyOf(mostCpu, positions * 2);
            mostMemory = Arrays.copyOf(mostMemory, positions * 2);
        }
        shift(position, position + 1, positions - position);
        positions++;
    }

    private void closePosition(int position) {
        positions--;
        shift(position + 1, position, positions - position);
        measureStretchesFrom(position);
    }

    private void shift(int from, int to, int length) {
        System.arraycopy(blockAt, from, blockAt, to, length);
        System.arraycopy(firstKey, from, firstKey, to, length);
        System.arraycopy(mostCpu, from, mostCpu, to, length);
        System.arraycopy(mostMemory, from, mostMemory, to, length);
    }
}
