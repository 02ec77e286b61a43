package io.ecsim.services;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Task;
import io.ecsim.model.Demand;
import io.ecsim.model.PlacementStrategy;
import io.ecsim.model.PlacementStrategy.Binpack;
import io.ecsim.model.PlacementStrategy.BinpackField;
import io.ecsim.model.PlacementStrategy.Random;
import io.ecsim.model.PlacementStrategy.Spread;
import io.ecsim.model.Service;
import io.ecsim.random.KeyedStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The choice of ECS (R1.60-R1.66): the placement strategies of the service in their order with the opposite preference;
 * without strategies the zone with most of its tasks, then the instance with most of them.
 *
 * <p>Tasks that are alike to every strategy, those of one revision on one instance, form a pile. Stopping a task changes
 * the standing of the piles on its instance and the counts of the values its instance has. Piles whose instances have
 * the same attribute values are kept in one ordered set, in which such counts make no difference: a victim costs the
 * logarithm of the piles and one look at each set.
 */
final class ScaleIn implements VictimChoice {

    private static final List<PlacementStrategy> BALANCE_ZONES =
            List.of(new Spread("attribute:" + ClusterState.ZONE_ATTRIBUTE), new Spread(Spread.INSTANCE_ID));

    /** What decides among tasks that are alike to all strategies (R1.66). */
    enum TieBreak {
        /** The task that became RUNNING last, then the one of the lowest number: a convention of ours. */
        LATEST_START,
        /** Any of them, drawn. */
        RANDOM
    }

    private final ClusterState cluster;
    private final List<PlacementStrategy> chain;
    private final KeyedStream draws;
    private final Predicate<Task> protection;
    private final boolean drawsDecide;

    /**
     * Makes the choice for a service.
     *
     * @param draws a draw belongs to a service and a task
     * @param protection which tasks may not be stopped now (R1.67)
     */
    ScaleIn(ClusterState cluster, Service service, KeyedStream draws, TieBreak tieBreak, Predicate<Task> protection) {
        this.cluster = cluster;
        this.chain = service.placementStrategy().filter(c -> !c.isEmpty()).orElse(BALANCE_ZONES);
        this.draws = draws;
        this.protection = protection;
        this.drawsDecide = tieBreak == TieBreak.RANDOM || chain.contains(new Random());
    }

    @Override
    public List<Task> victims(Collection<Task> tasks, Predicate<Task> mayStop, Predicate<Task> sound, int count) {
        if (count <= 0) {
            return List.of();
        }
        Round round = new Round();
        for (Task task : tasks) {
            round.add(task, mayStop.test(task) && !protection.test(task), sound.test(task));
        }
        return round.choose(count);
    }

    /** A task that may be stopped, and its draw. */
    private record Candidate(Task task, long draw) {}

    /** How many tasks of the service instances with one value of a spread stage have. */
    private static final class Count {
        int tasks;
    }

    /** An instance that holds tasks of the service. */
    private static final class Site {
        final Count[] counts;
        final List<Pile> piles = new ArrayList<>();
        long cpuFree;
        long memoryFree;

        Site(int stages) {
            counts = new Count[stages];
        }
    }

    /** Candidates of one revision on one instance, all sound or none. */
    private static final class Pile {
        final int number;
        final Site site;
        final boolean sound;
        final Demand demand;
        final int spec;
        final TreeSet<Pile> set;
        final List<Candidate> candidates = new ArrayList<>();

        Pile(int number, Site site, boolean sound, Task task, TreeSet<Pile> set) {
            this.number = number;
            this.site = site;
            this.sound = sound;
            this.demand = task.definition().demand();
            this.spec = task.spec();
            this.set = set;
        }

        Candidate next() {
            return candidates.get(candidates.size() - 1);
        }

        /** Returns what the instance would have free of a field once a task of this pile is stopped (R1.61). */
        long freeAfter(BinpackField field) {
            return field == BinpackField.CPU ? site.cpuFree + demand.cpuUnits() : site.memoryFree + demand.memoryMiB();
        }
    }

    /** One choice of victims. */
    private final class Round {
        private final Map<Integer, Site> sites = new LinkedHashMap<>();
        private final List<Map<String, Count>> countsByStage = new ArrayList<>();
        private final Map<List<Object>, TreeSet<Pile>> sets = new LinkedHashMap<>();
        private final List<Candidate> unplaced = new ArrayList<>();
        private final List<Pile> piles = new ArrayList<>();

        Round() {
            for (int stage = 0; stage < chain.size(); stage++) {
                countsByStage.add(new LinkedHashMap<>());
            }
        }

        void add(Task task, boolean mayStop, boolean sound) {
            if (task.instance() < 0) {
                if (mayStop) {
                    unplaced.add(candidate(task));
                }
                return;
            }
            Site site = sites.computeIfAbsent(task.instance(), this::site);
            for (Count count : site.counts) {
                count.tasks++;
            }
            if (mayStop) {
                pileOf(site, task, sound).candidates.add(candidate(task));
            }
        }

