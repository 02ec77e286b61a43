package io.ecsim.workloads.arrival;

import io.ecsim.random.Law;
import io.ecsim.random.SequentialStream;
import io.ecsim.random.Streams;
import io.ecsim.random.Variates;
import io.ecsim.workloads.law.AliasTable;

/** Draws the tasks of a synthetic workload; {@link #advance()} allocates nothing. */
final class SyntheticCursor extends DrawnTasks {

    private final ArrivalTimes times;
    private final long horizonMicros;
    private final long maxTasks;

    private final AliasTable choiceAtStart;
    private final Law[] residuals;
    private final long tasksAtStart;

    private long timeMicros;
    private long arrived;
    private long ordinal = -1;
    private int leftInBatch;

    SyntheticCursor(SyntheticWorkload workload, Streams streams) {
        super(workload.name(), workload.mix(), streams);
        horizonMicros = workload.horizonMicros();
        maxTasks = workload.maxTasks();
        times = workload.arrivals().open(streams, workload.name(), horizonMicros);
        if (workload.stationaryStart()) {
            choiceAtStart = new AliasTable(workload.mix().runningWeights());
            residuals = workload.mix().residuals().toArray(Law[]::new);
            tasksAtStart = poisson(streams.sequential(workload.name() + "/start"), workload.meanTasksAtStart());
        } else {
            choiceAtStart = choice;
            residuals = runTimes;
            tasksAtStart = 0;
        }
    }

    /** Counts the arrivals of a unit-rate Poisson process before {@code mean}: exact, and fast enough for a start. */
    private static long poisson(SequentialStream stream, double mean) {
        long count = 0;
        double time = Variates.exponential(stream);
        while (time < mean) {
            count++;
            time += Variates.exponential(stream);
        }
        return count;
    }

    @Override
    public boolean advance() {
        if (ordinal + 1 < tasksAtStart) {
            ordinal++;
            draw(ordinal, choiceAtStart, residuals);
            return true;
        }
        if (arrived >= maxTasks) {
            return false;
        }
        if (leftInBatch == 0) {
            double clockMicros = times.nextMicros();
            if (clockMicros >= horizonMicros) {
                arrived = maxTasks; // ended for good: a later call must not draw again
                return false;
            }
            timeMicros = (long) clockMicros;
            leftInBatch = times.batchSize();
        }
        leftInBatch--;
        arrived++;
        ordinal++;
        draw(ordinal, choice, runTimes);
        return true;
    }

    @Override
    public long timeMicros() {
        return timeMicros;
    }

    @Override
    public long runMicros(int definition, long ordinal, int attempt, long firstRunMicros) {
        return redraw(ordinal, attempt, ordinal < tasksAtStart ? choiceAtStart : choice);
    }
}
