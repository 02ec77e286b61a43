package io.ecsim.experiments.output;

import io.ecsim.billing.Bill;
import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.Variant;
import io.ecsim.experiments.WorldSource;
import io.ecsim.experiments.findings.Answer;
import io.ecsim.experiments.findings.BillScope;
import io.ecsim.experiments.findings.Doubts;
import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.findings.MetricColumns;
import io.ecsim.experiments.findings.Phrases;
import io.ecsim.experiments.findings.Standing;
import io.ecsim.experiments.findings.Sureness;
import io.ecsim.experiments.run.Need;
import io.ecsim.observe.Metric;
import io.ecsim.placement.Refusal;
import io.ecsim.reports.figure.Axis;
import io.ecsim.reports.figure.Figure;
import io.ecsim.reports.page.KeyNumber;
import io.ecsim.reports.page.Part;
import io.ecsim.reports.page.Repeat;
import io.ecsim.reports.page.Report;
import io.ecsim.reports.page.Section;
import io.ecsim.reports.table.Decimals;
import io.ecsim.reports.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fills the report, in the order in which a person reads it. */
final class ReportPage {

    private static final double MICRO = 1e6;

    private ReportPage() {}

    static Report of(Findings findings, Repetition repetition) {
        Answer answer = Answer.of(findings);
        List<Table> pairs = new ArrayList<>();
        if (findings.standings().size() > 1) {
            pairs.add(DetailTables.comparisons(findings));
            DetailTables.withBest(findings).ifPresent(pairs::add);
        }
        List<Figure> first = List.of(ComparisonFigures.behind(findings), ComparisonFigures.needAgainstWait(findings));
        return new Report(
                findings.experiment().name(),
                answer.headline(),
                numbers(findings),
                new Part(Sureness.of(findings), pairs, List.of()),
                first,
                Doubts.of(findings),
                whyNotPlaced(findings),
                repeat(findings, repetition),
                sections(findings, answer, repetition.threads()));
    }

    private static List<KeyNumber> numbers(Findings findings) {
        Standing first = findings.standings().get(0);
        Metric objective = findings.experiment().objective().metric();
        String whose = first.strategy() + (first.tied() ? ", one of those that tie" : "");
        String bound = first.isLowerBound() ? "> " : "";
        return List.of(
                key(MetricColumns.title(objective), bound + MetricColumns.text(objective, first.objective()), whose),
                trough(findings, first).orElse(need(findings, first)),
                price(findings, first),
                unplaced(first));
    }

    /** Returns what deployments cost in health, in place of a need that nobody asked for. */
    private static Optional<KeyNumber> trough(Findings findings, Standing first) {
        boolean asked = findings.experiment().need().isPresent();
        boolean objective = findings.experiment().objective().metric() == Metric.TROUGH;
        double share = first.mean(Metric.TROUGH);
        return asked || objective || Double.isNaN(share) || !DeploymentTable.hasUpdates(findings)
                ? Optional.empty()
                : Optional.of(key(
                        MetricColumns.title(Metric.TROUGH),
                        MetricColumns.text(Metric.TROUGH, share),
                        "of the desired tasks of any service, once it was complete"));
    }

    /** Returns how many tasks found no room; where none was requested, how long those of services took to start. */
    private static KeyNumber unplaced(Standing first) {
        double share = first.mean(Metric.UNPLACED);
        double latency = first.mean(Metric.START_LATENCY_P95);
        return Double.isNaN(share) && Double.isFinite(latency)
                ? key(
                        "Start latency",
                        MetricColumns.text(Metric.START_LATENCY_P95, latency),
                        "95 % of the tasks run within this time of their creation")
                : key("Unplaced", MetricColumns.text(Metric.UNPLACED, share), "of all tasks requested");
    }

    private static KeyNumber key(String label, String text, String note) {
        int space = text.lastIndexOf(' ');
        boolean split = space > 0 && !text.startsWith("> ") && !text.startsWith("< ");
        return split
                ? new KeyNumber(label, text.substring(0, space), text.substring(space + 1), note)
                : new KeyNumber(label, text, "", note);
    }

