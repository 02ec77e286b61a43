package io.ecsim.controlplane;

import io.ecsim.capacity.BoundTasks;
import io.ecsim.capacity.CapacityProviders;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.StopCode;
import io.ecsim.cluster.Task;
import io.ecsim.faults.InstanceFailures;
import io.ecsim.model.CapacityProviderStrategyItem;
import io.ecsim.model.Demand;
import io.ecsim.model.Launch;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.SchedulingStrategy;
import io.ecsim.model.query.ClusterQuery;
import io.ecsim.placement.PlacementPipeline;
import io.ecsim.placement.Request;
import io.ecsim.placement.RequestKind;
import io.ecsim.services.ServicePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/** Auto Scaling groups and capacity providers, where the tasks of a run wait for them. */
final class ElasticCapacity implements Capacity, CapacityProviders.Tasks {

    private final BackEnd.Run run;
    private final TaskLifecycle lifecycle;
    private final IntConsumer drains;
    private final CapacityProviders providers;
    private final BoundTasks bound = new BoundTasks();
    private final boolean[] ofServices;
    private final boolean[] daemons;
    private final Request request;

    /** What is asked for on the instances of one provider only, by spec, provider and, where it matters, zone. */
    private final Map<String, RequestKind> kinds = new TreeMap<>();

    /** Where zone rebalancing found room for the task that it creates next. */
    private int roomInZone = PlacementPipeline.NONE;

    /**
     * Makes the elastic capacity of a run.
     *
     * @param drains sets an instance DRAINING
     */
    ElasticCapacity(BackEnd.Run run, TaskLifecycle lifecycle, IntConsumer drains) {
        this.run = run;
        this.lifecycle = lifecycle;
        this.drains = drains;
        int specs = run.world().tasks().size();
        this.ofServices = new boolean[specs];
        this.daemons = new boolean[specs];
        for (ServicePlan plan : run.plan().services()) {
            for (int spec : plan.specs()) {
                ofServices[spec] = true;
                daemons[spec] = plan.service().schedulingStrategy() == SchedulingStrategy.DAEMON;
            }
        }
        this.request = new Request(run.kinds().get(0), 0, 0, 0);
        this.providers = new CapacityProviders(
                run.simulation(),
                run.plan().capacity(),
                run.world().instances(),
                this,
                run.streams(),
                run.world().horizonMicros());
    }

    void own(InstanceFailures failures) {
        if (providers.groups().size() > 0) {
            providers.groups().own(failures);
        }
    }

    void begin() {
        if (providers.groups().size() > 0) {
            providers.begin();
        }
    }

    /** Returns the providers and groups. */
    CapacityProviders providers() {
        return providers;
    }

    /** An instance has registered. */
    void joined(int instance) {
        providers.joined(instance);
    }

    /** An instance may have room for tasks that wait. */
    void offer(int instance) {
        providers.offer(instance);
    }

    /** A task has been given an instance. */
    void placed(Task task) {
        providers.placed(task, daemons[task.spec()]);
    }

    /** A task has STOPPED. */
    void gone(Task task) {
        if (task.instance() >= 0) {
            providers.gone(task, daemons[task.spec()]);
        }
    }

    void requireConsistent() {
        providers.requireConsistent();
    }

    private List<CapacityProviderStrategyItem> strategy(int spec) {
        return ((Launch.ByProviders) run.world().tasks().get(spec).launch()).strategy();
    }

    /** Returns the name of the tasks that are shared out over the providers together. */
    private String together(int spec, String startedBy) {
        return ofServices[spec] ? startedBy : "spec " + spec;
    }

    @Override
    public boolean accepts(int spec) {
        return accepts(spec, "", 1);
    }

    @Override
    public boolean accepts(int spec, String startedBy, int tasks) {
        List<CapacityProviderStrategyItem> strategy = strategy(spec);
        String cluster = run.world().tasks().get(spec).cluster();
        boolean allMayWait = strategy.stream().allMatch(item -> providers.waitsFor(item.capacityProvider()));
        if (allMayWait && providers.mayWait(cluster, tasks)) {
            return true;
        }
        int wait = 0;
        for (String provider : unplaceable(spec, bound.next(together(spec, startedBy), strategy, tasks))) {
            if (!providers.waitsFor(provider)) {
                return tasks > 1; // of a call that names several, each is refused by itself (R5.32)
            }
            wait++;
        }
        return wait == 0 || providers.mayWait(cluster, wait);
    }

