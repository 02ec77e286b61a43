package io.ecsim.workloads.scenario;

import io.ecsim.cloudwatch.PublicationLag;
import io.ecsim.model.SchedulingStrategy;
import io.ecsim.model.Service;
import io.ecsim.naming.NearestName;
import io.ecsim.services.ServicePlan;
import io.ecsim.servicescaling.ScalableTarget;
import io.ecsim.servicescaling.ScalingPlan;
import io.ecsim.servicescaling.ScalingPolicy;
import io.ecsim.servicescaling.ScheduledAction;
import io.ecsim.servicescaling.StatedMetric;
import io.ecsim.workloads.document.DocumentReader;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Kind;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.law.Quantity;
import io.ecsim.workloads.scaling.AlarmDocument;
import io.ecsim.workloads.scaling.AlarmReader;
import io.ecsim.workloads.scaling.MetricNames;
import io.ecsim.workloads.scaling.PolicyReader;
import io.ecsim.workloads.scaling.ScalingFault;
import io.ecsim.workloads.scaling.ScalingResource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Binds {@code scalableTargets}: services whose desired count Application Auto Scaling changes (section 6). */
final class ScalingBinder {

    /** Most tasks that a service is let have. */
    static final int MOST_TASKS = 1_000_000;

    private static final String FIELD = "scalableTargets";
    private static final long MINUTE = 60_000_000;
    private static final double MOST_LEVEL = 1e300;

    private final BindingContext context;
    private final Faults faults;
    private final ScheduleBinder schedules;
    private final List<String> bound = new ArrayList<>();
    private boolean allServicesBound;

    ScalingBinder(BindingContext context, ScheduleBinder schedules) {
        this.context = context;
        this.faults = context.faults();
        this.schedules = schedules;
    }

    /**
     * Binds the targets of a scenario.
     *
     * @param services those of its world, which targets name
     */
    ScalingPlan bind(Fields scenario, List<ServicePlan> services) {
        int before = faults.count();
        int stated = scenario.node("services").map(list -> list.items().size()).orElse(0);
        allServicesBound = stated == services.size();
        List<ScalableTarget> targets = scenario.listOrEmpty(FIELD, node -> target(node, services));
        return faults.count() == before ? new ScalingPlan(targets) : ScalingPlan.NONE;
    }

    private Optional<ScalableTarget> target(Node node, List<ServicePlan> services) {
        Fields fields = node.asObject(faults);
        Optional<Integer> index = service(fields, services);
        Service service = index.map(each -> services.get(each).service()).orElse(Service.replica("unnamed", 0));
        ScalingResource resource = new ScalingResource(service.cluster(), service.name());
        Bounds bounds = fields.has("target") ? fromDocument(fields, resource) : stated(fields);
        List<StatedMetric> metrics = metrics(fields);
        MetricNames names = new MetricNames(metrics);
        AlarmReader alarmReader = new AlarmReader(faults, names);
        List<AlarmDocument> alarms = documents(fields, "alarms", "MetricAlarms", resource::triggers, alarmReader::read);
        boolean hasTargetGroup = !service.targetGroups().isEmpty();
        PolicyReader policyReader = new PolicyReader(faults, resource, hasTargetGroup, names, alarms);
        List<ScalingPolicy> policies =
                documents(fields, "policies", "ScalingPolicies", resource::owns, policyReader::read);
        ScheduledActionBinder actionBinder = new ScheduledActionBinder(faults, schedules, resource);
        List<ScheduledAction> actions =
                documents(fields, "scheduledActions", "ScheduledActions", resource::owns, actionBinder::bind);
        int lagMinutes = lagMinutes(fields);
        return ScalingFault.VALIDATION.to(
                faults,
                () -> fields.build(() -> index.map(position -> new ScalableTarget(
                                position, bounds.least, bounds.most, policies, actions, metrics, lagMinutes)))
                        .flatMap(Function.identity()));
    }

    private Optional<Integer> service(Fields fields, List<ServicePlan> services) {
        String name = fields.text("service", "the name of a service");
        List<String> names =
                services.stream().map(plan -> plan.service().name()).toList();
        int index = names.indexOf(name);
        if (index < 0) {
            if (!name.isEmpty() && allServicesBound) { // else the service may be one that has faults
                fields.fault(
                        "service",
                        ScalingFault.OBJECT_NOT_FOUND.behind(
                                "the scenario has no service \"" + name + "\"" + NearestName.hint(name, names)));
            }
            return Optional.empty();
        }
        if (services.get(index).service().schedulingStrategy() == SchedulingStrategy.DAEMON) {
            fields.fault(
                    "service",
                    ScalingFault.VALIDATION.behind(
                            "service " + name + " is DAEMON, expected a REPLICA service (R6.1)"));
        }
        if (bound.contains(name)) {
            fields.fault("service", "service " + name + " is a scalable target already");
        }
        bound.add(name);
        return Optional.of(index);
    }

