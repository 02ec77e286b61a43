package io.ecsim.workloads.scaling;

import io.ecsim.cloudwatch.Statistic;
import io.ecsim.servicescaling.ScalingMetric;
import io.ecsim.servicescaling.ScalingMetric.Kind;
import io.ecsim.servicescaling.ScalingPolicy;
import io.ecsim.servicescaling.StepAdjustment;
import io.ecsim.servicescaling.StepScalingPolicy;
import io.ecsim.servicescaling.StepScalingPolicy.AdjustmentType;
import io.ecsim.servicescaling.TargetTrackingPolicy;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads scaling policies as PutScalingPolicy takes them or DescribeScalingPolicies prints them (R6.2, R6.6, R6.10). */
public final class PolicyReader {

    private static final Pattern NAME = Pattern.compile("[\\x20-\\x7E]{1,256}");
    private static final String TRACKING = "TargetTrackingScaling";
    private static final String STEPS = "StepScaling";
    private static final String TRACKING_FIELD = "TargetTrackingScalingPolicyConfiguration";
    private static final String STEPS_FIELD = "StepScalingPolicyConfiguration";
    private static final long SECOND = 1_000_000;
    private static final int DEFAULT_COOLDOWN = (int) (ScalingPolicy.DEFAULT_COOLDOWN_MICROS / SECOND);
    private static final double MOST_TARGET = 1e108;
    private static final double MOST_BOUND = 1e300;

    private static final Map<String, AdjustmentType> ADJUSTMENT_TYPES =
            AlarmReader.byName(AdjustmentType.values(), AdjustmentType::awsName);
    /** Whether a type of policy goes by steps. */
    private static final Map<String, Boolean> TYPES = types();

    private static final Map<String, Kind> PREDEFINED = predefined();
    private static final Map<String, Statistic> AGGREGATIONS = aggregations();

    private final Faults faults;
    private final ScalingResource resource;
    private final boolean hasTargetGroup;
    private final MetricNames metrics;
    private final List<AlarmDocument> alarms;

    /**
     * Makes a reader of the policies of a resource.
     *
     * @param hasTargetGroup whether requests reach the service through a target group
     * @param metrics what policies may watch
     * @param alarms those that may trigger step scaling policies
     */
    public PolicyReader(
            Faults faults,
            ScalingResource resource,
            boolean hasTargetGroup,
            MetricNames metrics,
            List<AlarmDocument> alarms) {
        this.faults = faults;
        this.resource = resource;
        this.hasTargetGroup = hasTargetGroup;
        this.metrics = metrics;
        this.alarms = List.copyOf(alarms);
    }

    private static Map<String, Boolean> types() {
        Map<String, Boolean> types = new LinkedHashMap<>();
        types.put(TRACKING, false);
        types.put(STEPS, true);
        return types;
    }

    private static Map<String, Kind> predefined() {
        Map<String, Kind> byName = new LinkedHashMap<>();
        for (Kind kind : List.of(Kind.CPU, Kind.MEMORY, Kind.REQUESTS)) {
            byName.put(kind.predefinedName(), kind);
        }
        return byName;
    }

    private static Map<String, Statistic> aggregations() {
        Map<String, Statistic> byName = new LinkedHashMap<>(AlarmReader.STATISTICS);
        byName.values().remove(Statistic.SUM);
        return byName;
    }

    /** Reads one policy. */
    public Optional<ScalingPolicy> read(Node node) {
        return ScalingFault.VALIDATION.to(faults, () -> policy(node));
    }

    private Optional<ScalingPolicy> policy(Node node) {
        Fields fields = node.asObject(faults).nothingIsAbsent();
        String name = fields.text("PolicyName", NAME, "a name of 1 to 256 printable characters");
        resource.read(fields);
        boolean tracks = fields.has(TRACKING_FIELD);
        boolean steps = fields.choiceOr("PolicyType", TYPES, !tracks);
        String arn = fields.textOr("PolicyARN", "");
        List<String> alarmNames = fields.listOrEmpty("Alarms", each -> {
            Fields alarm = fields.inner(each);
            String alarmName = alarm.text("AlarmName");
            alarm.accept("AlarmARN");
            return alarm.build(() -> alarmName);
        });
        fields.accept("CreationTime");
        String unused = steps ? TRACKING_FIELD : STEPS_FIELD;
        if (fields.has(unused)) {
            fields.fault(unused, "does not belong to " + (steps ? STEPS : TRACKING));
        }
        Optional<ScalingPolicy> read = fields.required(
                steps ? STEPS_FIELD : TRACKING_FIELD,
                "what the policy does",
                each -> steps
                        ? steps(fields, fields.inner(each), new Named(name, arn, alarmNames))
                        : tracking(fields.inner(each), name));
        return fields.build(read::orElseThrow);
    }

    /** What else a policy is known by. */
    private record Named(String name, String arn, List<String> alarms) {}

