package io.ecsim.workloads.scaling;

import io.ecsim.naming.NearestName;
import io.ecsim.servicescaling.ScalingMetric;
import io.ecsim.servicescaling.ScalingMetric.Kind;
import io.ecsim.servicescaling.StatedMetric;
import io.ecsim.workloads.document.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds what the documents of a scalable target call metrics: those of its service (R6.2), and those that it states. */
public final class MetricNames {

    /** How CloudWatch names the metrics that policies know as predefined ones. */
    private static final Map<String, Kind> IN_CLOUDWATCH = inCloudWatch();

    private final List<String> stated;

    /** Makes a finder that knows the stated metrics of a target, in their order. */
    public MetricNames(List<StatedMetric> stated) {
        this.stated = stated.stream().map(StatedMetric::name).toList();
    }

    private static Map<String, Kind> inCloudWatch() {
        Map<String, Kind> kinds = new TreeMap<>();
        kinds.put("CPUUtilization", Kind.CPU);
        kinds.put("MemoryUtilization", Kind.MEMORY);
        kinds.put("RequestCountPerTarget", Kind.REQUESTS);
        return kinds;
    }

    /** Returns a predefined metric; one that is stated under its name takes its place. */
    ScalingMetric predefined(Kind kind) {
        int position = stated.indexOf(kind.predefinedName());
        return position < 0 ? ScalingMetric.predefined(kind) : ScalingMetric.stated(position);
    }

    /** Reads the field {@code MetricName}. */
    Optional<ScalingMetric> named(Fields fields) {
        String name = fields.text("MetricName", "the name of a metric");
        int position = stated.indexOf(name);
        if (position >= 0) {
            return Optional.of(ScalingMetric.stated(position));
        }
        Kind kind = IN_CLOUDWATCH.get(name);
        if (kind != null) {
            return Optional.of(predefined(kind));
        }
        if (!name.isEmpty()) {
            List<String> known = new ArrayList<>(stated);
            known.addAll(IN_CLOUDWATCH.keySet());
            String hint = NearestName.hint(name, known);
            fields.fault(
                    "MetricName",
                    "found \"" + name + "\", which is no metric of the service or the target"
                            + (hint.isEmpty() ? "." : hint) + " Allowed: " + String.join(", ", known));
        }
        return Optional.empty();
    }
}
