package io.ecsim.experiments.yardsticks;

import io.ecsim.controlplane.ClusterSimulation;
import io.ecsim.controlplane.NoFitPolicy;
import io.ecsim.controlplane.RunOptions;
import io.ecsim.controlplane.TaskSpec;
import io.ecsim.controlplane.World;
import io.ecsim.engine.SimClock;
import io.ecsim.experiments.yardsticks.Snapshot.Task;
import io.ecsim.faults.FaultPlan;
import io.ecsim.model.ContainerInstance;
import io.ecsim.observe.RunResult;
import io.ecsim.placement.StrategyChain;
import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import java.util.List;

/** Places tasks on an empty cluster, one after another as they come, by a whole run: whoever finds no room is left out. */
final class PlacementTrial {

    private static final long HOUR_MICROS = 3600 * SimClock.MICROS_PER_SECOND;

    private final World world;
    private final StrategyChain strategy;
    private final Streams streams;
    private final RunOptions options;

    PlacementTrial(World world, StrategyChain strategy, Streams streams, RunOptions options) {
        this.world = world;
        this.strategy = strategy;
        this.streams = streams;
        this.options = options;
    }

    /** Returns how many of the tasks, in this order, found room on these instances. */
    int placed(List<ContainerInstance> instances, List<Task> tasks) {
        return Math.toIntExact(run(instances, world.tasks(), tasks).counts().placed());
    }

    /** Returns what a run of these tasks, in this order, on these instances finds. */
    RunResult run(List<ContainerInstance> instances, List<TaskSpec> specs, List<Task> tasks) {
        // A task arrives each microsecond; an hour later even those planned in rounds have been placed.
        World trial = new World(
                instances,
                specs,
                opened -> new Cursor(tasks),
                new NoFitPolicy.Fail(),
                FaultPlan.NONE,
                tasks.size() + HOUR_MICROS,
                0);
        return ClusterSimulation.run(world.sharesGpus() ? trial.sharingGpus() : trial, strategy, streams, options);
    }

    /** Tasks of a list, one a microsecond, that stay. */
    private static final class Cursor implements ArrivalCursor {

        private final List<Task> tasks;
        private int at = -1;

        Cursor(List<Task> tasks) {
            this.tasks = tasks;
        }

        @Override
        public boolean advance() {
            return ++at < tasks.size();
        }

        @Override
        public long timeMicros() {
            return at;
        }

        @Override
        public int definition() {
            return tasks.get(at).definition();
        }

        @Override
        public int cpuUnits() {
            return tasks.get(at).cpuUnits();
        }

        @Override
        public int memoryMiB() {
            return tasks.get(at).memoryMiB();
        }

        @Override
        public int gpus() {
            return tasks.get(at).gpus();
        }

        @Override
        public int gpuMilli() {
            return tasks.get(at).gpuMilli();
        }

        @Override
        public long runMicros() {
            return Math.max(tasks.get(at).leftMicros(), 2 * HOUR_MICROS);
        }
    }
}
