package io.ecsim.services;

import io.ecsim.cluster.StopCode;
import io.ecsim.cluster.Task;
import io.ecsim.model.CapacityProviderStrategyItem;
import io.ecsim.model.TaskBehaviour;
import io.ecsim.placement.ClosestMatch;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What the service scheduler can have done with tasks. */
public interface TaskControl {

    /**
     * Starts a task where the placement strategy wants it.
     *
     * @param spec index of what to run, as in the world's list
     * @param startedBy deployment id
     * @param ordinal number of the task; draws belong to it
     */
    Start start(int spec, String startedBy, long ordinal);

    /**
     * Starts a task in an Availability Zone, as zone rebalancing wants it (R1.73): as {@link #start}, but only on
     * instances of that zone. Where there is no such way to start, no instance takes it.
     *
     * @param zone name of the zone
     */
    default Start startIn(int spec, String startedBy, long ordinal, String zone) {
        return Start.NotPlaced.of(Optional.empty());
    }

    /** Returns what the programs of a task do, which decides how probes of load balancers find it. */
    default TaskBehaviour behaviour(int spec) {
        return TaskBehaviour.STEADY;
    }

    /** Returns whether a placement constraint names Availability Zones: then there is no rebalancing (R1.72). */
    default boolean constrainsZone(int spec) {
        return false;
    }

    /** Returns the capacity provider strategy of a spec; empty where its launch type is stated. */
    default List<CapacityProviderStrategyItem> providers(int spec) {
        return List.of();
    }

    /** Returns whether the strategy that places a task lets zones be rebalanced: it spreads over zones first (R1.72). */
    default boolean spreadsZones(int spec) {
        return true;
    }

    /** Starts a task on a given instance if it may go there, as for a DAEMON. */
    Start startOn(int spec, String startedBy, long ordinal, int instance);

    /** Returns whether a task may go to an instance now. */
    boolean feasible(int spec, int instance);

    /** Stops a task that has not stopped; its resources are given back at once (R2.10). */
    void stop(Task task, StopCode code, String reason);

    /** What became of a start. */
    sealed interface Start {

        /** It is on its way. */
        record Started(Task task) implements Start {}

        /**
         * No instance could take it.
         *
         * @param lookUp finds the instance that came closest, at the cost of a look at every instance; asked at most
         *     once, before anything changes
         */
        record NotPlaced(Supplier<Optional<ClosestMatch>> lookUp) implements Start {

            /** Returns a refusal whose closest instance is known. */
            public static NotPlaced of(Optional<ClosestMatch> closest) {
                return new NotPlaced(() -> closest);
            }

            /** Returns the instance that came closest and what it lacks (R4.62); absent when there is no instance. */
            public Optional<ClosestMatch> closest() {
                return lookUp.get();
            }
        }
    }
}
