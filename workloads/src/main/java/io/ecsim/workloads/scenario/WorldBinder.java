package io.ecsim.workloads.scenario;

import io.ecsim.billing.BillingPlan;
import io.ecsim.controlplane.ContainerInstanceCall;
import io.ecsim.controlplane.ControlPlane;
import io.ecsim.controlplane.NoFitPolicy;
import io.ecsim.controlplane.TaskSpec;
import io.ecsim.faults.FaultPlan;
import io.ecsim.faults.Outage;
import io.ecsim.faults.TrunkRegistration;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Demand;
import io.ecsim.model.TaskBehaviour;
import io.ecsim.servicescaling.ScalingPlan;
import io.ecsim.workload.Workload;
import io.ecsim.workloads.catalogue.SpotBand;
import io.ecsim.workloads.document.Durations;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Kind;
import io.ecsim.workloads.law.ConstantLaw;
import io.ecsim.workloads.law.Quantity;
import io.ecsim.workloads.schedule.SimulatedClock;
import io.ecsim.workloads.trace.TraceWorkload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Binds the fields of a scenario that describe the world: {@code horizon, warmup, startsAt, prices, billing, cluster,
 * clusters, autoScalingGroups, capacityProviders, defaultCapacityProviderStrategy, workload, runTasks, startTasks, schedules,
 * controlPlane, images, services, requests, operations, queue, failures}.
 * The other fields belong to whoever binds the experiment, who also ends the fields.
 */
public final class WorldBinder {

    /** The time until a trunk interface is there, where the scenario gives none: an assumption. */
    private static final long TRUNK_MICROS = 15_000_000;

    private static final Map<String, SpotBand> SPOT_BANDS = Arrays.stream(SpotBand.values())
            .collect(Collectors.toMap(
                    band -> band.name().toLowerCase(Locale.ROOT),
                    band -> band,
                    (one, other) -> one,
                    LinkedHashMap::new));

    private final BindingContext context;

    /** Makes a binder of one scenario. */
    public WorldBinder(BindingContext context) {
        this.context = context;
    }

    /** Binds the world; empty when it has faults, which are then in the context. */
    public Optional<ScenarioWorld> bind(Fields scenario) {
        int before = context.faults().count();
        long horizonMicros = scenario.durationMicros("horizon", 1);
        long warmupMicros = seeksWarmup(scenario) ? 0 : scenario.durationMicrosOr("warmup", 0, Long.MAX_VALUE, 0);
        if (scenario.has("horizon") && warmupMicros > 0 && warmupMicros >= horizonMicros && horizonMicros > 1) {
            scenario.fault("warmup", "the warm-up must be shorter than the horizon");
        }
        SimulatedClock clock = scenario.optional("startsAt", node -> ScheduleBinder.instant(node, context.faults()))
                .map(SimulatedClock::new)
                .orElse(SimulatedClock.EPOCH);
        new PricesBinder(context).bind(scenario);
        context.spotBand(scenario.choiceOr("spotBand", SPOT_BANDS, SpotBand.MIDDLE));
        context.elastic(scenario.has("autoScalingGroups"));
        context.onFargate(FargateBinder.isAsked(scenario));
        Optional<ClusterPlan> fixed = new ClustersBinder(context).bind(scenario);
        fixed.ifPresent(
                plan -> context.sharesGpus(cluster -> plan.around(cluster).sharesGpus()));
        BoundCapacity capacity = new CapacityBinder(context, fixed).bind(scenario);
        Optional<ClusterPlan> cluster = fixed.map(plan -> plan.withElastic(capacity));
        Optional<BoundWorkload> workload = workload(scenario, cluster, horizonMicros);
        List<TaskSpec> tasks =
                new ArrayList<>(workload.map(BoundWorkload::tasks).orElse(List.of()));
        BoundCalls calls = new CallBinder(context, clock, scenario.has("startsAt"), tasks.size()).bind(scenario);
        tasks.addAll(calls.tasks());
        Optional<ControlPlane> controlPlane =
                new ControlPlaneBinder(context, cluster, capacity.plan(), tasks).bind(scenario);
        ScalingPlan scaling = new ScalingBinder(context, new ScheduleBinder(context, clock, scenario.has("startsAt")))
                .bind(scenario, controlPlane.map(ControlPlane::services).orElse(List.of()));
        controlPlane = controlPlane.map(plan -> plan.with(scaling));
        controlPlane.ifPresent(plan -> new ScalingDoubts(plan, tasks).tell(context));
        if (controlPlane.isEmpty()) {
            refuseBehaviour(scenario, tasks);
        }
        List<ContainerInstanceCall> operations = new OperationBinder(context.faults(), cluster).bind(scenario);
        BillingPlan billing = new BillingBinder(context, cluster, controlPlane, tasks).bind(scenario);
        NoFitPolicy noFit = new QueueBinder(context).bind(scenario);
        FaultPlan failures = new FaultBinder(context, cluster, controlPlane).bind(scenario);
        if (context.faults().count() != before || cluster.isEmpty() || workload.isEmpty()) {
            return Optional.empty();
        }
        BoundWorkload bound = workload.get();
        tasks.stream()
                .skip(bound.recorded() ? bound.tasks().size() : 0)
                .forEach(spec -> doubtHopeless(spec, cluster.get()));
        return Optional.of(new ScenarioWorld(
                limited(cluster.get(), bound),
                tasks,
                bound.workload(),
                bound.recorded(),
                bound.drawsOrder(),
                bound.lastArrivalMicros(),
                noFit,
                completed(failures, cluster.get()),
                horizonMicros,
                warmupMicros,
                calls.plan(),
                operations,
                clock,
                controlPlane,
                billing));
    }

