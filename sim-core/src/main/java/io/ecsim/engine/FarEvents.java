package io.ecsim.engine;

import java.util.Arrays;

/**
 * Events that are not due soon: unordered lists, one for each of 1,024 equal stretches of time and one for all that lies
 * beyond. Lists are chains of chunks in one array, so adding is a write at a list's end.
 */
final class FarEvents {

    private static final int BUCKETS = 1 << 10;
    private static final int BEYOND = BUCKETS;

    /** Words of an entry: time, order, payload. 21 entries make a chunk; its last word names the next chunk. */
    private static final int WORDS = 3;

    private static final int CHUNK = 64;
    private static final int LINK = CHUNK - 1;
    private static final int NONE = -1;

    private static final int SAMPLE = 256;

    private long[] words = new long[CHUNK * 16];
    private int wordsUsed;
    private int freeChunk = NONE;

    private final int[] head = new int[BUCKETS + 1];
    private final int[] end = new int[BUCKETS + 1];
    private final long[] sample = new long[SAMPLE];

    private long startMicros;
    private int shift;
    private int nextBucket = BUCKETS;
    private int size;
    private int sizeBeyond;

    FarEvents() {
        Arrays.fill(head, NONE);
        Arrays.fill(end, NONE);
    }

    int size() {
        return size;
    }

    /** Adds an event that is due after all that was moved out. */
    void add(long time, long order, long payload) {
        int list = BEYOND;
        if (nextBucket < BUCKETS) {
            list = (int) Math.min((time - startMicros) >>> shift, BEYOND);
        }
        append(list, time, order, payload);
        size++;
        if (list == BEYOND) {
            sizeBeyond++;
        }
    }

    /**
     * Moves the events of the earliest stretch that has any into an empty heap; all of them if they are few.
     *
     * @return the time in microseconds up to which events are in the heap now
     */
    long moveEarliestTo(EventHeap near, int few) {
        while (nextBucket < BUCKETS && head[nextBucket] == NONE) {
            nextBucket++;
        }
        if (nextBucket == BUCKETS) {
            if (sizeBeyond <= few) {
                moveTo(near, BEYOND);
                sizeBeyond = 0;
                return Long.MAX_VALUE;
            }
            spread(); // the earliest event goes into the first bucket
        }
        moveTo(near, nextBucket);
        long until = startMicros + ((long) ++nextBucket << shift) - 1;
        return until < startMicros ? Long.MAX_VALUE : until;
    }

    private void moveTo(EventHeap near, int list) {
        int last = end[list];
        int at = detach(list);
        while (at != NONE) {
            int chunkEnd = endOfChunk(at, last);
            for (int entry = at; entry < chunkEnd; entry += WORDS) {
                near.append(words[entry], words[entry + 1], words[entry + 2]);
                size--;
            }
            at = release(at, last);
        }
        near.heapify();
    }

    /** Puts all events beyond, to be spread anew. */
    void gather() {
        for (int list = 0; list < BUCKETS; list++) {
            int last = end[list];
            int at = detach(list);
            while (at != NONE) {
                int chunkEnd = endOfChunk(at, last);
                for (int entry = at; entry < chunkEnd; entry += WORDS) {
                    append(BEYOND, words[entry], words[entry + 1], words[entry + 2]);
                }
                at = release(at, last);
            }
        }
        sizeBeyond = size;
        nextBucket = BUCKETS;
    }

    /** Keeps only the entries that the filter names. */
    void retain(EventQueue.EntryFilter filter) {
        for (int list = 0; list <= BEYOND; list++) {
            int last = end[list];
            int at = detach(list);
            while (at != NONE) {
                int chunkEnd = endOfChunk(at, last);
                for (int entry = at; entry < chunkEnd; entry += WORDS) {
                    if (filter.keep(words[entry + 1], words[entry + 2])) {
                        append(list, words[entry], words[entry + 1], words[entry + 2]);
                    } else {
                        size--;
                        sizeBeyond -= list == BEYOND ? 1 : 0;
                    }
                }
                at = release(at, last);
            }
        }
    }

    /** Cuts the time beyond into stretches so that about three quarters of the events there come to lie in one. */
    private void spread() {
        measureBeyond();
        nextBucket = 0;
        sizeBeyond = 0;
        int last = end[BEYOND];
        int at = detach(BEYOND);
        while (at != NONE) {
            int chunkEnd = endOfChunk(at, last);
            for (int entry = at; entry < chunkEnd; entry += WORDS) {
                size--;
                add(words[entry], words[entry + 1], words[entry + 2]);
            }
            at = release(at, last);
        }
    }

    private void measureBeyond() {
        int stride = sizeBeyond / SAMPLE + 1;
        int sampled = 0;
        int seen = 0;
        long least = Long.MAX_VALUE;
        int last = end[BEYOND];
        for (int at = head[BEYOND]; at != NONE; at = next(at, last)) {
            int chunkEnd = endOfChunk(at, last);
            for (int entry = at; entry < chunkEnd; entry += WORDS) {
                least = Math.min(least, words[entry]);
                if (seen++ % stride == 0) {
                    sample[sampled++] = words[entry];
                }
            }
        }
        Arrays.sort(sample, 0, sampled);
        startMicros = least;
        long span = sample[sampled * 3 / 4] - least;
        shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(span) - Integer.numberOfTrailingZeros(BUCKETS));
    }

    private void append(int list, long time, long order, long payload) {
        int at = end[list];
        if (at == NONE) {
            at = newChunk();
            head[list] = at;
        } else if ((at & LINK) == LINK) {
            int fresh = newChunk();
            words[at] = fresh;
            at = fresh;
        }
        words[at] = time;
        words[at + 1] = order;
        words[at + 2] = payload;
        end[list] = at + WORDS;
    }

    private int newChunk() {
        if (freeChunk != NONE) {
            int chunk = freeChunk;
            freeChunk = (int) words[chunk + LINK];
            return chunk;
        }
        if (wordsUsed == words.length) {
            words = Arrays.copyOf(words, Math.multiplyExact(words.length, 2));
        }
        int chunk = wordsUsed;
        wordsUsed += CHUNK;
        return chunk;
    }

    /** Empties a list and returns its first chunk; its chunks stay as they are until released. */
    private int detach(int list) {
        int first = head[list];
        head[list] = NONE;
        end[list] = NONE;
        return first;
    }

    private static int endOfChunk(int chunk, int last) {
        return last - chunk >= 0 && last - chunk < CHUNK ? last : chunk + LINK;
    }

    private int next(int chunk, int last) {
        return endOfChunk(chunk, last) == last ? NONE : (int) words[chunk + LINK];
    }

    private int release(int chunk, int last) {
        int next = next(chunk, last);
        words[chunk + LINK] = freeChunk;
        freeChunk = chunk;
        return next;
    }
}