    /** The bounds of a target. */
    private record Bounds(int least, int most) {}

    private static Bounds stated(Fields fields) {
        return bounds(fields, "minCapacity", "maxCapacity");
    }

    private static Bounds bounds(Fields fields, String least, String most) {
        int min = fields.integer(least, 0, MOST_TASKS);
        int max = fields.integer(most, 0, MOST_TASKS);
        return new Bounds(min, max);
    }

    private Bounds fromDocument(Fields fields, ScalingResource resource) {
        for (String field : List.of("minCapacity", "maxCapacity")) {
            if (fields.has(field)) {
                fields.fault(field, field + " comes from the target document, expected one of the two");
            }
        }
        int before = faults.count();
        List<Bounds> found = documents(
                fields,
                "target",
                "ScalableTargets",
                resource::owns,
                node -> ScalingFault.VALIDATION.to(faults, () -> registered(node, resource)));
        if (found.size() != 1 && faults.count() == before) {
            fields.fault(
                    "target",
                    ScalingFault.OBJECT_NOT_FOUND.behind(
                            "found " + found.size() + " scalable targets " + resource.id() + ", expected one"));
        }
        return found.isEmpty() ? new Bounds(0, 0) : found.get(0);
    }

    private Optional<Bounds> registered(Node node, ScalingResource resource) {
        Fields target = node.asObject(faults).nothingIsAbsent();
        resource.read(target);
        Bounds bounds = bounds(target, "MinCapacity", "MaxCapacity");
        target.node("SuspendedState")
                .filter(state -> state.names().stream()
                        .anyMatch(each ->
                                state.member(each).map(Node::text).orElse("").equals("true")))
                .ifPresent(state -> context.assume("Scaling of " + resource.id()
                        + " is suspended in its document; the simulation does not model that and scales."));
        target.accept("RoleARN", "CreationTime", "ScalableTargetARN", "PredictedCapacity", "Tags");
        return target.build(() -> bounds);
    }

    /**
     * Reads documents: a list, one of them, or what the command line prints of several resources, of which those count
     * that are of this one; each of these also as the name of a file.
     */
    private <T> List<T> documents(
            Fields fields, String name, String answer, Predicate<Node> owned, Function<Node, Optional<T>> reader) {
        Optional<Node> content = fields.node(name).flatMap(node -> {
            if (node.kind() != Kind.TEXT) {
                return Optional.of(node);
            }
            Optional<Node> file = DocumentReader.readSibling(node, node.text(), faults);
            file.ifPresent(each -> context.read(Path.of(each.file())));
            return file;
        });
        if (content.isEmpty()) {
            return List.of();
        }
        Node node = content.get();
        Optional<Node> list = node.member(answer);
        if (list.isPresent()) {
            Fields around = node.asObject(faults);
            around.accept(answer, "CompositeAlarms", "NextToken");
            around.end();
            return list.get().items().stream()
                    .filter(owned)
                    .flatMap(each -> reader.apply(each).stream())
                    .toList();
        }
        return node.kind() == Kind.OBJECT
                ? reader.apply(node).map(List::of).orElse(List.of())
                : node.asList(faults, reader).orElse(List.of());
    }

    private List<StatedMetric> metrics(Fields fields) {
        List<StatedMetric> metrics = new ArrayList<>();
        fields.node("metrics").ifPresent(node -> {
            Fields named = node.asObject(faults);
            for (String name : node.names()) {
                named.optionalObject(name, each -> metric(name, each)).ifPresent(metrics::add);
            }
        });
        return metrics;
    }

    private Optional<StatedMetric> metric(String name, Fields fields) {
        List<StatedMetric.Point> points = fields.list("points", this::point);
        boolean perTask = fields.flagOr("perTask", false);
        return fields.build(() -> new StatedMetric(name, points, perTask));
    }

    private Optional<StatedMetric.Point> point(Node node) {
        List<Node> pair = node.items();
        if (pair.size() != 2) {
            return node.refuse(faults, "a pair such as [10m, 80]; [10m, null] is a time without data");
        }
        Optional<Long> from = pair.get(0).asDurationMicros(faults, 0, Quantity.LONGEST_MICROS);
        Optional<Double> level = pair.get(1).kind() == Kind.NOTHING
                ? Optional.of(Double.NaN)
                : pair.get(1).asNumber(faults, -MOST_LEVEL, MOST_LEVEL);
        return from.flatMap(at -> level.map(each -> new StatedMetric.Point(at, each)));
    }

    private static int lagMinutes(Fields fields) {
        long lag = fields.durationMicrosOr(
                "publicationLag", 0, PublicationLag.MOST_MINUTES * MINUTE, PublicationLag.DEFAULT_MINUTES * MINUTE);
        if (lag % MINUTE != 0) {
            fields.fault("publicationLag", "expected whole minutes, such as 1m");
        }
        return (int) (lag / MINUTE);
    }
}
