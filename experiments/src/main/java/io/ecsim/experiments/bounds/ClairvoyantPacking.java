package io.ecsim.experiments.bounds;

import io.ecsim.experiments.bounds.PackingProblem.InstanceKind;
import io.ecsim.experiments.bounds.PackingProblem.TaskKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a packer reaches that knows every arrival and run time beforehand, moves nothing and lets nobody wait: tasks in
 * order of run time, the longest first, each on the first instance that has room for it all the time that it runs
 * (Flammini et al., "Minimizing total busy time in parallel scheduling", Theoretical Computer Science 2010, where it is
 * within four times the least busy time for one resource). Where the instances are full it takes more of them. A target
 * that foresight can reach; not the best possible.
 */
final class ClairvoyantPacking {

    private final OfferedWork work;
    private final List<Calendar> calendars = new ArrayList<>();
    private int more;

    private ClairvoyantPacking(OfferedWork work) {
        this.work = work;
        PackingProblem problem = work.problem();
        for (int kind = 0; kind < problem.instances().size(); kind++) {
            InstanceKind instance = problem.instances().get(kind);
            for (int i = 0; i < instance.count(); i++) {
                calendars.add(new Calendar(kind, instance));
            }
        }
        calendars.sort(Comparator.comparingDouble(calendar -> -size(problem, calendar.instance)));
        IntStream.range(0, work.tasks())
                .boxed()
                .sorted(Comparator.comparingLong((Integer task) -> work.start(task) - work.end(task))
                        .thenComparingInt(task -> task))
                .forEach(this::place);
    }

    static ClairvoyantPacking of(OfferedWork work) {
        return new ClairvoyantPacking(work);
    }

    private static double size(PackingProblem problem, InstanceKind instance) {
        return IntStream.range(0, PackingProblem.RESOURCES)
                .filter(resource -> problem.largest(resource) > 0)
                .mapToDouble(resource -> (double) instance.amounts()[resource] / problem.largest(resource))
                .sum();
    }

    private void place(int number) {
        TaskKind task = work.problem().tasks().get(work.kind(number));
        if (work.start(number) == work.end(number) || task.fitsNowhere()) {
            return;
        }
        for (Calendar calendar : calendars) {
            if (task.allowed()[calendar.kind]
                    && calendar.hasRoom(task.amounts(), work.start(number), work.end(number))) {
                calendar.add(task.amounts(), work.start(number), work.end(number));
                return;
            }
        }
        addMore(number, task);
    }

    /** The instances that there are have no room at some time: one more is thought of, of the largest kind that takes it. */
    private void addMore(int number, TaskKind task) {
        int kind = calendars.stream()
                .mapToInt(calendar -> calendar.kind)
                .filter(each -> task.allowed()[each])
                .findFirst()
                .orElseThrow();
        Calendar calendar = new Calendar(kind, work.problem().instances().get(kind));
        calendar.add(task.amounts(), work.start(number), work.end(number));
        calendars.add(calendar);
        more++;
    }

    /** Returns how many instances beyond those that there are it took, so that nobody waits. */
    int more() {
        return more;
    }

    /** Returns the mean number of instances with a task between two times in microseconds. */
    double meanInstances(long fromMicros, long toMicros) {
        return calendars.stream()
                        .mapToDouble(calendar -> calendar.busy(fromMicros, toMicros))
                        .sum()
                / (toMicros - fromMicros);
    }

    /** What is taken of one instance over time: amounts that hold from one time to the next. */
    private static final class Calendar {

        private final int kind;
        private final InstanceKind instance;
        private long[] times = {0};
        private long[][] taken = {new long[PackingProblem.RESOURCES]};
        private int[] tasks = {0};
        private int size = 1;

        Calendar(int kind, InstanceKind instance) {
            this.kind = kind;
            this.instance = instance;
        }

        boolean hasRoom(long[] amounts, long start, long end) {
            for (int at = stretch(start); at < size && times[at] < end; at++) {
                for (int resource = 0; resource < amounts.length; resource++) {
                    if (taken[at][resource] + amounts[resource] > instance.amounts()[resource]) {
                        return false;
                    }
                }
            }
            return true;
        }

        void add(long[] amounts, long start, long end) {
            cut(start);
            cut(end);
            for (int at = stretch(start); at < size && times[at] < end; at++) {
                tasks[at]++;
                for (int resource = 0; resource < amounts.length; resource++) {
                    taken[at][resource] += amounts[resource];
                }
            }
        }

        double busy(long from, long to) {
            double busy = 0;
            for (int at = 0; at < size; at++) {
                long until = at + 1 < size ? times[at + 1] : to;
                long length = Math.min(until, to) - Math.max(times[at], from);
                busy += tasks[at] > 0 && length > 0 ? length : 0;
            }
            return busy;
        }

        /** Returns the stretch in which a time lies. */
        private int stretch(long time) {
            int at = Arrays.binarySearch(times, 0, size, time);
            return at >= 0 ? at : -at - 2;
        }

        private void cut(long time) {
            int before = stretch(time);
            if (times[before] == time) {
                return;
            }
            if (size == times.length) {
                times = Arrays.copyOf(times, size * 2);
                taken = Arrays.copyOf(taken, size * 2);
                tasks = Arrays.copyOf(tasks, size * 2);
            }
            int at = before + 1;
            System.arraycopy(times, at, times, at + 1, size - at);
            System.arraycopy(taken, at, taken, at + 1, size - at);
            System.arraycopy(tasks, at, tasks, at + 1, size - at);
            times[at] = time;
            taken[at] = taken[before].clone();
            tasks[at] = tasks[before];
            size++;
        }
    }
}
