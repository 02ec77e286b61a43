package io.ecsim.controlplane;

import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workload.Workload;
import java.util.List;

/**
 * Tasks of one definition as a test lists them, in order of arrival; for tests of the core alone.
 *
 * @param retryRunMicros run time of every later attempt that starts from nothing
 */
record ListedWorkload(List<Task> listed, long retryRunMicros) implements Workload {

    /** A task; times in microseconds. */
    record Task(long atMicros, int cpuUnits, int memoryMiB, long runMicros) {}

    @Override
    public ArrivalCursor open(Streams streams) {
        return new Cursor();
    }

    private final class Cursor implements ArrivalCursor {

        private int at = -1;

        @Override
        public boolean advance() {
            return ++at < listed.size();
        }

        @Override
        public long timeMicros() {
            return listed.get(at).atMicros();
        }

        @Override
        public int definition() {
            return 0;
        }

        @Override
        public int cpuUnits() {
            return listed.get(at).cpuUnits();
        }

        @Override
        public int memoryMiB() {
            return listed.get(at).memoryMiB();
        }

        @Override
        public int gpus() {
            return 0;
        }

        @Override
        public long runMicros() {
            return listed.get(at).runMicros();
        }

        @Override
        public long runMicros(int definition, long ordinal, int attempt, long firstRunMicros) {
            return retryRunMicros;
        }
    }
}
