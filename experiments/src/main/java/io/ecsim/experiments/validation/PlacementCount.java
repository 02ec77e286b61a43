package io.ecsim.experiments.validation;

import io.ecsim.placement.Candidates;
import io.ecsim.placement.Chooser;
import io.ecsim.placement.Request;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;
import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workload.Workload;

/**
 * Counts, for each task definition, the tasks that arrive and those that are placed at their arrival, from outside: it is
 * a first-fit strategy, and a workload that looks on while another delivers. A task is asked about while it is the
 * cursor's current one, so the strategy needs no clock. One object serves one run.
 */
final class PlacementCount implements Workload, StrategyProvider, Chooser {

    private final Workload workload;
    private final long fromMicros;
    private final long[] requested;
    private final long[] placed;
    private int current;
    private boolean counts;

    /**
     * Looks on.
     *
     * @param fromMicros tasks that arrive earlier are not counted
     * @param definitions number of task definitions
     */
    PlacementCount(Workload workload, long fromMicros, int definitions) {
        this.workload = workload;
        this.fromMicros = fromMicros;
        this.requested = new long[definitions];
        this.placed = new long[definitions];
    }

    /** Returns the share of a definition's tasks that found no room. */
    double shareNotPlaced(int definition) {
        return (double) (requested[definition] - placed[definition]) / requested[definition];
    }

    @Override
    public StrategyInfo info() {
        return new StrategyInfo("first-fit", "the first instance in order of registration that fits", "");
    }

    @Override
    public Stage open(RunContext run) {
        return this;
    }

    @Override
    public int choose(Request request, Candidates candidates) {
        for (int position = 0; position < candidates.size(); position++) {
            int instance = candidates.instanceAt(position);
            if (candidates.fits(instance)) {
                if (counts) {
                    placed[current]++;
                }
                return instance;
            }
        }
        return NONE;
    }

    @Override
    public ArrivalCursor open(Streams streams) {
        return new Onlooker(workload.open(streams));
    }

    /** Hands over what another cursor delivers. */
    private final class Onlooker implements ArrivalCursor {

        private final ArrivalCursor tasks;
        private boolean atTask;

        Onlooker(ArrivalCursor tasks) {
            this.tasks = tasks;
        }

        @Override
        public boolean advance() {
            if (atTask && counts) {
                requested[current]++; // only now is it sure that the task has arrived
            }
            return lookAt(tasks.advance());
        }

        private boolean lookAt(boolean another) {
            if (another) {
                current = tasks.definition();
                counts = tasks.timeMicros() >= fromMicros;
            }
            atTask = another;
            return another;
        }

        @Override
        public long timeMicros() {
            return tasks.timeMicros();
        }

        @Override
        public int definition() {
            return tasks.definition();
        }

        @Override
        public int cpuUnits() {
            return tasks.cpuUnits();
        }

        @Override
        public int memoryMiB() {
            return tasks.memoryMiB();
        }

        @Override
        public int gpus() {
            return tasks.gpus();
        }

        @Override
        public long runMicros() {
            return tasks.runMicros();
        }

        @Override
        public long runMicros(int definition, long ordinal, int attempt, long firstRunMicros) {
            return tasks.runMicros(definition, ordinal, attempt, firstRunMicros);
        }

        @Override
        public long withheldTasks() {
            return tasks.withheldTasks();
        }

        @Override
        public long ordinal(long position) {
            return tasks.ordinal(position);
        }

        @Override
        public int priority() {
            return tasks.priority();
        }

        @Override
        public boolean hearsEnds() {
            return tasks.hearsEnds();
        }

        @Override
        public boolean ended(long ordinal, long nowMicros, boolean completed) {
            boolean changed = tasks.ended(ordinal, nowMicros, completed);
            if (changed) {
                lookAt(true);
            }
            return changed;
        }

        @Override
        public void close() {
            tasks.close();
        }
    }
}
