package io.ecsim.workloads.arrival;

import io.ecsim.random.KeyedStream;
import io.ecsim.random.Law;
import io.ecsim.random.SequentialStream;
import io.ecsim.random.Streams;
import io.ecsim.random.Variates;
import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workloads.law.AliasTable;
import io.ecsim.workloads.law.Quantity;

/** Draws the tasks of a synthetic workload; {@link #advance()} allocates nothing. */
final class SyntheticCursor implements ArrivalCursor {

    private final ArrivalProcess arrivals;
    private final long horizonMicros;
    private final long maxTasks;
    private final SequentialStream gaps;
    private final KeyedStream tasks;
    private final KeyedStream runs;

    private final TaskKind[] kinds;
    private final Law[] runTimes;
    private final AliasTable choice;
    private final AliasTable choiceAtStart;
    private final Law[] residuals;
    private final long tasksAtStart;

    private double clockMicros;
    private long timeMicros;
    private long arrived;
    private long ordinal = -1;
    private int leftInBatch;

    private int definition;
    private int cpuUnits;
    private int memoryMiB;
    private int gpus;
    private long runMicros;

    SyntheticCursor(SyntheticWorkload workload, Streams streams) {
        arrivals = workload.arrivals();
        horizonMicros = workload.horizonMicros();
        maxTasks = workload.maxTasks();
        gaps = streams.sequential(workload.name() + "/arrivals");
        tasks = streams.keyed(workload.name() + "/tasks");
        runs = streams.keyed(workload.name() + "/runs");
        kinds = workload.mix().kinds().toArray(TaskKind[]::new);
        runTimes = new Law[kinds.length];
        for (int i = 0; i < kinds.length; i++) {
            runTimes[i] = kinds[i].runTime();
        }
        choice = new AliasTable(workload.mix().weights());
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
            draw(choiceAtStart, residuals);
            return true;
        }
        if (arrived >= maxTasks) {
            return false;
        }
        if (leftInBatch == 0) {
            clockMicros += arrivals.gapMicros(gaps);
            if (clockMicros >= horizonMicros) {
                arrived = maxTasks; // ended for good: a later call must not draw again
                return false;
            }
            timeMicros = (long) clockMicros;
            leftInBatch = arrivals.batchSize(gaps);
        }
        leftInBatch--;
        arrived++;
        ordinal++;
        draw(choice, runTimes);
        return true;
    }

    private void draw(AliasTable among, Law[] laws) {
        tasks.at(ordinal, 0);
        int index = among.sample(tasks);
        TaskKind kind = kinds[index];
        definition = kind.definition();
        cpuUnits = integer(kind.cpuUnitsLow(), kind.cpuUnitsHigh());
        memoryMiB = integer(kind.memoryMiBLow(), kind.memoryMiBHigh());
        gpus = kind.gpus();
        runMicros = micros(laws[index].sample(runs.at(ordinal, 0)));
    }

    private int integer(int low, int high) {
        return low == high ? low : low + tasks.nextInt(high - low + 1);
    }

    private static long micros(double drawn) {
        return (long) Math.min(Quantity.LONGEST_MICROS, Math.rint(drawn));
    }

    @Override
    public long timeMicros() {
        return timeMicros;
    }

    @Override
    public int definition() {
        return definition;
    }

    @Override
    public int cpuUnits() {
        return cpuUnits;
    }

    @Override
    public int memoryMiB() {
        return memoryMiB;
    }

    @Override
    public int gpus() {
        return gpus;
    }

    @Override
    public long runMicros() {
        return runMicros;
    }

    /** Draws the whole run time of a later attempt from the task's own key; the kind is found again by its key too. */
    @Override
    public long runMicros(int definition, long ordinal, int attempt, long firstRunMicros) {
        AliasTable among = ordinal < tasksAtStart ? choiceAtStart : choice;
        int index = among.sample(tasks.at(ordinal, 0));
        return micros(runTimes[index].sample(runs.at(ordinal, attempt)));
    }
}
