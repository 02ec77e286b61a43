package io.ecsim.placement;

import java.util.Arrays;

/**
 * Which members changed, in order, for readers that come by now and then. What came more than a ring ago is forgotten: by
 * then a reader has as much to read as there are members. Of several changes of one member the last alone is reported.
 */
final class ChangeLog {

    /** Returned where the log does not reach back so far: everything may have changed. */
    static final int EVERYTHING = -1;

    /** Read from here, everything has changed. */
    static final long NEVER_READ = -1;

    private static final long NEVER = -1;

    /** The member changed at position p stands at p modulo the length, a power of two. */
    private int[] ring = new int[16];

    /** By member: the position of its last change. */
    private long[] last = new long[16];

    private long end;

    ChangeLog() {
        Arrays.fill(last, NEVER);
    }

    /** Notes that a member changed; the ring is as long as there were ever members. */
    void add(int member) {
        if (member >= last.length) {
            grow(Math.max(member + 1, last.length * 2));
        }
        last[member] = end;
        ring[(int) end & ring.length - 1] = member;
        end++;
    }

    private void grow(int length) {
        int known = last.length;
        last = Arrays.copyOf(last, length);
        Arrays.fill(last, known, length, NEVER);
        if (ring.length < length) {
            int[] longer = new int[Integer.highestOneBit(length - 1) << 1];
            for (long position = Math.max(0, end - ring.length); position < end; position++) {
                longer[(int) position & longer.length - 1] = ring[(int) position & ring.length - 1];
            }
            ring = longer;
        }
    }

    /** Returns where the next change will stand. */
    long end() {
        return end;
    }

    /** Returns whether all changes from a position on are still known. */
    boolean reaches(long from) {
        return end - from <= ring.length;
    }

    /**
     * Lists the members that changed from a position on, each once.
     *
     * @param into as long as there are members at least
     * @return how many there are, or {@link #EVERYTHING}
     */
    int since(long from, int[] into) {
        if (from == NEVER_READ || !reaches(from)) {
            return EVERYTHING;
        }
        int found = 0;
        for (long position = from; position < end; position++) {
            int member = ring[(int) position & ring.length - 1];
            if (last[member] == position) {
                into[found++] = member;
            }
        }
        return found;
    }
}
