package io.ecsim.workloads.resample;

import io.ecsim.random.RandomStream;
import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workload.Workload;
import io.ecsim.workload.WorkloadException;
import io.ecsim.workloads.document.Durations;

/**
 * A recorded workload put together anew from blocks of it, drawn with replacement from all positions (moving blocks,
 * Künsch 1989), one after another until the recorded length is filled. Within a block, arrivals keep their distances, so
 * bursts shorter than a block survive.
 */
public final class BlockBootstrapWorkload implements Workload {

    private final Recording recording;
    private final long blockMicros;

    /**
     * Resamples a workload.
     *
     * @param source what was recorded; it is held in memory
     * @param blockMicros length of a block in microseconds, at least 1
     */
    public BlockBootstrapWorkload(Workload source, long blockMicros) {
        if (blockMicros < 1) {
            throw new IllegalArgumentException("blockMicros must be at least 1, was " + blockMicros);
        }
        this.recording = new Recording(source);
        this.blockMicros = blockMicros;
    }

    @Override
    public ArrivalCursor open(Streams streams) {
        RecordedTasks tasks = recording.tasks(streams.seed());
        long lengthMicros = tasks.lastMicros() + 1;
        if (tasks.size() > 0 && blockMicros > lengthMicros) {
            throw new WorkloadException("replicate.blockBootstrap: a block of " + Durations.format(blockMicros)
                    + " is longer than the trace, whose last task arrives at "
                    + Durations.format(tasks.lastMicros()));
        }
        return new Blocks(tasks, lengthMicros, blockMicros, streams.sequential("resample/blocks"));
    }

    private static final class Blocks extends RecordedTasks.Replay {

        private final long lengthMicros;
        private final long blockMicros;
        private final RandomStream stream;
        private long blockStartMicros;
        private long sourceStartMicros;
        private long sourceEndMicros;

        Blocks(RecordedTasks tasks, long lengthMicros, long blockMicros, RandomStream stream) {
            super(tasks);
            this.lengthMicros = lengthMicros;
            this.blockMicros = blockMicros;
            this.stream = stream;
            this.blockStartMicros = -blockMicros;
        }

        @Override
        public boolean advance() {
            if (tasks.size() == 0) {
                return false;
            }
            task++;
            while (task >= tasks.size() || tasks.timeMicros(task) >= sourceEndMicros) {
                blockStartMicros += blockMicros;
                if (blockStartMicros >= lengthMicros) {
                    return false;
                }
                long positions = lengthMicros - blockMicros + 1;
                sourceStartMicros = Math.min(positions - 1, (long) (stream.nextDouble() * positions));
                sourceEndMicros = sourceStartMicros + Math.min(blockMicros, lengthMicros - blockStartMicros);
                task = tasks.firstFrom(sourceStartMicros);
            }
            return true;
        }

        @Override
        public long timeMicros() {
            return blockStartMicros + tasks.timeMicros(task) - sourceStartMicros;
        }
    }
}
