package io.ecsim.workloads.resample;

import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workload.Workload;
import io.ecsim.workload.WorkloadException;
import io.ecsim.workloads.document.Durations;

/** One window of a recorded workload: replication 0 is the first, replication 1 the next, without overlap. */
public final class WindowedWorkload implements Workload {

    private final Workload source;
    private final long lengthMicros;

    /**
     * Cuts a workload into windows.
     *
     * @param source what was recorded
     * @param lengthMicros length of a window in microseconds, at least 1
     */
    public WindowedWorkload(Workload source, long lengthMicros) {
        if (lengthMicros < 1) {
            throw new IllegalArgumentException("lengthMicros must be at least 1, was " + lengthMicros);
        }
        this.source = source;
        this.lengthMicros = lengthMicros;
    }

    @Override
    public ArrivalCursor open(Streams streams) {
        int window = streams.replication();
        long startMicros = Math.multiplyExact(lengthMicros, window);
        // What the source draws is part of the one trace that is cut, so it is drawn alike for every window.
        ArrivalCursor cursor = source.open(new Streams(streams.seed(), 0));
        Recording.requireIndependent(cursor);
        long skipped = 0;
        long lastMicros = 0;
        while (cursor.advance()) {
            lastMicros = cursor.timeMicros();
            if (lastMicros >= startMicros) {
                return new Window(cursor, startMicros, lengthMicros, skipped);
            }
            skipped++;
        }
        cursor.close();
        throw new WorkloadException("replicate.windows: window " + (window + 1) + " begins at "
                + Durations.format(startMicros) + ", after the last task of the trace at "
                + Durations.format(lastMicros) + ": at most " + (lastMicros / lengthMicros + 1) + " windows of "
                + Durations.format(lengthMicros) + " fit");
    }

    private static final class Window implements ArrivalCursor {

        private final ArrivalCursor cursor;
        private final long startMicros;
        private final long lengthMicros;
        private final long skipped;
        private boolean first = true;

        Window(ArrivalCursor cursor, long startMicros, long lengthMicros, long skipped) {
            this.cursor = cursor;
            this.startMicros = startMicros;
            this.lengthMicros = lengthMicros;
            this.skipped = skipped;
        }

        @Override
        public boolean advance() {
            boolean more = first || cursor.advance();
            first = false;
            return more && timeMicros() < lengthMicros;
        }

        @Override
        public long timeMicros() {
            return cursor.timeMicros() - startMicros;
        }

        @Override
        public int definition() {
            return cursor.definition();
        }

        @Override
        public int cpuUnits() {
            return cursor.cpuUnits();
        }

        @Override
        public int memoryMiB() {
            return cursor.memoryMiB();
        }

        @Override
        public int gpus() {
            return cursor.gpus();
        }

        @Override
        public int gpuMilli() {
            return cursor.gpuMilli();
        }

        @Override
        public long runMicros() {
            return cursor.runMicros();
        }

        @Override
        public long runMicros(int definition, long ordinal, int attempt, long firstRunMicros) {
            return cursor.runMicros(definition, ordinal, attempt, firstRunMicros);
        }

        @Override
        public long ordinal(long position) {
            return cursor.ordinal(skipped + position);
        }

        @Override
        public int priority() {
            return cursor.priority();
        }

        @Override
        public void close() {
            cursor.close();
        }
    }
}
