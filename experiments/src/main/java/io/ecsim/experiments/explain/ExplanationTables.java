package io.ecsim.experiments.explain;

import io.ecsim.experiments.findings.MetricColumns;
import io.ecsim.model.ContainerInstance;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.placement.DecisionTrace;
import io.ecsim.placement.DecisionTrace.Candidate;
import io.ecsim.placement.Refusal;
import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The tables of an explanation. */
public final class ExplanationTables {

    private static final double MICROS_PER_SECOND = 1e6;

    private ExplanationTables() {}

    /** Returns the tasks that waited longest. */
    public static Table longestWaits(Explainer explainer, int count) {
        Table.Builder table = Table.builder(
                "waits",
                "Tasks that waited longest",
                Column.text("task", "Task", "Its number, for --task."),
                Column.text("group", "Task group", "The task group."),
                Column.duration("requested_s", "Requested", "Simulated time of the request."),
                Column.duration("wait_s", "Wait", "Time from the request to the first instance."),
                Column.text("instance", "Instance", "Where it was placed."));
        for (TaskPlacement task : explainer.longestWaits(count)) {
            double wait = task.waitMicros(explainer.endMicros()) / MICROS_PER_SECOND;
            table.row(
                    Cell.text(Long.toString(task.task())),
                    Cell.text(task.group()),
                    Cell.real(task.requestedMicros() / MICROS_PER_SECOND),
                    task.isPlaced() ? Cell.real(wait) : Cell.above(wait),
                    Cell.text(
                            task.instance().isPresent()
                                    ? explainer
                                            .instances()
                                            .get(task.instance().getAsInt())
                                            .id()
                                    : "never placed"));
        }
        return table.build();
    }

    /** Returns how many instances refused, by reason, the most first. */
    static Table refusals(Decision decision) {
        Map<Refusal, Integer> counts = new EnumMap<>(Refusal.class);
        for (Candidate candidate : decision.trace().candidates()) {
            candidate.refusal().ifPresent(refusal -> counts.merge(refusal, 1, Integer::sum));
        }
        Table.Builder table = Table.builder(
                "refusals",
                "Instances that refused",
                Column.text("reason", "Reason", "The first condition that failed, as ECS names it."),
                Column.integer("instances", "Instances", "", "How many refused by it."),
                Column.text("meaning", "Meaning", "The reason in words."));
        counts.entrySet().stream()
                .sorted(Map.Entry.<Refusal, Integer>comparingByValue().reversed())
                .forEach(entry -> table.row(
                        Cell.text(entry.getKey().code()),
                        Cell.whole(entry.getValue()),
                        Cell.text(entry.getKey().text())));
        return table.build();
    }

    /**
     * Returns the candidates of a decision: those that may take the task, the best first, then those that refuse.
     *
     * @param other the instance whose consequences are told, if any
     * @param rows at most so many
     */
    public static Table candidates(Decision decision, List<ContainerInstance> instances, OptionalInt other, int rows) {
        DecisionTrace trace = decision.trace();
        List<Column> columns = new ArrayList<>(List.of(
                Column.text("instance", "Instance", "Container instance."),
                Column.text("zone", "Zone", "Its Availability Zone."),
                Column.text("outcome", "Outcome", "What became of it in this decision.")));
        for (int stage = 0; stage < trace.stages().size(); stage++) {
            columns.add(Column.integer(
                    "cost_" + (stage + 1), trace.stages().get(stage), "", "Cost in this stage; the least is best."));
        }
        if (trace.ofService()) {
            columns.add(Column.integer("tasks_of_service", "Of service", "tasks", "Tasks of the service there."));
        }
        List<Candidate> ranked = trace.ranked();
        List<Candidate> shown = new ArrayList<>(ranked);
        trace.candidates().stream()
                .filter(candidate -> candidate.refusal().isPresent())
                .forEach(shown::add);
        List<List<Cell>> cells = new ArrayList<>();
        for (Candidate candidate : shown.subList(0, Math.min(rows, shown.size()))) {
            ContainerInstance instance = instances.get(candidate.instance());
            List<Cell> row = new ArrayList<>(List.of(
                    Cell.text(instance.id()),
                    Cell.text(instance.zone().name()),
                    Cell.text(outcome(decision, candidate, ranked, other))));
            for (int stage = 0; stage < trace.stages().size(); stage++) {
                row.add(
                        candidate.refusal().isPresent()
                                ? Cell.unknown("refused")
                                : Cell.whole(candidate.costs().get(stage)));
            }
            if (trace.ofService()) {
                row.add(Cell.whole(candidate.tasksOfService()));
            }
            cells.add(row);
        }
        return new Table("candidates", "Candidates", columns, cells);
    }

    private static String outcome(Decision decision, Candidate candidate, List<Candidate> ranked, OptionalInt other) {
        DecisionTrace trace = decision.trace();
        if (decision.chosen().isPresent() && decision.chosen().getAsInt() == candidate.instance()) {
            return "chosen";
        }
        if (candidate.refusal().isPresent()) {
            return "refused: " + candidate.refusal().get().code();
        }
        String mark = other.isPresent() && other.getAsInt() == candidate.instance() ? "next: " : "";
        Candidate best = ranked.get(0);
        int stage = DecisionTrace.outAt(candidate, best);
        if (stage < trace.stages().size()) {
            return mark + "worse in " + trace.stages().get(stage);
        }
        if (trace.chooser().isPresent()) {
            return mark + "not picked by " + trace.chooser().get();
        }
        return mark + (candidate.tasksOfService() > best.tasksOfService() ? "more of the service" : "registered later");
    }

    /** Returns the metrics that would have been different, the objective's first. */
    static Table metrics(RunResult was, RunResult would, Metric objective) {
        Table.Builder table = Table.builder(
                "metrics",
                "What the run would have found",
                Column.text("metric", "Metric", "Metric of the run."),
                Column.text("was", "As it was", "Its value."),
                Column.text("would", "Otherwise", "Its value had the other instance been taken."),
                Column.text("difference", "Difference", "The latter less the former."));
        List<Metric> metrics = new ArrayList<>(List.of(Metric.values()));
        metrics.remove(objective);
        metrics.add(0, objective);
        for (Metric metric : metrics) {
            double before = was.value(metric);
            double after = would.value(metric);
            if (Double.compare(before, after) != 0 || metric == objective) {
                table.row(
                        Cell.text(MetricColumns.title(metric)),
                        Cell.text(MetricColumns.text(metric, before)),
                        Cell.text(MetricColumns.text(metric, after)),
                        Cell.text(MetricColumns.difference(metric, after - before)));
            }
        }
        return table.build();
    }
}
