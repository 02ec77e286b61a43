package io.ecsim.schedulers;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.DefinitionNeeds;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Demand;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.placement.ImageLocality;
import io.ecsim.placement.PlacementPipeline;
import io.ecsim.placement.Refusal;
import io.ecsim.placement.Request;
import io.ecsim.placement.RequestKind;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.SchedulerTally;
import io.ecsim.placement.StrategyChain;
import io.ecsim.random.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A cluster with a strategy chain over it, by hand: what the control plane does, without time. */
final class TestCluster {

    /** How ties fall and how the answer is found. */
    record Mode(boolean indexed, boolean randomTies, long seed) {
        static final Mode SCAN = new Mode(false, false, 1);
        static final Mode INDEXED = new Mode(true, false, 1);

        static Mode randomTies(long seed) {
            return new Mode(false, true, seed);
        }
    }

    /** A kind of task. */
    record Task(RequestKind kind, DefinitionNeeds needs, Request request) {}

    /** A task that holds resources. */
    record Placed(int instance, Task task) {}

    final ClusterState state;
    final PlacementPipeline pipeline;
    final List<Placed> placed = new ArrayList<>();

    TestCluster(StrategyChain chain, Mode mode, List<ContainerInstance> instances) {
        this(chain, mode, ImageLocality.EVERYWHERE, instances);
    }

    TestCluster(StrategyChain chain, Mode mode, ImageLocality locality, List<ContainerInstance> instances) {
        state = new ClusterState(instances);
        RunContext context =
                new RunContext(state, new Streams(mode.seed(), 0), chain.name(), locality, new SchedulerTally());
        pipeline = new PlacementPipeline(state, chain, context, mode.indexed(), mode.randomTies());
        for (int instance = 0; instance < instances.size(); instance++) {
            state.register(instance, 0);
        }
    }

    static TestCluster of(String chain, Mode mode, ContainerInstance... instances) {
        return new TestCluster(BuiltInStrategies.catalogue().parse(chain), mode, List.of(instances));
    }

    /** Makes a kind of standalone task. */
    Task task(String group, Demand demand, PlacementConstraint... constraints) {
        return kind(group, demand, false, constraints);
    }

    /** Makes the kind of task of a service. */
    Task serviceTask(String service, Demand demand, PlacementConstraint... constraints) {
        return kind("service:" + service, demand, true, constraints);
    }

    Task kind(String group, Demand demand, boolean service, PlacementConstraint... constraints) {
        RequestKind kind = RequestKind.of(state, demand, group, List.of(constraints), service);
        Request request = new Request(kind, demand.cpuUnits(), demand.memoryMiB(), demand.gpus());
        return new Task(kind, state.needs(demand, group), request);
    }

    /** Places and reserves; returns the id of the instance, or {@code none}. */
    String place(Task task) {
        int instance = pipeline.place(task.request());
        if (instance == PlacementPipeline.NONE) {
            return "none";
        }
        put(instance, task);
        return state.spec(instance).id();
    }

    /** Places and reserves so often; returns the ids in order. */
    List<String> place(Task task, int times) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            ids.add(place(task));
        }
        return ids;
    }

    /** Reserves on a named instance, whatever the strategy (as StartTask, R1.10). */
    void put(String id, Task task) {
        put(row(id), task);
    }

    void put(int instance, Task task) {
        Request request = task.request();
        state.reserve(instance, task.needs(), request.cpuUnits(), request.memoryMiB(), request.gpus());
        placed.add(new Placed(instance, task));
    }

    void release(Placed task) {
        Request request = task.task().request();
        placed.remove(task);
        state.release(task.instance(), task.task().needs(), request.cpuUnits(), request.memoryMiB(), request.gpus());
    }

    int row(String id) {
        for (int instance = 0; instance < state.instances(); instance++) {
            if (state.spec(instance).id().equals(id)) {
                return instance;
            }
        }
        throw new IllegalArgumentException("no instance " + id);
    }

    /** Returns the ids of the instances that may take the task now. */
    List<String> feasible(Task task) {
        List<String> ids = new ArrayList<>();
        for (int instance = 0; instance < state.instances(); instance++) {
            if (pipeline.feasible(task.request(), instance)) {
                ids.add(state.spec(instance).id());
            }
        }
        return ids;
    }

    /** Returns how many instances refuse the task, by ECS's reason. */
    Map<String, Long> refusals(Task task) {
        long[] counts = new long[Refusal.values().length];
        pipeline.explain(task.request(), counts);
        Map<String, Long> byCode = new TreeMap<>();
        for (Refusal refusal : Refusal.values()) {
            if (counts[refusal.ordinal()] > 0) {
                byCode.put(refusal.code(), counts[refusal.ordinal()]);
            }
        }
        return byCode;
    }

    int memoryFree(String id) {
        return state.memoryFree(row(id));
    }

    int cpuFree(String id) {
        return state.cpuFree(row(id));
    }
}