    private static KeyNumber need(Findings findings, Standing first) {
        if (first.need().isEmpty()) {
            boolean asked = findings.experiment().need().isPresent();
            return KeyNumber.unknown("Need", asked ? "the search was stopped" : "the scenario asks for no search");
        }
        Need need = first.need().get();
        String value =
                need.isFound() ? Decimals.whole(need.instances().getAsInt()) : "> " + Decimals.whole(need.tried());
        return new KeyNumber(
                "Need",
                value,
                "instances",
                "fewest that keep the conditions; the "
                        + (findings.experiment().hasVariants() ? "variant" : "scenario") + " has "
                        + Decimals.whole(findings.contender(first).worlds().instances()));
    }

    private static KeyNumber price(Findings findings, Standing first) {
        WorldSource worlds = findings.contender(first).worlds();
        boolean elastic = worlds.mostInstances() > worlds.instances();
        if (first.need().isEmpty()
                && (elastic || BillScope.isWide(findings.result().runs()))) {
            return bill(findings, first);
        }
        int instances =
                first.need().map(need -> need.instances().orElse(need.tried())).orElse(worlds.instances());
        long price = worlds.microUsdPerHour(instances);
        if (price == 0) {
            return KeyNumber.unknown("Price", "the instances have no price");
        }
        String of = first.need().isEmpty()
                ? "of the " + (findings.experiment().hasVariants() ? "variant" : "scenario") + "'s instances"
                : first.need().get().isFound() ? "of the need" : "of the most tried";
        return new KeyNumber("Price", Decimals.fixed(price / MICRO, 2), "USD/h", of + "; " + Phrases.perMonth(price));
    }

    /** Returns what an hour of the measured time cost, where instances come and go or are not all that costs. */
    private static KeyNumber bill(Findings findings, Standing first) {
        double hours = findings.result().runs().pairedRuns(first.order()).stream()
                        .mapToLong(run -> run.bill().measuredMicros())
                        .average()
                        .orElse(0)
                / Bill.MICROS_PER_HOUR;
        if (!(hours > 0)) {
            return KeyNumber.unknown("Bill", "nothing was measured");
        }
        double perHour = first.mean(Metric.BILLED) / hours;
        return new KeyNumber(
                "Bill",
                Decimals.fixed(perHour, 2),
                "USD/h",
                "mean of the measured time, all items; " + Phrases.perMonth(Math.round(perHour * MICRO)));
    }

    private static Part whyNotPlaced(Findings findings) {
        List<Refusal> reasons = RunFigures.reasons(findings);
        if (reasons.isEmpty() && !RunFigures.hasRequests(findings)) {
            return Part.absent("Nothing was asked for beside services. What held their deployments up is below, under"
                    + " Deployments and Service messages.");
        }
        if (reasons.isEmpty()) {
            return Part.absent("Every task found an instance at its first try.");
        }
        if (reasons.size() == 1) {
            return Part.text("Every sampled refusal, under every "
                    + findings.experiment().contenderNoun() + ", had the same first reason: "
                    + reasons.get(0).text() + " (" + reasons.get(0).code() + ").");
        }
        Part part = Part.text("Each time no instance could take a task, the instances were asked why not.");
        return RunFigures.refusals(findings).map(part::with).orElse(part);
    }

    private static Repeat repeat(Findings findings, Repetition repetition) {
        Experiment experiment = findings.experiment();
        List<Repeat.Fact> facts = new ArrayList<>();
        facts.add(new Repeat.Fact("ecsim", repetition.version()));
        facts.add(new Repeat.Fact("Seed", Long.toString(experiment.seed())));
        facts.add(new Repeat.Fact("Replications", Integer.toString(findings.asked())));
        experiment
                .inputs()
                .forEach(input -> facts.add(new Repeat.Fact(
                        input.name(), "sha256 " + input.sha256() + ", " + Decimals.whole(input.bytes()) + " bytes")));
        for (Variant variant : experiment.variants()) {
            if (variant.isStated()) {
                facts.add(new Repeat.Fact(
                        "Variant " + variant.name(),
                        variant.changes().isEmpty()
                                ? "the scenario as it stands"
                                : String.join(", ", variant.changes())));
            }
        }
        experiment
                .overrides()
                .forEach(override -> facts.add(new Repeat.Fact("--set", override + " (in place of the scenario's)")));
        return new Repeat(repetition.command(), facts);
    }