        private Candidate candidate(Task task) {
            long subject = KeyedStream.ordinalOf(task.group()) + task.ordinal();
            return new Candidate(
                    task, drawsDecide ? draws.at(subject, task.attempt()).nextLong() : 0);
        }

        private Site site(int instance) {
            Site site = new Site(chain.size());
            site.cpuFree = cluster.cpuFree(instance);
            site.memoryFree = cluster.memoryFree(instance);
            Map<String, String> attributes = cluster.classAttributes(cluster.instanceClass(instance));
            for (int stage = 0; stage < chain.size(); stage++) {
                boolean shared = chain.get(stage) instanceof Spread spread && !spread.byInstance();
                site.counts[stage] = shared
                        ? countsByStage.get(stage).computeIfAbsent(value(stage, attributes), v -> new Count())
                        : new Count();
            }
            return site;
        }

        /** Returns the value that a spread over an attribute sees; instances without it are alike (R1.25). */
        private String value(int stage, Map<String, String> attributes) {
            return attributes.getOrDefault(
                    ((Spread) chain.get(stage)).attribute(), ""); // no attribute's value is empty
        }

        private Pile pileOf(Site site, Task task, boolean sound) {
            for (Pile pile : site.piles) {
                if (pile.spec == task.spec() && pile.sound == sound) {
                    return pile;
                }
            }
            TreeSet<Pile> set =
                    sets.computeIfAbsent(setOf(task.instance(), sound), key -> new TreeSet<>(this::comparePiles));
            Pile pile = new Pile(piles.size(), site, sound, task, set);
            site.piles.add(pile);
            piles.add(pile);
            return pile;
        }

        private List<Object> setOf(int instance, boolean sound) {
            List<Object> key = new ArrayList<>();
            key.add(sound);
            Map<String, String> attributes = cluster.classAttributes(cluster.instanceClass(instance));
            for (int stage = 0; stage < chain.size(); stage++) {
                if (chain.get(stage) instanceof Spread spread && !spread.byInstance()) {
                    key.add(value(stage, attributes));
                }
            }
            return key;
        }

        List<Task> choose(int count) {
            List<Task> victims = new ArrayList<>();
            unplaced.sort(this::compareTasks);
            unplaced.stream().limit(count).forEach(c -> victims.add(c.task));
            Comparator<Candidate> order = this::compareTasks;
            for (Pile pile : piles) {
                pile.candidates.sort(order.reversed()); // the next victim stands last
                pile.set.add(pile);
            }
            for (Pile best = best(); best != null && victims.size() < count; best = best()) {
                victims.add(take(best));
            }
            return victims;
        }

        private @Nullable Pile best() {
            Pile best = null;
            for (TreeSet<Pile> set : sets.values()) {
                if (!set.isEmpty() && (best == null || comparePiles(set.first(), best) < 0)) {
                    best = set.first();
                }
            }
            return best;
        }

        private Task take(Pile pile) {
            Site site = pile.site;
            site.piles.forEach(p -> p.set.remove(p));
            Task task = pile.candidates.remove(pile.candidates.size() - 1).task;
            for (Count count : site.counts) {
                count.tasks--;
            }
            site.cpuFree += pile.demand.cpuUnits();
            site.memoryFree += pile.demand.memoryMiB();
            site.piles.removeIf(p -> p.candidates.isEmpty());
            site.piles.forEach(p -> p.set.add(p));
            return task;
        }

        private int compareTasks(Candidate a, Candidate b) {
            if (drawsDecide && a.draw != b.draw) {
                return Long.compareUnsigned(a.draw, b.draw);
            }
            int later = Long.compare(b.task.startedMicros(), a.task.startedMicros());
            return later != 0 ? later : Long.compare(a.task.ordinal(), b.task.ordinal());
        }

        private int comparePiles(Pile a, Pile b) {
            if (a.sound != b.sound) {
                return a.sound ? 1 : -1;
            }
            for (int stage = 0; stage < chain.size(); stage++) {
                PlacementStrategy strategy = chain.get(stage);
                int order;
                if (strategy instanceof Spread) {
                    order = Integer.compare(b.site.counts[stage].tasks, a.site.counts[stage].tasks);
                } else if (strategy instanceof Binpack binpack) {
                    order = Long.compare(b.freeAfter(binpack.field()), a.freeAfter(binpack.field()));
                } else {
                    order = Long.compareUnsigned(a.next().draw, b.next().draw);
                }
                if (order != 0) {
                    return order;
                }
            }
            int order = compareTasks(a.next(), b.next());
            return order != 0 ? order : Integer.compare(a.number, b.number);
        }
    }
}
