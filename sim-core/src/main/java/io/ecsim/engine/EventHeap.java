package io.ecsim.engine;

import java.util.Arrays;

/**
 * Events in a 4-ary heap on one primitive array, ordered by (time, order); orders are unique. Removing the
 * least leaves a hole at the root that the next insertion fills in one pass: an event that schedules its successor
 * costs one sift instead of two.
 */
final class EventHeap {

    /** Words an entry takes: time, order, payload. */
    private static final int WORDS = 3;

    private static final int INITIAL_ENTRIES = 1024;

    private long[] heap = new long[INITIAL_ENTRIES * WORDS];
    private int size;
    private boolean holeAtRoot;

    private long time;
    private long order;
    private long payload;

    int size() {
        return holeAtRoot ? size - 1 : size;
    }

    void add(long newTime, long newOrder, long newPayload) {
        if (holeAtRoot) {
            holeAtRoot = false;
            siftDown(heap, size, 0, newTime, newOrder, newPayload);
            return;
        }
        makeRoom();
        siftUp(heap, size++, newTime, newOrder, newPayload);
    }

    /** Removes the least entry and makes it current; false, and nothing changes, when it is due after the bound or the queue is empty. */
    boolean pollUntil(long boundMicros) {
        if (holeAtRoot) {
            fillHole();
        }
        if (size == 0 || heap[0] > boundMicros) {
            return false;
        }
        time = heap[0];
        order = heap[1];
        payload = heap[2];
        holeAtRoot = true;
        return true;
    }

    long time() {
        return time;
    }

    long order() {
        return order;
    }

    long payload() {
        return payload;
    }

    /** Keeps only the entries that the filter names, in O(n). */
    void retain(EventQueue.EntryFilter filter) {
        if (holeAtRoot) {
            fillHole();
        }
        int kept = 0;
        for (int i = 0; i < size; i++) {
            int from = i * WORDS;
            if (filter.keep(heap[from + 1], heap[from + 2])) {
                System.arraycopy(heap, from, heap, kept * WORDS, WORDS);
                kept++;
            }
        }
        size = kept;
        heapify();
    }

    /** Puts an entry at the end, out of order, until {@link #heapify}; nothing may be polled in between. */
    void append(long newTime, long newOrder, long newPayload) {
        makeRoom();
        put(heap, size++ * WORDS, newTime, newOrder, newPayload);
    }

    /** Orders what was appended, in O(n). */
    void heapify() {
        for (int i = (size - 2) >> 2; i >= 0 && size > 1; i--) {
            int at = i * WORDS;
            siftDown(heap, size, i, heap[at], heap[at + 1], heap[at + 2]);
        }
    }

    /** Hands all entries over, in no order, and is empty. */
    void moveTo(FarEvents far) {
        if (holeAtRoot) {
            fillHole();
        }
        for (int at = 0; at < size * WORDS; at += WORDS) {
            far.add(heap[at], heap[at + 1], heap[at + 2]);
        }
        size = 0;
    }

    private void makeRoom() {
        if (size * WORDS == heap.length) {
            heap = Arrays.copyOf(heap, Math.multiplyExact(heap.length, 2));
        }
    }

    private void fillHole() {
        holeAtRoot = false;
        int last = --size * WORDS;
        if (size > 0) {
            siftDown(heap, size, 0, heap[last], heap[last + 1], heap[last + 2]);
        }
    }

    private static void siftUp(long[] heap, int from, long time, long order, long payload) {
        int hole = from;
        while (hole > 0) {
            int parent = (hole - 1) >> 2;
            int at = parent * WORDS;
            if (heap[at] < time || (heap[at] == time && heap[at + 1] < order)) {
                break;
            }
            move(heap, at, hole * WORDS);
            hole = parent;
        }
        put(heap, hole * WORDS, time, order, payload);
    }

    private static void siftDown(long[] heap, int size, int from, long time, long order, long payload) {
        int hole = from;
        while (true) {
            int first = (hole << 2) + 1;
            if (first >= size) {
                break;
            }
            int end = Math.min(first + 4, size);
            int least = first * WORDS;
            long leastTime = heap[least];
            for (int child = first + 1; child < end; child++) {
                int at = child * WORDS;
                long childTime = heap[at];
                if (childTime < leastTime || (childTime == leastTime && heap[at + 1] < heap[least + 1])) {
                    least = at;
                    leastTime = childTime;
                }
            }
            if (time < leastTime || (time == leastTime && order < heap[least + 1])) {
                break;
            }
            move(heap, least, hole * WORDS);
            hole = least / WORDS;
        }
        put(heap, hole * WORDS, time, order, payload);
    }

    private static void move(long[] heap, int from, int to) {
        heap[to] = heap[from];
        heap[to + 1] = heap[from + 1];
        heap[to + 2] = heap[from + 2];
    }

    private static void put(long[] heap, int at, long time, long order, long payload) {
        heap[at] = time;
        heap[at + 1] = order;
        heap[at + 2] = payload;
    }
}
