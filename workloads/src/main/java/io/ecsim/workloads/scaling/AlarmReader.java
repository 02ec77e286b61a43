package io.ecsim.workloads.scaling;

import io.ecsim.cloudwatch.AlarmSettings;
import io.ecsim.cloudwatch.ComparisonOperator;
import io.ecsim.cloudwatch.MissingData;
import io.ecsim.cloudwatch.Statistic;
import io.ecsim.servicescaling.ScalingMetric;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads alarms as PutMetricAlarm takes them or DescribeAlarms prints them. */
public final class AlarmReader {

    private static final int MINUTE = 60;
    private static final int DAY = 86_400;

    /** What an alarm has beyond what decides when it goes off. */
    private static final String[] OF_NO_EFFECT = {
        "AlarmArn",
        "AlarmDescription",
        "AlarmConfigurationUpdatedTimestamp",
        "ActionsEnabled",
        "OKActions",
        "InsufficientDataActions",
        "StateValue",
        "StateReason",
        "StateReasonData",
        "StateUpdatedTimestamp",
        "StateTransitionedTimestamp",
        "Namespace",
        "Dimensions",
        "Unit",
        "Tags"
    };

    static final Map<String, Statistic> STATISTICS = byName(Statistic.values(), Statistic::awsName);
    private static final Map<String, ComparisonOperator> COMPARISONS =
            byName(ComparisonOperator.values(), ComparisonOperator::awsName);
    private static final Map<String, MissingData> TREATMENTS = byName(MissingData.values(), MissingData::awsName);

    private final Faults faults;
    private final MetricNames metrics;

    /**
     * Makes a reader.
     *
     * @param metrics what alarms may watch
     */
    public AlarmReader(Faults faults, MetricNames metrics) {
        this.faults = faults;
        this.metrics = metrics;
    }

    static <T> Map<String, T> byName(T[] values, Function<T, String> name) {
        Map<String, T> byName = new LinkedHashMap<>();
        Arrays.stream(values).forEach(value -> byName.put(name.apply(value), value));
        return Collections.unmodifiableMap(byName);
    }

    /** Reads one alarm. */
    public Optional<AlarmDocument> read(Node node) {
        return ScalingFault.ALARM_VALIDATION.to(faults, () -> alarm(node));
    }

    private Optional<AlarmDocument> alarm(Node node) {
        Fields fields = node.asObject(faults).nothingIsAbsent();
        String name = fields.text("AlarmName", "the name of an alarm");
        Optional<ScalingMetric> metric = metrics.named(fields);
        Statistic statistic = fields.choiceOr("Statistic", STATISTICS, Statistic.AVERAGE);
        int seconds = fields.integer("Period", MINUTE, DAY);
        if (seconds % MINUTE != 0) {
            fields.fault("Period", "found " + seconds + ", expected a multiple of 60 seconds");
        }
        int periods = fields.integer("EvaluationPeriods", 1, AlarmSettings.MOST_MINUTES);
        int points = fields.integerOr("DatapointsToAlarm", 1, AlarmSettings.MOST_MINUTES, periods);
        double threshold = fields.number("Threshold", -Double.MAX_VALUE, Double.MAX_VALUE);
        ComparisonOperator comparison = fields.choice("ComparisonOperator", COMPARISONS);
        MissingData missing = fields.choiceOr("TreatMissingData", TREATMENTS, MissingData.MISSING);
        List<String> actions =
                fields.listOrEmpty("AlarmActions", each -> each.asText(faults, "the ARN or name of a policy"));
        boolean enabled = fields.flagOr("ActionsEnabled", true);
        fields.accept(OF_NO_EFFECT);
        return fields.build(() -> new AlarmDocument(
                name,
                metric.orElseThrow(),
                new AlarmSettings(
                        comparison, threshold, statistic, Math.max(1, seconds / MINUTE), periods, points, missing),
                enabled ? actions : List.of()));
    }
}
