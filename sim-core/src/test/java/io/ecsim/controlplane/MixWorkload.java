package io.ecsim.controlplane;

import io.ecsim.random.KeyedStream;
import io.ecsim.random.SequentialStream;
import io.ecsim.random.Streams;
import io.ecsim.random.Variates;
import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workload.Workload;

/** Poisson arrivals of weighted definitions with exponential run times; for tests of the core alone. */
record MixWorkload(double perSecond, double meanRunSeconds, double untilSeconds, int[] cpu, int[] memory, int[] weight)
        implements Workload {

    @Override
    public ArrivalCursor open(Streams streams) {
        return new Cursor(streams);
    }

    private final class Cursor implements ArrivalCursor {

        private final SequentialStream arrivals;
        private final KeyedStream draws;
        private double seconds;
        private long ordinal = -1;
        private int definition;
        private long run;

        Cursor(Streams streams) {
            arrivals = streams.sequential("arrivals");
            draws = streams.keyed("tasks");
        }

        @Override
        public boolean advance() {
            seconds += Variates.exponential(arrivals) / perSecond;
            draws.at(++ordinal, 0);
            int total = 0;
            for (int w : weight) {
                total += w;
            }
            int ticket = draws.nextInt(total);
            definition = 0;
            while (ticket >= weight[definition]) {
                ticket -= weight[definition++];
            }
            run = (long) (Variates.exponential(draws) * meanRunSeconds * 1e6);
            return seconds < untilSeconds;
        }

        @Override
        public long timeMicros() {
            return (long) (seconds * 1e6);
        }

        @Override
        public int definition() {
            return definition;
        }

        @Override
        public int cpuUnits() {
            return cpu[definition];
        }

        @Override
        public int memoryMiB() {
            return memory[definition];
        }

        @Override
        public int gpus() {
            return 0;
        }

        @Override
        public long runMicros() {
            return run;
        }
    }
}
