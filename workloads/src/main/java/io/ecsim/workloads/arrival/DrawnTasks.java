package io.ecsim.workloads.arrival;

import io.ecsim.random.KeyedStream;
import io.ecsim.random.Law;
import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workloads.law.AliasTable;
import io.ecsim.workloads.law.Quantity;

/** Draws what a task of a mix is from keyed streams (models.md M1): its kind and demand, and the run time of each attempt. */
abstract class DrawnTasks implements ArrivalCursor {

    private final KeyedStream tasks;
    private final KeyedStream runs;
    private final TaskKind[] kinds;

    /** The law of the run time of each kind. */
    protected final Law[] runTimes;

    /** The choice among the kinds. */
    protected final AliasTable choice;

    private int definition;
    private int cpuUnits;
    private int memoryMiB;
    private int gpus;
    private int gpuMilli;
    private int priority;
    private long runMicros;

    DrawnTasks(String name, TaskMix mix, Streams streams) {
        tasks = streams.keyed(name + "/tasks");
        runs = streams.keyed(name + "/runs");
        kinds = mix.kinds().toArray(TaskKind[]::new);
        runTimes = new Law[kinds.length];
        for (int i = 0; i < kinds.length; i++) {
            runTimes[i] = kinds[i].runTime();
        }
        choice = new AliasTable(mix.weights());
    }

    /** Makes a task the current one. */
    protected final void draw(long ordinal, AliasTable among, Law[] laws) {
        tasks.at(ordinal, 0);
        int index = among.sample(tasks);
        TaskKind kind = kinds[index];
        definition = kind.definition();
        cpuUnits = integer(kind.cpuUnitsLow(), kind.cpuUnitsHigh());
        memoryMiB = integer(kind.memoryMiBLow(), kind.memoryMiBHigh());
        gpus = kind.gpus();
        gpuMilli = kind.gpuMilli();
        priority = kind.priority();
        runMicros = micros(laws[index].sample(runs.at(ordinal, 0)));
    }

    private int integer(int low, int high) {
        return low == high ? low : low + tasks.nextInt(high - low + 1);
    }

    private static long micros(double drawn) {
        return (long) Math.min(Quantity.LONGEST_MICROS, Math.rint(drawn));
    }

    /** Draws the whole run time of a later attempt from the task's own key; the kind is found again by its key too. */
    protected final long redraw(long ordinal, int attempt, AliasTable among) {
        int index = among.sample(tasks.at(ordinal, 0));
        return micros(runTimes[index].sample(runs.at(ordinal, attempt)));
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
    public int gpuMilli() {
        return gpuMilli;
    }

    @Override
    public int priority() {
        return priority;
    }

    @Override
    public long runMicros() {
        return runMicros;
    }
}
