package io.ecsim.controlplane;

import io.ecsim.agent.AgentCommands.TaskRun;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.StopCode;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskTable;
import io.ecsim.engine.SimClock;
import io.ecsim.model.CapacityProviderStrategyItem;
import io.ecsim.model.Demand;
import io.ecsim.model.Launch;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.TaskBehaviour;
import io.ecsim.model.query.ClusterQuery;
import io.ecsim.observe.RunRecorder;
import io.ecsim.placement.ClosestMatch;
import io.ecsim.placement.PlacementPipeline;
import io.ecsim.placement.Refusal;
import io.ecsim.placement.Request;
import io.ecsim.placement.RequestKind;
import io.ecsim.services.TaskControl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The tasks of services: placed at once or not at all, since the service scheduler itself tries again (R4.30). */
final class ServiceTasks implements TaskControl, TaskLifecycle.Follower {

    private final SimClock clock;
    private final ClusterState cluster;
    private final TaskTable tasks;
    private final List<TaskSpec> specs;
    private final RequestKind[] kinds;
    private final Demand[] demands;
    private final PlacementPipeline[] pipelines;
    private final Request request;

    /** What zone rebalancing asks for, by spec and zone. */
    private final Map<String, RequestKind> zoneKinds = new TreeMap<>();

    private final RunRecorder recorder;
    private final ImageNeeds imageNeeds;
    private final TaskLifecycle lifecycle;
    private final Capacity capacity;
    private final Consumer<Task> changes;

    /**
     * Makes the tasks of services.
     *
     * @param capacity where tasks wait that do not run on whatever instance there is
     * @param changes hears of every change of a service's task
     */
    ServiceTasks(BackEnd.Run run, TaskLifecycle lifecycle, Capacity capacity, Consumer<Task> changes) {
        this.clock = run.simulation().clock();
        this.cluster = run.cluster();
        this.tasks = run.tasks();
        this.specs = run.world().tasks();
        this.kinds = run.kinds().toArray(new RequestKind[0]);
        this.demands = specs.stream().map(spec -> spec.definition().demand()).toArray(Demand[]::new);
        this.pipelines = run.pipelines().toArray(new PlacementPipeline[0]);
        this.request = new Request(this.kinds[0], 0, 0, 0);
        this.recorder = run.recorder();
        this.imageNeeds = run.imageNeeds();
        this.lifecycle = lifecycle;
        this.capacity = capacity;
        this.changes = changes;
    }

    private Request requestOf(int spec) {
        return request.of(kinds[spec], demands[spec]);
    }

    @Override
    public Start start(int spec, String startedBy, long ordinal) {
        if (!specs.get(spec).launch().equals(Launch.EC2)) {
            return capacity.accepts(spec, startedBy, 1)
                    ? await(spec, startedBy, ordinal, Optional.empty())
                    : Start.NotPlaced.of(Optional.empty());
        }
        int instance = pipelines[spec].place(requestOf(spec).forTask(ordinal, clock.nowMicros()));
        if (instance == PlacementPipeline.NONE) {
            return new Start.NotPlaced(() -> pipelines[spec].closest(requestOf(spec)));
        }
        return begin(spec, startedBy, ordinal, instance);
    }

    @Override
    public Start startOn(int spec, String startedBy, long ordinal, int instance) {
        Optional<Refusal> refusal = pipelines[spec].refusal(requestOf(spec), instance);
        if (refusal.isPresent()) {
            return Start.NotPlaced.of(Optional.of(new ClosestMatch(instance, refusal.get())));
        }
        pipelines[spec].placeOn(requestOf(spec).forTask(ordinal, clock.nowMicros()), instance);
        return begin(spec, startedBy, ordinal, instance);
    }

    @Override
    public Start startIn(int spec, String startedBy, long ordinal, String zone) {
        if (!specs.get(spec).launch().equals(Launch.EC2)) {
            return capacity.launchesIn(spec, startedBy, zone)
                    ? await(spec, startedBy, ordinal, Optional.of(zone))
                    : Start.NotPlaced.of(Optional.empty());
        }
        RequestKind kind = zoneKinds.computeIfAbsent(spec + "/" + zone, key -> kindIn(spec, zone));
        int instance = pipelines[spec].place(request.of(kind, demands[spec]).forTask(ordinal, clock.nowMicros()));
        return instance == PlacementPipeline.NONE
                ? Start.NotPlaced.of(Optional.empty())
                : begin(spec, startedBy, ordinal, instance);
    }

