package io.ecsim.placement;

import java.util.Arrays;

/**
 * The blocks of {@link SortedBlocks} by position in order of key: where each begins, and bounds above the CPU and memory
 * free in it, so that a search passes over a block without reading it. Bounds are raised at once and lowered when
 * searched in vain; stretches of 32 positions have bounds of their own. Signposts by the leading bits of the key
 * replace most of a binary search.
 */
final class BlockDirectory {

    private static final int STRETCH_BITS = 5;
    private static final int STRETCH = 1 << STRETCH_BITS;
    private static final int NONE = -2;
    private static final int SIGNPOST_BITS = 10;
    private static final int SIGNPOSTS = 1 << SIGNPOST_BITS;

    /** Keys of the block at position i lie from separators[i] to below separators[i + 1]. */
    private long[] separators = {Long.MIN_VALUE};

    private int[] blocks = new int[1];
    private int[] mostCpu = new int[1];
    private int[] mostMemory = new int[1];
    private int[] stretchCpu = new int[1];
    private int[] stretchMemory = new int[1];
    private int positions = 1;
    private int stretchBegun;
    private long probes;

    /** Signpost i holds the last position whose separator is at most {@code signedFrom + (i << signShift)}. */
    private final int[] signposts = new int[SIGNPOSTS + 1];

    private long signedFrom;
    private int signShift;

    int positions() {
        return positions;
    }

    int block(int position) {
        return blocks[position];
    }

    /** Returns whether a key belongs to the block at a position. */
    boolean holds(int position, long key) {
        return key >= separators[position] && (position + 1 == positions || key < separators[position + 1]);
    }

    /** Returns the position of the block that a key belongs to. */
    int position(long key) {
        int from = 0;
        int to = positions - 1;
        if (key < signedFrom) {
            to = signposts[0];
        } else {
            long sign = (key - signedFrom) >>> signShift;
            if (sign >= 0 && sign < SIGNPOSTS) {
                from = signposts[(int) sign];
                to = signposts[(int) sign + 1];
            } else {
                from = signposts[SIGNPOSTS];
            }
        }
        while (from < to) {
            int middle = (from + to + 1) >>> 1;
            if (separators[middle] <= key) {
                from = middle;
            } else {
                to = middle - 1;
            }
        }
        return from;
    }

    /** Begins a search; {@link #candidate} goes on with it. */
    void beginSearch() {
        stretchBegun = NONE;
    }

    /** Returns the first position from a given one on whose block may have that much free; {@link #positions} if none. */
    int candidate(int from, int cpu, int memory) {
        int position = from;
        while (position < positions) {
            probes++;
            if ((position & (STRETCH - 1)) == 0) {
                int stretch = position >> STRETCH_BITS;
                if (stretch - 1 == stretchBegun) {
                    measureStretch(stretchBegun); // searched in vain: its bounds may be too high
                }
                if (stretchCpu[stretch] < cpu || stretchMemory[stretch] < memory) {
                    position += STRETCH;
                    continue;
                }
                stretchBegun = stretch;
            }
            if (mostCpu[position] >= cpu && mostMemory[position] >= memory) {
                return position;
            }
            position++;
        }
        return positions;
    }

    /** Returns the places looked at since the last call. */
    long takeProbes() {
        long taken = probes;
        probes = 0;
        return taken;
    }

    void raise(int position, int cpu, int memory) {
        mostCpu[position] = Math.max(mostCpu[position], cpu);
        mostMemory[position] = Math.max(mostMemory[position], memory);
        raiseStretch(position >> STRETCH_BITS, cpu, memory);
    }

    private void raiseStretch(int stretch, int cpu, int memory) {
        stretchCpu[stretch] = Math.max(stretchCpu[stretch], cpu);
        stretchMemory[stretch] = Math.max(stretchMemory[stretch], memory);
    }

    /** Sets the bounds of a block that was measured. */
    void set(int position, int cpu, int memory) {
        mostCpu[position] = cpu;
        mostMemory[position] = memory;
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

    /** Inserts a block at a position of at least 1; its bounds are those of the block before it until set. */
    void open(int position, int block, long separator) {
        if (positions == blocks.length) {
            blocks = Arrays.copyOf(blocks, positions * 2);
            separators = Arrays.copyOf(separators, positions * 2);
            mostCpu = Arrays.copyOf(mostCpu, positions * 2);
            mostMemory = Arrays.copyOf(mostMemory, positions * 2);
            stretchCpu = Arrays.copyOf(stretchCpu, (positions * 2 >> STRETCH_BITS) + 1);
            stretchMemory = Arrays.copyOf(stretchMemory, (positions * 2 >> STRETCH_BITS) + 1);
        }
        shift(position, position + 1, positions - position);
        positions++;
        blocks[position] = block;
        separators[position] = separator;
        set(position, mostCpu[position - 1], mostMemory[position - 1]);
        // The last block of each stretch from here on has become the first of the next.
        for (int first = (position + STRETCH - 1) & -STRETCH; first < positions; first += STRETCH) {
            if (first == positions - 1) {
                beginStretch(first >> STRETCH_BITS);
            }
            raiseStretch(first >> STRETCH_BITS, mostCpu[first], mostMemory[first]);
        }
        raiseStretch(position >> STRETCH_BITS, mostCpu[position], mostMemory[position]);
        moveSignposts(separator, 1);
    }

    /** Clears the bounds of a stretch that has just come into being. */
    private void beginStretch(int stretch) {
        stretchCpu[stretch] = 0;
        stretchMemory[stretch] = 0;
    }

    /** Takes a block out; keys in its range belong to the block before it from now on, or to the new first one. */
    void close(int position) {
        long separator = separators[position == 0 ? 1 : position];
        positions--;
        shift(position + 1, position, positions - position);
        separators[0] = Long.MIN_VALUE;
        // The first block of each stretch behind has become the last of the one before.
        for (int last = position | (STRETCH - 1); last < positions; last += STRETCH) {
            raiseStretch(last >> STRETCH_BITS, mostCpu[last], mostMemory[last]);
        }
        moveSignposts(separator, -1);
    }

    private void shift(int from, int to, int length) {
        System.arraycopy(blocks, from, blocks, to, length);
        System.arraycopy(separators, from, separators, to, length);
        System.arraycopy(mostCpu, from, mostCpu, to, length);
        System.arraycopy(mostMemory, from, mostMemory, to, length);
    }

    /** A separator has come (by 1) or gone (by -1): later ones have moved. */
    private void moveSignposts(long separator, int by) {
        long sign = separator <= signedFrom ? 0 : (separator - signedFrom - 1 >>> signShift) + 1;
        if (by > 0 && (separator < signedFrom || sign > SIGNPOSTS || sign < 0)) {
            signAnew();
            return;
        }
        for (int i = (int) Math.min(sign, SIGNPOSTS + 1); i <= SIGNPOSTS; i++) {
            signposts[i] += by;
        }
    }

    private void signAnew() {
        signedFrom = separators[1];
        long span = separators[positions - 1] - signedFrom;
        signShift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(span) - SIGNPOST_BITS);
        int position = 0;
        for (int i = 0; i <= SIGNPOSTS; i++) {
            long key = signedFrom + ((long) i << signShift);
            while (position + 1 < positions && separators[position + 1] <= key) {
                position++;
            }
            signposts[i] = position;
        }
    }
}
