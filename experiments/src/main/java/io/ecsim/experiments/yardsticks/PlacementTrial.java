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
    private static final int HOURS_OF_DAY = 24;
    private static final long MOST_SETTLE_MICROS = Long.MAX_VALUE / (8L * HOURS_OF_DAY);

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
        return settled(instances, specs, tasks).result;
    }

    /** Returns what these tasks reserve, in this order, once all have been decided on: measured from then on. */
    RunResult reserved(List<ContainerInstance> instances, List<Task> tasks) {
        long settleMicros = settled(instances, world.tasks(), tasks).settleMicros;
        return run(instances, world.tasks(), tasks, settleMicros, tasks.size() + settleMicros);
    }

    private record Settled(RunResult result, long settleMicros) {}

    /** Waits until nobody waits: strategies that plan in rounds or charge their decisions need more than an hour. */
    private Settled settled(List<ContainerInstance> instances, List<TaskSpec> specs, List<Task> tasks) {
        long settleMicros = HOUR_MICROS;
        RunResult result = run(instances, specs, tasks, settleMicros, 0);
        while (result.counts().waiting() > 0 && settleMicros < MOST_SETTLE_MICROS) {
            settleMicros *= HOURS_OF_DAY;
            result = run(instances, specs, tasks, settleMicros, 0);
        }
        return new Settled(result, settleMicros);
    }

    /** Lives through a run. A task arrives each microsecond; an hour after those they took to settle all still run. */
    private RunResult run(
            List<ContainerInstance> instances,
            List<TaskSpec> specs,
            List<Task> tasks,
            long settleMicros,
            long warmupMicros) {
        World trial = new World(
                instances,
                specs,
                opened -> new Cursor(tasks, settleMicros + HOUR_MICROS),
                new NoFitPolicy.Fail(),
                FaultPlan.NONE,
                tasks.size() + settleMicros + (warmupMicros == 0 ? 0 : HOUR_MICROS / 2),
                warmupMicros);
        return ClusterSimulation.run(world.sharesGpus() ? trial.sharingGpus() : trial, strategy, streams, options);
    }

    /** Tasks of a list, one a microsecond, that stay. */
    private static final class Cursor implements ArrivalCursor {

        private final List<Task> tasks;
        private final long leastRunMicros;
        private int at = -1;

        Cursor(List<Task> tasks, long leastRunMicros) {
            this.tasks = tasks;
            this.leastRunMicros = leastRunMicros;
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
            return Math.max(tasks.get(at).leftMicros(), leastRunMicros);
        }
    }
}
