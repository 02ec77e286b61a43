package io.ecsim.services;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Task;
import io.ecsim.model.DeploymentConfiguration;
import io.ecsim.model.PlacementStrategy;
import io.ecsim.model.PlacementStrategy.Spread;
import io.ecsim.model.SchedulingStrategy;
import io.ecsim.model.Service;
import io.ecsim.observe.EventLevel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Moves tasks of one service from the Availability Zones with most to those with fewest while it is in steady state
 * (R1.70-R1.75). A round starts tasks, waits until all of them that live are healthy, and then stops as many; rounds
 * follow each other until the zones differ by one task at most. A round that cannot start anything ends the operation, and
 * nothing is tried again before the counts have changed or {@link #tryAgain} was called.
 */
final class ZoneRebalancing {

    /** What rebalancing has done for it. */
    interface Operations {

        /** Starts a task of the service's deployment on an existing instance of a zone, if one can take it (R1.73). */
        Optional<Task> startIn(String zone);

        /** Stops tasks. */
        void stop(List<Task> victims, String reason);

        /** Returns the id of the service's deployment. */
        String deploymentId();

        /** Returns tasks as messages list them. */
        String ids(List<Task> tasks);

        /** Says something in the list of events of the service, which is named before it. */
        void say(String what);

        /** Sends a service action (R11.4). */
        void act(EventLevel level, String eventName, String reason);
    }

    private final Set<String> zones;
    private final Function<Task, String> zoneOf;
    private final VictimChoice victims;
    private final Predicate<Task> protection;
    private final Operations operations;

    private final List<Task> started = new ArrayList<>();
    private boolean inProgress;

    /** Counts with which nothing could be done; none fit an empty map. */
    private Map<String, Integer> futile = new TreeMap<>();

    /** Why nothing could be done, as far as it has been said. */
    private String told = "";

    /**
     * Makes the rebalancing of a service that {@link #applies} to.
     *
     * @param zones the zones in which its cluster has instances
     * @param zoneOf the zone of a placed task
     * @param victims how the service chooses tasks to stop
     * @param protection which tasks may not be stopped now (R1.67)
     */
    ZoneRebalancing(
            Set<String> zones,
            Function<Task, String> zoneOf,
            VictimChoice victims,
            Predicate<Task> protection,
            Operations operations) {
        this.zones = new TreeSet<>(zones);
        this.zoneOf = zoneOf;
        this.victims = victims;
        this.protection = protection;
        this.operations = operations;
    }

    /**
     * Returns whether a service can be rebalanced (R1.72): it asks for it, is no DAEMON, has an upper limit above its
     * desired count, has zone spread as its first strategy or none, and no constraint of its tasks names zones.
     */
    static boolean applies(Service service, DeploymentConfiguration deployment, boolean constrainsZone) {
        return service.availabilityZoneRebalancing()
                && service.schedulingStrategy() == SchedulingStrategy.REPLICA
                && deployment.maximumPercent() > 100
                && service.placementStrategy()
                        .map(ZoneRebalancing::spreadsZones)
                        .orElse(true)
                && !constrainsZone;
    }

    private static boolean spreadsZones(List<PlacementStrategy> chain) {
        return chain.isEmpty() || chain.get(0).equals(new Spread("attribute:" + ClusterState.ZONE_ATTRIBUTE));
    }

    /** Returns how many tasks beyond the desired count are wanted now, since others are to go for them. */
    int extra() {
        return started.size();
    }

    /** Returns whether an operation is under way. */
    boolean inProgress() {
        return inProgress;
    }

    /** Returns whether it could do nothing and waits for a change. */
    boolean waits() {
        return !futile.isEmpty();
    }

    /** Something in the cluster or about protection has changed: what was futile may not be so now. */
    void tryAgain() {
        futile = new TreeMap<>();
    }

    /** A deployment has begun: the operation ends where it is (R1.75). */
    void interrupt() {
        if (inProgress) {
            end();
        }
    }

    private void end() {
        started.clear();
        inProgress = false;
        operations.say("stopped AZ Rebalancing.");
        operations.act(EventLevel.INFO, "SERVICE_REBALANCING_STOPPED", "");
    }

    /**
     * Looks at the service: it is in steady state but for what this operation has started, and no deployment is under way.
     *
     * @param alive its tasks that are meant to go on
     * @param healthy which of them count as healthy (R4.13)
     * @param room how many tasks may be started below the upper limit
     * @param spare how many healthy tasks there are beyond the desired count
     */
    void look(Collection<Task> alive, Predicate<Task> healthy, int room, int spare) {
        if (!started.isEmpty()) {
            started.retainAll(new LinkedHashSet<>(alive));
            if (!started.stream().allMatch(healthy)) {
                return;
            }
        }
        if (started.isEmpty()) {
            begin(alive, room);
        } else {
            stopAsMany(alive, spare);
        }
    }

    private Map<String, Integer> counts(Collection<Task> tasks) {
        Map<String, Integer> counts = new TreeMap<>();
        zones.forEach(zone -> counts.put(zone, 0));
        tasks.forEach(task -> counts.merge(zoneOf.apply(task), 1, Integer::sum));
        return counts;
    }

    private Map<String, Integer> movable(Collection<Task> tasks, Predicate<Task> stays) {
        Map<String, Integer> counts = new TreeMap<>();
        tasks.forEach(task -> counts.merge(zoneOf.apply(task), stays.test(task) ? 0 : 1, Integer::sum));
        return counts;
    }

    private static boolean balanced(Map<String, Integer> counts) {
        int least = Integer.MAX_VALUE;
        int most = 0;
        for (int count : counts.values()) {
            least = Math.min(least, count);
            most = Math.max(most, count);
        }
        return most - least <= 1;
    }

    /** Starts the tasks of a round (R1.70). */
    private void begin(Collection<Task> alive, int room) {
        Map<String, Integer> counts = counts(alive);
        if (balanced(counts)) {
            if (inProgress) {
                inProgress = false;
                operations.say("is AZ balanced with " + listed(counts, " tasks in ") + ".");
                operations.act(EventLevel.INFO, "SERVICE_REBALANCING_COMPLETED", "");
            }
            return;
        }
        if (room <= 0 || counts.equals(futile)) {
            return;
        }
        ZoneRound round = new ZoneRound(counts, movable(alive, protection));
        Map<String, List<Task>> begun = round.start(room, operations::startIn);
        if (begun.isEmpty()) {
            futile = counts;
            String why = counts + " " + round.full() + " " + round.metProtection();
            if (!why.equals(told)) {
                told = why;
                complain(round);
            }
            if (inProgress) {
                end();
            }
            return;
        }
        if (!inProgress) {
            inProgress = true;
            operations.say("is not AZ balanced with " + listed(counts, " in ") + ". AZ Rebalancing in progress.");
            operations.act(EventLevel.INFO, "SERVICE_REBALANCING_STARTED", "");
        }
        begun.forEach((zone, tasks) -> {
            started.addAll(tasks);
            operations.say(
                    "has started " + tasks.size() + " tasks in " + zone + " to AZ Rebalance:" + operations.ids(tasks));
            operations.act(EventLevel.INFO, "TASKS_STARTED", "");
        });
        complain(round);
    }

    private static String listed(Map<String, Integer> counts, String of) {
        List<String> parts = new ArrayList<>();
        counts.forEach((zone, count) -> parts.add(count + (parts.isEmpty() ? " tasks in " : of) + zone));
        if (parts.size() == 1) {
            return parts.get(0);
        }
        String last = parts.remove(parts.size() - 1);
        return String.join(", ", parts) + (parts.size() > 1 ? "," : "") + " and " + last;
    }

    /** Says what kept a round from doing more. */
    private void complain(ZoneRound round) {
        for (String zone : round.full()) {
            operations.say("is unable to place a task in " + zone
                    + " because no container instance met all of its requirements.");
            operations.act(EventLevel.ERROR, "SERVICE_TASK_PLACEMENT_FAILURE", "");
        }
        if (round.metProtection()) {
            complainOfProtection();
        }
    }

    private void complainOfProtection() {
        operations.say("was unable to AZ Rebalance because " + operations.deploymentId()
                + " was unable to scale in due to task scale-in protection.");
        operations.act(EventLevel.INFO, "TASKSET_SCALE_IN_FAILURE_BY_TASK_PROTECTION", "");
    }

    /**
     * The tasks of a round are healthy: as many go from the zones with most (R1.70, R1.75), less those that were lost
     * meanwhile.
     */
    private void stopAsMany(Collection<Task> alive, int spare) {
        Set<Task> fresh = new LinkedHashSet<>(started);
        ZoneRound round =
                new ZoneRound(counts(alive), movable(alive, task -> protection.test(task) || fresh.contains(task)));
        Map<String, Integer> leaving = new TreeMap<>();
        int missing = Math.min(started.size(), spare);
        for (Optional<String> zone = round.fullest(); missing > 0 && zone.isPresent(); zone = round.fullest()) {
            round.leaves(zone.get());
            leaving.merge(zone.get(), 1, Integer::sum);
            missing--;
        }
        started.clear();
        leaving.forEach((zone, count) -> {
            Predicate<Task> mayStop =
                    task -> zoneOf.apply(task).equals(zone) && !protection.test(task) && !fresh.contains(task);
            List<Task> gone = victims.victims(alive, mayStop, task -> true, count);
            operations.stop(
                    gone, "Availability-zone rebalancing initiated by (deployment " + operations.deploymentId() + ")");
            operations.say("has stopped " + gone.size() + " running tasks in " + zone + " due to AZ rebalancing:"
                    + operations.ids(gone));
            operations.act(EventLevel.INFO, "TASKS_STOPPED", "");
        });
        if (missing > 0) {
            complainOfProtection();
            end();
        }
    }
}
