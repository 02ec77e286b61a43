package io.ecsim.experiments.output;

import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.findings.Standing;
import io.ecsim.observe.FaultRecord;
import io.ecsim.observe.RunResult;
import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** {@code faults.csv}: how services came through each planned fault, means over the replications. */
final class FaultTable {

    private static final double MICROS = 1e6;

    private FaultTable() {}

    /** Returns whether something else than deployments is planned. */
    static boolean hasFaults(Findings findings) {
        return findings.standings().stream()
                .flatMap(standing -> findings.result().runs().pairedRuns(standing.order()).stream())
                .flatMap(run -> run.faults().faults().stream())
                .anyMatch(fault -> fault.kind() != FaultRecord.Kind.DEPLOYMENT);
    }

    /** Returns one row a contender and fault, fault by fault; nothing where none is planned. */
    static Optional<Table> of(Findings findings) {
        Map<String, Map<Standing, List<FaultRecord>>> faults = faults(findings);
        if (faults.isEmpty()) {
            return Optional.empty();
        }
        Table.Builder table = Table.builder(
                "faults",
                "Faults: means over replications",
                Column.text("fault", "Fault", "What struck, and where."),
                Column.duration("at_s", "At", "Simulated time at which it began."),
                ContenderColumn.of(findings),
                Column.duration("lasted_s", "Lasted", "From its beginning to its end."),
                Column.percent("trough", "Least healthy share", 1, "Of the desired tasks of any service."),
                Column.duration(
                        "recovery_s", "Recovery", "From its beginning until every service was whole again for 60 s."),
                Column.number(
                        "lost_tasks",
                        "Tasks lost",
                        "",
                        1,
                        "Tasks on the instances, or in the places of Fargate, that it took."),
                Column.number("lost_instances", "Instances lost", "", 1, "Instances that it took."));
        faults.forEach((fault, byContender) -> byContender.forEach((standing, records) -> table.row(
                Cell.text(fault.substring(0, fault.indexOf('@'))),
                Cell.real(records.get(0).fromMicros() / MICROS),
                Cell.text(standing.strategy()),
                lasted(records),
                trough(records),
                recovery(records),
                mean(records, FaultRecord::tasksLost),
                mean(records, FaultRecord::instancesLost))));
        return Optional.of(table.build());
    }

    /** Returns the records of each fault by contender; a fault is the same where kind, place and time are. */
    private static Map<String, Map<Standing, List<FaultRecord>>> faults(Findings findings) {
        Map<String, Map<Standing, List<FaultRecord>>> faults = new LinkedHashMap<>();
        for (Standing standing : findings.standings()) {
            for (RunResult run : findings.result().runs().pairedRuns(standing.order())) {
                for (FaultRecord fault : run.faults().faults()) {
                    faults.computeIfAbsent(words(fault) + "@" + fault.fromMicros(), each -> new LinkedHashMap<>())
                            .computeIfAbsent(standing, each -> new ArrayList<>())
                            .add(fault);
                }
            }
        }
        return faults;
    }

    /** Returns what struck and where, in words. */
    static String words(FaultRecord fault) {
        String what = switch (fault.kind()) {
            case ZONE_POWER -> "zone without power";
            case ZONE_PARTITION -> "zone cut off";
            case ZONE_IMPAIRED -> "zone impaired";
            case ZONAL_SHIFT -> "zonal shift";
            case REGISTRY_DOWN -> "registry down";
            case REGISTRY_SLOW -> "registry slow";
            case AGENTS -> "agents cut off";
            case CONTROL_PLANE -> "control plane throttled";
            case SPOT_RECLAIM -> "Spot taken back";
            case INSTANCE_REFRESH -> "instance refresh";
            case DEPLOYMENT -> "deployment";
        };
        return fault.where().isEmpty() ? what : what + ": " + fault.where();
    }

    /** Returns the mean recovery in seconds; a bound from below where some replication did not see it. */
    static Cell recovery(List<FaultRecord> records) {
        if (records.isEmpty() || !records.stream().allMatch(FaultRecord::concernsServices)) {
            return Cell.unknown("there are no services to recover");
        }
        double mean = records.stream()
                .mapToDouble(FaultRecord::recoverySeconds)
                .average()
                .orElseThrow();
        return records.stream().allMatch(FaultRecord::recovered) ? Cell.real(mean) : Cell.above(mean);
    }

    private static Cell lasted(List<FaultRecord> records) {
        boolean open = records.stream().anyMatch(record -> record.untilMicros() == FaultRecord.OPEN);
        return open
                ? Cell.unknown("it had not ended when the run did")
                : mean(records, record -> (record.untilMicros() - record.fromMicros()) / MICROS);
    }

    private static Cell trough(List<FaultRecord> records) {
        return records.stream().allMatch(FaultRecord::concernsServices)
                ? mean(records, record -> record.trough().orElseThrow())
                : Cell.unknown("there are no services");
    }

    private static Cell mean(List<FaultRecord> records, ToDoubleFunction<FaultRecord> of) {
        return Cell.real(records.stream().mapToDouble(of).average().orElseThrow());
    }
}