    private static List<Section> sections(Findings findings, Answer answer, int threads) {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("Ranking", Part.text(answer.separates()).with(RankingTable.of(findings))));
        if (!findings.result().needs().isEmpty()) {
            sections.add(new Section(
                    "What each " + findings.experiment().contenderNoun() + " needs",
                    Part.text(
                                    findings.experiment().hasVariants()
                                            ? "The fewest instances with which it keeps the conditions, and their price."
                                            : "On a fixed fleet every strategy is billed the same; its price is what it needs.")
                            .with(DetailTables.need(findings))));
        }
        BillTable.of(findings)
                .ifPresent(table -> sections.add(new Section(
                        "Bill",
                        Part.text(BillScope.counted(findings.result().runs()) + " "
                                        + BillScope.notCounted(findings.experiment())
                                        + " A month is an extrapolation of the measured time.")
                                .with(table))));
        ClusterTable.of(findings)
                .ifPresent(table -> sections.add(new Section(
                        "Clusters",
                        Part.text("No task leaves its cluster; other figures are of all clusters together.")
                                .with(table))));
        VariantTable.of(findings)
                .ifPresent(table -> sections.add(new Section(
                        "Variants",
                        Part.text(
                                        "What each has in place of the scenario's own values; the random numbers are the same.")
                                .with(table))));
        RepackingSection.of(findings).ifPresent(sections::add);
        FaultSections.of(findings).ifPresent(sections::add);
        sections.addAll(ControlPlaneSections.of(findings));
        waiting(findings).ifPresent(part -> sections.add(new Section("Waiting", part)));
        String resource = RunFigures.tightestResource(findings);
        course(findings, resource, "allocation-over-time", "Reserved over time", RunFigures.allocationAxis(resource))
                .ifPresent(figure -> sections.add(new Section("Allocation over time", in(findings, figure))));
        sections.add(new Section(
                "Zone balance",
                RunFigures.zones(findings)
                        .map(figure -> Part.text("What a zone failure would take at once.")
                                .with(figure))
                        .orElse(Part.absent("The cluster has one zone."))));
        if (RunFigures.isKnown(findings, Metric.FRAGMENTATION_CPU)) {
            sections.add(new Section(
                    "Fragmentation",
                    Part.text("Capacity that is free and yet useless for the mix of tasks.")
                            .with(ComparisonFigures.fragmentation(findings))));
        }
        RegretSection.of(findings, threads).ifPresent(sections::add);
        SchedulerTable.of(findings)
                .ifPresent(table -> sections.add(new Section(
                        "Beside placing",
                        Part.text("What strategies did that is no placement: means over the replications.")
                                .with(table))));
        sections.add(new Section("Every metric", asked(findings).with(DetailTables.metrics(findings))));
        return sections;
    }

    private static Part in(Findings findings, Figure figure) {
        Part part = Part.text("The resource of which most is reserved, and the instances that hold a task.")
                .with(figure);
        return course(
                        findings,
                        Metric.IN_USE.key(),
                        "in-use-over-time",
                        "Instances in use over time",
                        Axis.linear("in_use_instances", "Instances in use", "instances"))
                .map(part::with)
                .orElse(part);
    }

    /** Returns nothing where no task was asked for that could wait: tasks of services do not. */
    private static Optional<Part> waiting(Findings findings) {
        Optional<Table> calls = CallTable.of(findings);
        if (!RunFigures.hasRequests(findings)) {
            return calls.map(table -> Part.text("What was started beside services; nothing of it waits.")
                    .with(table));
        }
        Part part =
                Part.text("How long tasks wait, and how many wait at a time.").with(RunFigures.waits(findings));
        Optional<Table> byPriority = PriorityTable.of(findings);
        if (byPriority.isPresent()) {
            part = part.with(byPriority.get());
        }
        if (calls.isPresent()) {
            part = part.with(calls.get());
        }
        Optional<Figure> waiting = course(
                findings,
                "waiting",
                "waiting-over-time",
                "Tasks waiting over time",
                Axis.linear("waiting_tasks", "Tasks waiting", "tasks"));
        return Optional.of(waiting.isPresent() ? part.with(waiting.get()) : part);
    }

    private static Optional<Figure> course(Findings findings, String key, String name, String title, Axis axis) {
        return RunFigures.course(findings, key, name, title, axis).map(figure -> figure);
    }

    private static Part asked(Findings findings) {
        Experiment experiment = findings.experiment();
        List<String> paragraphs = new ArrayList<>();
        if (!experiment.description().isBlank()) {
            paragraphs.add(experiment.description());
        }
        paragraphs.add("Objective: " + Phrases.objective(experiment.objective()) + ".");
        return new Part(paragraphs, List.of(), List.of());
    }
}
