package io.ecsim.workloads.resample;

import io.ecsim.random.RandomStream;
import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workload.Workload;

/** A recorded workload whose tasks arrive in random order, at the recorded times; for arrival-only protocols. */
public final class ShuffledWorkload implements Workload {

    private final Recording recording;

    /**
     * Resamples a workload.
     *
     * @param source what was recorded; it is held in memory
     */
    public ShuffledWorkload(Workload source) {
        this.recording = new Recording(source);
    }

    @Override
    public ArrivalCursor open(Streams streams) {
        RecordedTasks tasks = recording.tasks(streams.seed());
        int[] order = new int[tasks.size()];
        RandomStream stream = streams.sequential("resample/shuffle");
        for (int i = 0; i < order.length; i++) {
            int other = stream.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return new Shuffled(tasks, order);
    }

    private static final class Shuffled extends RecordedTasks.Replay {

        private final int[] order;
        private int position = -1;

        Shuffled(RecordedTasks tasks, int[] order) {
            super(tasks);
            this.order = order;
        }

        @Override
        public boolean advance() {
            if (position + 1 >= order.length) {
                return false;
            }
            task = order[++position];
            return true;
        }

        @Override
        public long timeMicros() {
            return tasks.timeMicros(position);
        }
    }
}