    /** Returns what is asked for in one zone only: the constraints of the spec and one more. */
    private RequestKind kindIn(int spec, String zone) {
        TaskSpec what = specs.get(spec);
        List<PlacementConstraint> constraints = new ArrayList<>(what.allConstraints());
        constraints.add(new PlacementConstraint.MemberOf(
                ClusterQuery.parse("attribute:" + ClusterState.ZONE_ATTRIBUTE + " == '" + zone + "'")));
        RequestKind kind = RequestKind.of(
                cluster, demands[spec], what.groupInCluster(), constraints, what.service(), what.cluster());
        imageNeeds.add(kind, what.definition());
        return kind;
    }

    @Override
    public TaskBehaviour behaviour(int spec) {
        return specs.get(spec).behaviour();
    }

    @Override
    public List<CapacityProviderStrategyItem> providers(int spec) {
        return specs.get(spec).launch() instanceof Launch.ByProviders providers ? providers.strategy() : List.of();
    }

    @Override
    public boolean constrainsZone(int spec) {
        for (PlacementConstraint constraint : specs.get(spec).allConstraints()) {
            if (constraint instanceof PlacementConstraint.MemberOf memberOf
                    && memberOf.expression().attributesRead().contains(ClusterState.ZONE_ATTRIBUTE)) {
                return true;
            }
        }
        return false;
    }

    /** Creates a task that waits for its capacity (R5.5). */
    private Start await(int spec, String startedBy, long ordinal, Optional<String> zone) {
        String provider = capacity.providerFor(spec, startedBy);
        Task task = lifecycle.provision(row(spec, ordinal), startedBy, provider, run(spec), this);
        zone.ifPresentOrElse(name -> capacity.askIn(task, name), () -> capacity.ask(task));
        return new Start.Started(task);
    }

    /** Strategies that are not of ECS stand for a service without one. */
    @Override
    public boolean spreadsZones(int spec) {
        if (specs.get(spec).launch().isFargate()) {
            return true; // R1.8, whatever the strategy
        }
        String first = pipelines[spec].firstStrategy();
        boolean ofEcs = first.startsWith("binpack(") || first.startsWith("spread(") || first.equals("random");
        return !ofEcs || first.equals("spread(attribute:" + ClusterState.ZONE_ATTRIBUTE + ")");
    }

    private Start begin(int spec, String startedBy, long ordinal, int instance) {
        int row = row(spec, ordinal);
        Task task = lifecycle.begin(row, instance, startedBy, run(spec), this);
        recorder.placed(row, instance, clock.nowMicros());
        return new Start.Started(task);
    }

    private int row(int spec, long ordinal) {
        Demand demand = demands[spec];
        int row = tasks.add(
                spec,
                demand.cpuUnits(),
                demand.memoryMiB(),
                demand.gpus(),
                0,
                clock.nowMicros(),
                ordinal,
                TaskRun.ENDLESS);
        if (demand.gpuMilli() > 0) {
            tasks.share(row, demand.gpuMilli());
        }
        return row;
    }

    private TaskRun run(int spec) {
        return new TaskRun(specs.get(spec).behaviour(), TaskRun.ENDLESS, 0);
    }

    @Override
    public boolean feasible(int spec, int instance) {
        return pipelines[spec].feasible(requestOf(spec), instance);
    }

    @Override
    public void stop(Task task, StopCode code, String reason) {
        lifecycle.stop(task, code, reason);
    }

    @Override
    public void changed(Task task) {
        changes.accept(task);
    }

    @Override
    public void stopped(Task task) {
        if (task.stopCode() == StopCode.TERMINATION_NOTICE || task.stopCode() == StopCode.SPOT_INTERRUPTION) {
            recorder.aborted(task.row(), clock.nowMicros(), false, task.workedMicros(), 0);
        }
        tasks.remove(task.row());
    }
}
