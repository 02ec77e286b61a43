package io.ecsim.workloads.arrival;

import io.ecsim.random.RandomStream;
import io.ecsim.random.SequentialStream;
import io.ecsim.random.Streams;

/** Batches at independent distances of one law; distances and sizes come from one stream, in order. */
sealed interface RenewalProcess extends ArrivalProcess permits PoissonArrivals, DeterministicArrivals, BatchArrivals {

    /** Draws the time in microseconds from one batch to the next; the first batch comes one gap after time 0. */
    double gapMicros(RandomStream stream);

    /** Draws the number of tasks in a batch, at least 1. */
    int batchSize(RandomStream stream);

    @Override
    default ArrivalTimes open(Streams streams, String name, long horizonMicros) {
        return new Times(this, streams.sequential(name + "/arrivals"));
    }

    /** The sums of the gaps. */
    final class Times implements ArrivalTimes {

        private final RenewalProcess process;
        private final SequentialStream stream;
        private double clockMicros;

        Times(RenewalProcess process, SequentialStream stream) {
            this.process = process;
            this.stream = stream;
        }

        @Override
        public double nextMicros() {
            clockMicros += process.gapMicros(stream);
            return clockMicros;
        }

        @Override
        public int batchSize() {
            return process.batchSize(stream);
        }
    }
}