    private Optional<ScalingPolicy> tracking(Fields fields, String name) {
        double target = fields.number("TargetValue", Double.MIN_VALUE, MOST_TARGET);
        Optional<ScalingMetric> predefined =
                fields.optional("PredefinedMetricSpecification", each -> predefined(fields.inner(each)));
        Optional<ScalingMetric> customized =
                fields.optional("CustomizedMetricSpecification", each -> customized(fields.inner(each)));
        if (fields.has("PredefinedMetricSpecification") == fields.has("CustomizedMetricSpecification")) {
            fields.node()
                    .fault(
                            faults,
                            "expected one of PredefinedMetricSpecification and CustomizedMetricSpecification, found "
                                    + (fields.has("PredefinedMetricSpecification") ? "both" : "none"));
        }
        long out = cooldown(fields, "ScaleOutCooldown");
        long in = cooldown(fields, "ScaleInCooldown");
        boolean outOnly = fields.flagOr("DisableScaleIn", false);
        return fields.build(() -> new TargetTrackingPolicy(
                name, predefined.or(() -> customized).orElseThrow(), target, out, in, outOnly));
    }

    private static long cooldown(Fields fields, String name) {
        return fields.integerOr(name, 0, Integer.MAX_VALUE, DEFAULT_COOLDOWN) * SECOND;
    }

    private Optional<ScalingMetric> predefined(Fields fields) {
        Kind kind = fields.choice("PredefinedMetricType", PREDEFINED);
        fields.accept("ResourceLabel");
        if (kind == Kind.REQUESTS && !hasTargetGroup) {
            fields.fault(
                    "PredefinedMetricType",
                    "the service " + resource.service() + " has no target group, expected targetGroups there");
        }
        return fields.build(() -> metrics.predefined(kind));
    }

    private Optional<ScalingMetric> customized(Fields fields) {
        if (fields.has("Metrics")) {
            fields.fault("Metrics", "metric math is not modelled, expected MetricName");
        }
        Optional<ScalingMetric> metric = metrics.named(fields);
        fields.accept("Namespace", "Dimensions", "Statistic", "Unit");
        return fields.build(metric::orElseThrow);
    }

    private Optional<ScalingPolicy> steps(Fields policy, Fields fields, Named named) {
        AdjustmentType type = fields.choice("AdjustmentType", ADJUSTMENT_TYPES);
        List<StepAdjustment> steps = fields.list("StepAdjustments", each -> step(fields.inner(each)));
        Statistic aggregation = fields.choiceOr("MetricAggregationType", AGGREGATIONS, Statistic.AVERAGE);
        long cooldown = cooldown(fields, "Cooldown");
        int magnitude = fields.integerOr("MinAdjustmentMagnitude", 0, Integer.MAX_VALUE, 0);
        Optional<AlarmDocument> alarm = alarm(policy, named);
        return fields.build(() -> new StepScalingPolicy(
                named.name,
                alarm.orElseThrow().metric(),
                alarm.orElseThrow().name(),
                alarm.orElseThrow().settings(),
                type,
                steps,
                aggregation,
                cooldown,
                magnitude));
    }

    private Optional<StepAdjustment> step(Fields fields) {
        double lower = fields.numberOr("MetricIntervalLowerBound", -MOST_BOUND, MOST_BOUND, Double.NEGATIVE_INFINITY);
        double upper = fields.numberOr("MetricIntervalUpperBound", -MOST_BOUND, MOST_BOUND, Double.POSITIVE_INFINITY);
        int adjustment = fields.optional(
                        "ScalingAdjustment", each -> each.asInteger(faults, Integer.MIN_VALUE, Integer.MAX_VALUE))
                .map(Long::intValue)
                .orElse(0);
        if (!fields.has("ScalingAdjustment")) {
            fields.fault("ScalingAdjustment", "ScalingAdjustment is missing, expected an integer");
        }
        return fields.build(() -> new StepAdjustment(lower, upper, adjustment));
    }

    /** A step scaling policy hangs on one alarm: its name is in the policy, or the policy is among its actions. */
    private Optional<AlarmDocument> alarm(Fields policy, Named named) {
        List<AlarmDocument> found = new ArrayList<>();
        for (AlarmDocument alarm : alarms) {
            if (named.alarms.contains(alarm.name()) || alarm.triggers(named.name, named.arn, resource)) {
                found.add(alarm);
            }
        }
        if (found.size() != 1) {
            List<String> names = found.stream().map(AlarmDocument::name).toList();
            policy.node()
                    .fault(
                            faults,
                            (found.isEmpty()
                                            ? "no alarm triggers the policy \"" + named.name + "\""
                                            : "found the alarms " + String.join(", ", names))
                                    + ", expected one of the target's alarms that has it in AlarmActions");
        }
        return found.stream().findFirst();
    }
}