    /** Returns the providers of those tasks that would find no room now: tries them and takes all back. */
    private List<String> unplaceable(int spec, List<String> wanted) {
        ClusterState cluster = run.cluster();
        Demand demand = demand(spec);
        List<Runnable> givingBack = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (String provider : wanted) {
            RequestKind kind = kind(spec, provider);
            PlacementPipeline pipeline = run.pipelines().get(spec);
            int instance = pipeline.place(request.of(kind, demand));
            if (instance == PlacementPipeline.NONE) {
                left.add(provider);
            } else {
                long devices = pipeline.devices(request, instance);
                cluster.reserve(instance, kind.needs(), demand, devices);
                givingBack.add(
                        () -> cluster.release(instance, run.kinds().get(spec).needs(), demand, devices));
            }
        }
        givingBack.forEach(Runnable::run);
        return left;
    }

    @Override
    public String providerFor(int spec) {
        return providerFor(spec, "");
    }

    @Override
    public String providerFor(int spec, String startedBy) {
        return bound.next(together(spec, startedBy), strategy(spec), 1).get(0);
    }

    @Override
    public void beginCall(int spec) {
        bound.beginAnew(together(spec, ""));
    }

    @Override
    public void ask(Task task) {
        bound.bound(task, together(task.spec(), task.startedBy()), strategy(task.spec()));
        providers.ask(task);
    }

    /** On an instance that is there already and belongs to the provider that the task is bound to (R1.73, R5.5). */
    @Override
    public boolean launchesIn(int spec, String startedBy, String zone) {
        String provider = providerFor(spec, startedBy);
        RequestKind kind = kinds.computeIfAbsent(
                spec + "/" + provider + "/" + zone,
                key -> kindOn(
                        spec, where(CapacityProviders.ATTRIBUTE, provider), where(ClusterState.ZONE_ATTRIBUTE, zone)));
        roomInZone = run.pipelines().get(spec).place(request.of(kind, demand(spec)));
        return roomInZone != PlacementPipeline.NONE;
    }

    @Override
    public void askIn(Task task, String zone) {
        bound.bound(task, together(task.spec(), task.startedBy()), strategy(task.spec()));
        lifecycle.place(task, roomInZone);
    }

    @Override
    public void withdrawn(Task task) {
        providers.withdrawn(task);
    }

    @Override
    public void stops(Task task) {
        bound.stops(task);
    }

    @Override
    public Demand demand(int spec) {
        return run.world().tasks().get(spec).definition().demand();
    }

    @Override
    public boolean distinctInstance(int spec) {
        return run.world().tasks().get(spec).allConstraints().stream()
                .anyMatch(PlacementConstraint.DistinctInstance.class::isInstance);
    }

    @Override
    public boolean fits(Task task, int instance) {
        return run.pipelines().get(task.spec()).feasible(requestOf(task), instance);
    }

    @Override
    public boolean place(Task task) {
        int instance = run.pipelines().get(task.spec()).place(requestOf(task));
        if (instance == PlacementPipeline.NONE) {
            return false;
        }
        lifecycle.place(task, instance);
        return true;
    }

    @Override
    public void placeOn(Task task, int instance) {
        run.pipelines().get(task.spec()).placeOn(requestOf(task), instance);
        lifecycle.place(task, instance);
    }

    @Override
    public void stop(Task task, StopCode code, String reason) {
        lifecycle.stop(task, code, reason);
    }

    @Override
    public void drain(int instance) {
        drains.accept(instance);
    }

    private Request requestOf(Task task) {
        return request.of(kind(task.spec(), task.capacityProvider()), run.tasks(), task.row());
    }

    private RequestKind kind(int spec, String provider) {
        return kinds.computeIfAbsent(
                spec + "/" + provider, key -> kindOn(spec, where(CapacityProviders.ATTRIBUTE, provider)));
    }

    private static PlacementConstraint where(String attribute, String value) {
        return new PlacementConstraint.MemberOf(ClusterQuery.parse("attribute:" + attribute + " == '" + value + "'"));
    }

    /** Returns what is asked for on the instances of a provider: the constraints of the spec and some more (R5.5). */
    private RequestKind kindOn(int spec, PlacementConstraint... more) {
        TaskSpec what = run.world().tasks().get(spec);
        List<PlacementConstraint> constraints = new ArrayList<>(what.allConstraints());
        constraints.addAll(List.of(more));
        RequestKind kind = RequestKind.of(
                run.cluster(), demand(spec), what.groupInCluster(), constraints, what.service(), what.cluster());
        run.imageNeeds().add(kind, what.definition());
        return kind;
    }
}
