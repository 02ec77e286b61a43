package io.ecsim.workloads.service;

import io.ecsim.model.DeploymentConfiguration;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.PlacementStrategy;
import io.ecsim.model.PlacementStrategy.Spread;
import io.ecsim.model.SchedulingStrategy;
import io.ecsim.model.Service;
import io.ecsim.model.TargetGroup;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.ecsapi.ApiFault;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads the fields of a service that CreateService and a scenario have in common, and checks them together (R1.72, R1.74,
 * R4.1-R4.3, R4.17).
 */
public final class ServiceFields {

    /** The attribute of an instance's zone. */
    private static final String ZONE = "attribute:ecs.availability-zone";

    /** What ECS does where a service has no strategy (R1.32). */
    private static final List<PlacementStrategy> NO_STRATEGY =
            List.of(new Spread(ZONE), new Spread(Spread.INSTANCE_ID));

    private static final String DAEMON_COUNT =
            "a DAEMON service has one task on each instance, expected no desiredCount";
    private static final int MOST_TASKS = 1_000_000;
    private static final Map<String, SchedulingStrategy> SCHEDULING = scheduling();
    private static final Map<String, Boolean> SWITCH = onOff();
    private static final ApiFault REFUSED = ApiFault.INVALID_PARAMETER;

    private final Fields fields;
    private final IgnoredFields ignored;
    private final boolean described;

    /**
     * Makes a reader.
     *
     * @param fields of the service; the caller ends and builds them
     * @param ignored what becomes of fields that are not modelled
     * @param described whether this is what ECS says of a service, which states the count of a DAEMON too
     */
    public ServiceFields(Fields fields, IgnoredFields ignored, boolean described) {
        this.fields = fields;
        this.ignored = ignored;
        this.described = described;
    }

    /**
     * A service and the constraints of its tasks.
     *
     * @param constraints those of the request; those of the task definition count too
     */
    public record StatedService(Service service, List<PlacementConstraint> constraints) {}

    /** Reads the service; where a field has a fault, something within bounds stands in its place. */
    public StatedService read(String name, String cluster, List<TargetGroup> targetGroups) {
        return REFUSED.to(fields.faults(), () -> stated(name, cluster, targetGroups));
    }

    private StatedService stated(String name, String cluster, List<TargetGroup> targetGroups) {
        SchedulingStrategy scheduling = fields.choiceOr("schedulingStrategy", SCHEDULING, SchedulingStrategy.REPLICA);
        boolean daemon = scheduling == SchedulingStrategy.DAEMON;
        int desired = desiredCount(daemon);
        DeploymentConfiguration deployment = new DeploymentReader(ignored)
                .read(
                        fields,
                        scheduling,
                        daemon ? DeploymentConfiguration.DAEMON_DEFAULT : DeploymentConfiguration.DEFAULT);
        List<PlacementConstraint> constraints = PlacementReader.constraints(fields);
        Optional<List<PlacementStrategy>> strategy = strategy(daemon);
        int grace = fields.integerOr("healthCheckGracePeriodSeconds", 0, Integer.MAX_VALUE, 0);
        boolean rebalancing = rebalancing(daemon, deployment, constraints, strategy);
        Service service = new Service(
                name.isEmpty() ? "unnamed" : name,
                cluster.isEmpty() ? Service.DEFAULT_CLUSTER : cluster,
                scheduling,
                desired,
                deployment,
                targetGroups,
                grace,
                rebalancing,
                strategy);
        return new StatedService(service, constraints);
    }

    /**
     * Reads what UpdateService may change beside the task definition (R4.7).
     *
     * @param before the service until then
     */
    public static StatedUpdate update(Fields update, Service before, IgnoredFields ignored) {
        return REFUSED.to(update.faults(), () -> statedUpdate(update, before, ignored));
    }