    /** Returns whether a scenario leaves it to pilot runs how much of the start is not measured. */
    public static boolean seeksWarmup(Fields scenario) {
        return scenario.optional(
                        "warmup",
                        node -> Optional.of(
                                node.kind() == Kind.TEXT && node.text().equals("auto")))
                .orElse(false);
    }

    /** The tasks of a scenario may all come from services. */
    private Optional<BoundWorkload> workload(Fields scenario, Optional<ClusterPlan> cluster, long horizonMicros) {
        boolean hasServices = scenario.node("services")
                .filter(list -> !list.items().isEmpty())
                .isPresent();
        if (!scenario.has("workload") && hasServices) {
            return Optional.of(new BoundWorkload(List.of(), Workload.EMPTY, false, false, 0));
        }
        return scenario.object("workload", fields -> new WorkloadBinder(context, cluster, horizonMicros).bind(fields));
    }

    /** Without a control plane a task has no containers that could behave in any way. */
    private static void refuseBehaviour(Fields scenario, List<TaskSpec> tasks) {
        tasks.stream()
                .filter(spec -> !spec.behaviour().equals(TaskBehaviour.STEADY))
                .findFirst()
                .ifPresent(spec -> scenario.fault(
                        "workload",
                        "tasks of " + spec.definition().family()
                                + " state a behaviour, which needs a control plane: controlPlane: {}"));
    }

    /** Adds what the cluster itself knows: when machines of a trace are away, and how instances register. */
    private FaultPlan completed(FaultPlan failures, ClusterPlan cluster) {
        List<Outage> outages = new ArrayList<>(cluster.outages());
        outages.addAll(failures.outages());
        FaultPlan plan = failures.withOutages(outages).withSpot(cluster.spot());
        TrunkRegistration trunks = cluster.trunks();
        boolean hasTrunks = Stream.concat(cluster.groups().stream(), cluster.elastic().stream())
                .anyMatch(group -> group.template().attributes().containsKey(TrunkRegistration.ATTRIBUTE));
        if (!hasTrunks || !(plan.takesInstances() || context.elastic() || trunks.initialFleet())) {
            return plan;
        }
        if (trunks.delaySeconds().isEmpty()) {
            context.assume("A trunk interface is there " + Durations.format(TRUNK_MICROS) + " after the launch of its"
                    + " instance: AWS gives no figure (cluster.trunkRegistration.delay).");
            trunks = new TrunkRegistration(
                    Optional.of(new InSeconds(new ConstantLaw(TRUNK_MICROS, Quantity.DURATION))),
                    trunks.failure(),
                    trunks.initialFleet());
        }
        return plan.withTrunks(trunks);
    }

    /** A trace may limit the tasks of one kind on an instance, by resources of its own making. */
    private ClusterPlan limited(ClusterPlan cluster, BoundWorkload workload) {
        if (!(workload.workload() instanceof TraceWorkload trace)) {
            return cluster;
        }
        Map<String, Integer> limits = trace.format().instanceExtra();
        if (limits.isEmpty()) {
            return cluster;
        }
        context.assume("The trace limits how many tasks of a kind an instance holds: " + limits.size() + " kinds, "
                + Collections.min(limits.values()) + " to " + Collections.max(limits.values())
                + " tasks; ECS itself knows only the limit of one (distinctInstance).");
        return cluster.withExtra(limits);
    }

    private void doubtHopeless(TaskSpec spec, ClusterPlan cluster) {
        if (spec.launch().isFargate()) {
            return;
        }
        Demand demand = spec.definition().demand();
        boolean fits = Stream.concat(cluster.groups().stream(), cluster.elastic().stream())
                .map(InstanceGroup::template)
                .anyMatch(instance -> instance.cluster().equals(spec.cluster()) && fits(demand, instance));
        if (!fits) {
            context.assume("Tasks of " + spec.definition().family()
                    + " fit on no instance of the cluster"
                    + (context.clusters().isOne() ? "" : " " + spec.cluster()) + ", even when it is empty.");
        }
    }

    private static boolean fits(Demand demand, ContainerInstance instance) {
        boolean extra = true;
        for (Map.Entry<String, Integer> need : demand.extra().entrySet()) {
            extra &= instance.extra().getOrDefault(need.getKey(), 0) >= need.getValue();
        }
        return extra
                && demand.cpuUnits() <= instance.cpuUnits()
                && demand.memoryMiB() <= instance.memoryMiB()
                && demand.gpus() <= instance.gpus()
                && (demand.gpuMilli() == 0 || instance.gpus() > 0)
                && demand.eniSlots() <= instance.eniSlots()
                && demand.hostPorts().stream()
                        .noneMatch(port -> instance.reservedPorts().contains(port));
    }
}
