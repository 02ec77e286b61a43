package io.ecsim.experiments.bounds;

import io.ecsim.controlplane.World;
import io.ecsim.random.Streams;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * How few instances with a task could do in one replication, as time-weighted means over the measured time, if every task
 * ran from its arrival. The first three are lower bounds that no strategy can pass; the other two are what particular
 * packers reach that strategies cannot be: one that moves every task at will, and one that knows the future.
 *
 * @param volume by sums of resources, exact at every change
 * @param linear by the linear relaxation, {@link #INSTANTS} instants
 * @param items by the sizes of single tasks, {@link #INSTANTS} instants
 * @param best the greatest of the three at each instant: the bound that regret is taken from
 * @param repacked by vector packing from scratch at each instant
 * @param clairvoyant by a packer that knows arrivals and run times, on more instances where those there are full; absent
 *     where there are too many tasks, or where they share GPUs
 * @param microUsdPerHour a price that the instances with a task cannot go below, in millionths of a US dollar an hour: by the
 *     linear relaxation, or by the bound where all instances are alike; 0 where there are too many kinds to tell
 */
public record Bounds(
        double volume,
        double linear,
        double items,
        double best,
        double repacked,
        OptionalDouble clairvoyant,
        double microUsdPerHour) {

    /** At so many evenly spaced instants packings are looked at. */
    public static final int INSTANTS = 100;

    /** How much work is put into bounds. */
    public enum Effort {
        /** As much as a comparison should take on by itself. */
        QUICK(100_000, 5_000, 24),
        /** For whoever asks for bounds: up to a million tasks, 60,000 of them foreseen. */
        FULL(1_000_000, 60_000, 400);

        private final int tasks;
        private final int foreseen;
        private final int linearKinds;

        /**
         * Limits of an effort.
         *
         * @param tasks most tasks of a replication
         * @param foreseen most that the clairvoyant packer takes
         * @param linearKinds most kinds of tasks for the relaxation where instances differ: beyond, it is left to volume
         */
        Effort(int tasks, int foreseen, int linearKinds) {
            this.tasks = tasks;
            this.foreseen = foreseen;
            this.linearKinds = linearKinds;
        }
    }

    /** What the relaxation may be off: a bound must not be rounded up to a whole instance by that. */
    private static final double ACCURACY = 1e-4;

    /**
     * Returns the bounds of one replication of a world; absent where its tasks do not all come from a workload whose
     * arrivals are known beforehand, or where they bring their own capacity.
     *
     * @throws io.ecsim.workload.WorkloadException if the workload cannot be read
     */
    public static Optional<Bounds> of(World world, Streams streams, Effort effort) {
        if (world.controlPlane().map(plan -> !plan.services().isEmpty()).orElse(false)
                || !world.calls().isEmpty()) {
            return Optional.empty();
        }
        return OfferedWork.of(world, streams, effort.tasks)
                .filter(work -> work.endMicros() > world.warmupMicros())
                .map(work -> of(work, world.warmupMicros(), effort));
    }

    private static Bounds of(OfferedWork work, long fromMicros, Effort effort) {
        PackingProblem problem = work.problem();
        VolumeBound volumes = new VolumeBound(problem);
        LinearBound linears = new LinearBound(problem);
        ItemBound items = new ItemBound(problem);
        Repacking packings = new Repacking(problem);
        boolean alike = problem.instances().size() == 1;
        boolean solvable = problem.tasks().size() <= effort.linearKinds;
        double[] sums = new double[6];
        for (int instant = 0; instant < INSTANTS; instant++) {
            long at = fromMicros + (long) ((work.endMicros() - fromMicros) * ((instant + 0.5) / INSTANTS));
            int[] counts = work.countsAt(at);
            int byVolume = volumes.fewest(problem.totals(counts));
            double byLine = alike || !solvable ? byVolume : Math.ceil(linears.instances(counts) - ACCURACY);
            int byItem = items.fewest(counts);
            double bound = Math.max(Math.max(byVolume, byLine), byItem);
            sums[0] += byVolume;
            sums[1] += Math.max(byVolume, byLine);
            sums[2] += byItem;
            sums[3] += bound;
            sums[4] += packings.fewest(counts).instances();
            sums[5] += alike || !solvable ? 0 : linears.microUsdPerHour(counts);
        }
        double[] means = Arrays.stream(sums).map(sum -> sum / INSTANTS).toArray();
        double volume = volume(work, volumes, fromMicros);
        double drift = volume - means[0]; // what the instants missed of the volume, they missed of the others too
        OptionalDouble clairvoyant = OptionalDouble.empty();
        boolean shared = problem.tasks().stream().anyMatch(PackingProblem.TaskKind::sharesGpu);
        if (work.tasks() <= effort.foreseen && !shared) {
            clairvoyant = OptionalDouble.of(ClairvoyantPacking.of(work).meanInstances(fromMicros, work.endMicros()));
        }
        double price = alike ? (means[3] + drift) * problem.instances().get(0).microUsdPerHour() : means[5];
        return new Bounds(
                volume, means[1] + drift, means[2] + drift, means[3] + drift, means[4] + drift, clairvoyant, price);
    }

    /** Returns the time-weighted mean of the bound by volume, exact. */
    private static double volume(OfferedWork work, VolumeBound bound, long fromMicros) {
        Integer[] byStart = order(work, Comparator.comparingLong(work::start));
        Integer[] byEnd = order(work, Comparator.comparingLong(work::end));
        long[] totals = new long[PackingProblem.RESOURCES];
        double integral = 0;
        long before = 0;
        int started = 0;
        int ended = 0;
        while (ended < byEnd.length) {
            boolean starts = started < byStart.length && work.start(byStart[started]) <= work.end(byEnd[ended]);
            int task = starts ? byStart[started] : byEnd[ended];
            long now = starts ? work.start(task) : work.end(task);
            long length = Math.min(now, work.endMicros()) - Math.max(before, fromMicros);
            integral += length > 0 ? (double) length * bound.fewest(totals) : 0;
            before = Math.max(before, now);
            long[] amounts = work.problem().tasks().get(work.kind(task)).amounts();
            for (int resource = 0; resource < totals.length; resource++) {
                totals[resource] += starts ? amounts[resource] : -amounts[resource];
            }
            started += starts ? 1 : 0;
            ended += starts ? 0 : 1;
        }
        return integral / (work.endMicros() - fromMicros);
    }

    private static Integer[] order(OfferedWork work, Comparator<Integer> by) {
        return IntStream.range(0, work.tasks()).boxed().sorted(by).toArray(Integer[]::new);
    }
}
