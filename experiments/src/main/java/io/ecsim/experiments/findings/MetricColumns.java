package io.ecsim.experiments.findings;

import io.ecsim.observe.Metric;
import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.CellText;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.ColumnKind;
import io.ecsim.reports.table.Decimals;
import java.util.Locale;

/** How metrics appear in tables. */
public final class MetricColumns {

    private MetricColumns() {}

    /** Returns the column of a metric, its key carrying the unit. */
    public static Column of(Metric metric) {
        return new Column(
                key(metric), title(metric), unit(metric), kind(metric), decimals(metric), metric.definition());
    }

    /** Returns the same column under another key suffix and title, for a statistic of the metric. */
    public static Column of(Metric metric, String suffix, String title, String description) {
        return new Column(key(metric) + "_" + suffix, title, unit(metric), kind(metric), decimals(metric), description);
    }

    /** Returns a value as a person reads it, with its unit. */
    public static String text(Metric metric, double value) {
        return Double.isNaN(value) ? "unknown" : CellText.withUnit(of(metric), Cell.real(value));
    }

    /** Returns a difference of the metric as a person reads it; that of shares is in percentage points. */
    public static String difference(Metric metric, double amount) {
        boolean share = kind(metric) == ColumnKind.PERCENT && Double.isFinite(amount);
        return share ? Decimals.fixed(amount * 100, 2) + " points" : text(metric, amount);
    }

    /** Returns the metric's name in words. */
    public static String title(Metric metric) {
        return switch (metric) {
            case WAIT_MEAN -> "Mean wait";
            case WAIT_P50 -> "Median wait";
            case WAIT_P95 -> "95 % wait";
            case WAIT_P99 -> "99 % wait";
            case WAIT_MAX -> "Longest wait";
            case WAIT_MEAN_SMALL -> "Mean wait, small";
            case WAIT_MEAN_MEDIUM -> "Mean wait, medium";
            case WAIT_MEAN_LARGE -> "Mean wait, large";
            case START_LATENCY_MEAN -> "Mean start latency";
            case START_LATENCY_P50 -> "Median start latency";
            case START_LATENCY_P95 -> "95 % start latency";
            case START_LATENCY_P99 -> "99 % start latency";
            case FAILED_STARTS -> "Failed starts";
            case PULLED -> "Pulled";
            case TROUGH -> "Least healthy share";
            case RECOVERY -> "Recovery";
            case DEPLOYMENT_TIME -> "Deployment time";
            case DEPLOYMENTS_FAILED -> "Failed deployments";
            case SCALING_ACTIONS -> "Scaling actions";
            case TASKS_MEAN -> "Mean tasks";
            case GOODPUT -> "Goodput";
            case REQUEST_ERRORS -> "Failed requests";
            case REQUEST_TRIES -> "Tries a request";
            case LATENCY_P50 -> "Median latency";
            case LATENCY_P99 -> "99 % latency";
            case UNPLACED -> "Unplaced";
            case UNPLACED_LARGE -> "Unplaced, large";
            case ALLOCATED_CPU -> "CPU allocated";
            case ALLOCATED_MEMORY -> "Memory allocated";
            case ALLOCATED_GPU -> "GPUs allocated";
            case UTILISED_CPU -> "CPU utilised";
            case UTILISED_MEMORY -> "Memory utilised";
            case FINAL_ALLOCATED_GPU -> "GPUs allocated at the end";
            case FRAGMENTATION_CPU -> "CPU fragmentation";
            case FRAGMENTATION_MEMORY -> "Memory fragmentation";
            case IN_USE -> "Instances in use";
            case IN_USE_PEAK -> "Peak in use";
            case IN_USE_PRICE -> "Price in use";
            case BILLED -> "Billed";
            case LAUNCHED -> "Launched";
            case FLEET_MEAN -> "Mean fleet";
            case FLEET_PEAK -> "Peak fleet";
            case CAPACITY_SHORT -> "Short of capacity";
            case PROVISIONING_TIMEOUTS -> "Timed out";
            case EXPOSURE -> "Exposure";
            case LOST -> "Lost";
            case LOST_AT_ONCE -> "Lost at once";
            case CRASHED -> "Crashed";
            case LOST_WORK -> "Lost work";
            case USEFUL_PRICE -> "Useful price";
            case COMPLETED -> "Completed";
            case WITHHELD -> "Withheld";
            case DECISION_COST -> "Decision cost";
            case CONFLICT_RATE -> "Conflicts";
            case MOVE_RATE -> "Moves";
        };
    }

    /** Returns the metric's name as it stands in a sentence. */
    public static String phrase(Metric metric) {
        return switch (metric) {
            case WAIT_MEAN_SMALL -> "mean wait of small tasks";
            case WAIT_MEAN_MEDIUM -> "mean wait of medium tasks";
            case WAIT_MEAN_LARGE -> "mean wait of large tasks";
            case UNPLACED -> "share of tasks never placed";
            case UNPLACED_LARGE -> "share of large tasks never placed";
            case ALLOCATED_CPU -> "share of CPU allocated";
            case ALLOCATED_MEMORY -> "share of memory allocated";
            case ALLOCATED_GPU -> "share of GPUs allocated";
            case FINAL_ALLOCATED_GPU -> "share of GPUs allocated at the end";
            case FRAGMENTATION_CPU -> "CPU fragmentation";
            case IN_USE -> "mean use of the fleet";
            case IN_USE_PEAK -> "largest use of the fleet";
            case IN_USE_PRICE -> "mean price of the instances in use";
            case BILLED -> "billed price";
            case LAUNCHED -> "instances launched";
            case CAPACITY_SHORT -> "time short of capacity";
            case PROVISIONING_TIMEOUTS -> "tasks that waited for capacity in vain";
            case EXPOSURE -> "exposure to one zone";
            case LOST -> "loss to infrastructure";
            case LOST_AT_ONCE -> "largest loss at one instant";
            case CRASHED -> "loss to crashes";
            case COMPLETED -> "work completed";
            case WITHHELD -> "tasks withheld";
            default -> title(metric).toLowerCase(Locale.ROOT);
        };
    }

    private static String key(Metric metric) {
        StringBuilder key = new StringBuilder();
        for (char letter : metric.key().toCharArray()) {
            if (letter >= 'A' && letter <= 'Z') {
                key.append('_');
            }
            key.append(letter);
        }
        String unit =
                metric.unit().toLowerCase(Locale.ROOT).replace("/", "_per_").replace('-', '_');
        return (key.toString().endsWith(unit) ? key.toString() : key + "_" + unit).toLowerCase(Locale.ROOT);
    }

    private static String unit(Metric metric) {
        return switch (kind(metric)) {
            case PERCENT -> "%";
            case DURATION -> "";
            default -> metric.unit();
        };
    }

    static ColumnKind kind(Metric metric) {
        return switch (metric.unit()) {
            case "share" -> ColumnKind.PERCENT;
            case "s" -> ColumnKind.DURATION;
            case "USD", "USD/h", "USD/vCPU-h" -> ColumnKind.MONEY;
            default -> ColumnKind.NUMBER;
        };
    }

    private static int decimals(Metric metric) {
        return switch (metric.unit()) {
            case "share", "probes", "instances" -> 1;
            case "attempts", "tasks" -> 0;
            case "USD/vCPU-h" -> 4;
            default -> 2;
        };
    }
}