    private static StatedUpdate statedUpdate(Fields update, Service before, IgnoredFields ignored) {
        boolean daemon = before.schedulingStrategy() == SchedulingStrategy.DAEMON;
        Optional<Long> desired =
                update.optional("desiredCount", node -> node.asInteger(update.faults(), 0, MOST_TASKS));
        if (daemon && desired.isPresent()) {
            update.fault("desiredCount", ApiFault.DAEMON_WITH_DESIRED_COUNT.behind(DAEMON_COUNT));
        }
        boolean force = update.flagOr("forceNewDeployment", false);
        DeploymentConfiguration deployment =
                new DeploymentReader(ignored).read(update, before.schedulingStrategy(), before.deployment());
        return new StatedUpdate(
                desired.map(count -> OptionalInt.of(count.intValue())).orElse(OptionalInt.empty()),
                force,
                update.has("deploymentConfiguration") ? Optional.of(deployment) : Optional.empty());
    }

    /** What UpdateService changes beside the task definition. */
    public record StatedUpdate(
            OptionalInt desiredCount, boolean forceNewDeployment, Optional<DeploymentConfiguration> deployment) {}

    private int desiredCount(boolean daemon) {
        if (daemon) {
            if (fields.has("desiredCount") && !described) {
                fields.fault("desiredCount", ApiFault.DAEMON_WITH_DESIRED_COUNT.behind(DAEMON_COUNT));
            }
            return 0;
        }
        return fields.integer("desiredCount", 0, MOST_TASKS);
    }

    /** An empty list in a scenario asks for what ECS does without a strategy; in what ECS prints it says nothing. */
    private Optional<List<PlacementStrategy>> strategy(boolean daemon) {
        Optional<List<PlacementStrategy>> stated = PlacementReader.strategy(fields);
        boolean empty = fields.node("placementStrategy")
                .filter(list -> list.items().isEmpty())
                .isPresent();
        if (empty && described) {
            return Optional.empty();
        }
        if (daemon && stated.isPresent()) {
            fields.fault(
                    "placementStrategy",
                    ApiFault.DAEMON_WITH_PLACEMENT_STRATEGY.behind(
                            "a DAEMON service has one task on each instance, expected no placementStrategy"));
        }
        if (empty) {
            return Optional.of(NO_STRATEGY);
        }
        // A longer one is a fault already.
        return stated.filter(list -> list.size() <= PlacementReader.MOST_STRATEGIES);
    }

    /**
     * R1.72, R1.74. What CreateService takes where nothing is stated depends on the strategy; under one that is compared
     * with others it stays off.
     */
    private boolean rebalancing(
            boolean daemon,
            DeploymentConfiguration deployment,
            List<PlacementConstraint> constraints,
            Optional<List<PlacementStrategy>> strategy) {
        boolean zonesFirst = strategy.isEmpty()
                || strategy.get().isEmpty()
                || strategy.get().get(0).equals(new Spread(ZONE));
        boolean pinned = constraints.stream()
                .anyMatch(each -> each instanceof PlacementConstraint.MemberOf member
                        && member.expression().toString().contains(ZONE));
        Optional<String> obstacle = daemon
                ? Optional.of("a DAEMON service cannot have it")
                : deployment.maximumPercent() <= 100
                        ? Optional.of("it needs a maximumPercent above 100, found " + deployment.maximumPercent())
                        : !zonesFirst
                                ? Optional.of("it needs spread(" + ZONE + ") as first strategy, or none")
                                : pinned
                                        ? Optional.of("a placement constraint on the zone excludes it")
                                        : Optional.empty();
        boolean asked =
                fields.choiceOr("availabilityZoneRebalancing", SWITCH, strategy.isPresent() && obstacle.isEmpty());
        if (asked && obstacle.isPresent()) {
            fields.fault(
                    "availabilityZoneRebalancing", REFUSED.behind("found ENABLED, but " + obstacle.get() + " (R1.72)"));
        }
        return asked;
    }

    private static Map<String, SchedulingStrategy> scheduling() {
        Map<String, SchedulingStrategy> names = new LinkedHashMap<>();
        names.put("REPLICA", SchedulingStrategy.REPLICA);
        names.put("DAEMON", SchedulingStrategy.DAEMON);
        return Collections.unmodifiableMap(names);
    }

    private static Map<String, Boolean> onOff() {
        Map<String, Boolean> names = new LinkedHashMap<>();
        names.put("ENABLED", true);
        names.put("DISABLED", false);
        return Collections.unmodifiableMap(names);
    }
}
