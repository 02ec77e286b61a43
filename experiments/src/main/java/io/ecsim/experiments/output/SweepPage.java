package io.ecsim.experiments.output;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.designs.Axis;
import io.ecsim.experiments.designs.Design;
import io.ecsim.experiments.findings.MetricColumns;
import io.ecsim.experiments.findings.Phrases;
import io.ecsim.experiments.sweep.Sweep;
import io.ecsim.experiments.sweep.SweepAnswer;
import io.ecsim.experiments.sweep.SweepFindings;
import io.ecsim.observe.Metric;
import io.ecsim.reports.figure.Figure;
import io.ecsim.reports.page.KeyNumber;
import io.ecsim.reports.page.Part;
import io.ecsim.reports.page.Repeat;
import io.ecsim.reports.page.Report;
import io.ecsim.reports.page.Section;
import io.ecsim.reports.table.Decimals;
import io.ecsim.reports.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Fills the report of a sweep, in the order in which a person reads it. */
final class SweepPage {

    /** More maps than this are not drawn for a metric. */
    private static final int MOST_MAPS = 6;

    private final SweepFindings findings;
    private final Sweep sweep;
    private final SweepFigures figures;
    private final SweepTables tables;

    private SweepPage(SweepFindings findings) {
        this.findings = findings;
        this.sweep = findings.sweep();
        this.figures = new SweepFigures(findings);
        this.tables = new SweepTables(findings);
    }

    static Report of(SweepFindings findings, Repetition repetition) {
        return new SweepPage(findings).report(repetition);
    }

    private Report report(Repetition repetition) {
        SweepAnswer answer = SweepAnswer.of(findings);
        List<Figure> first = first();
        return new Report(
                sweep.first().name() + ": " + design(sweep),
                headline(answer),
                numbers(),
                new Part(sure(), List.of(), List.of()),
                first,
                doubts(),
                Part.absent("A sweep keeps no samples of refusals. ecsim compare tells them at one point, with --set"
                        + " for each value."),
                repeat(repetition),
                sections(answer, first));
    }

    private String headline(SweepAnswer answer) {
        return isMorris()
                ? new SweepSensitivity(findings)
                        .sentences().stream().findFirst().orElse(answer.headline())
                : answer.headline();
    }

    /** Returns the design in words, such as {@code 4 x 5 points of 2 axes}. */
    static String design(Sweep sweep) {
        List<Axis> axes = sweep.axes();
        String of = " of " + Phrases.count(axes.size(), "axis").replace("axiss", "axes");
        if (sweep.plan().design() instanceof Design.LatinHypercube cube) {
            return "Latin hypercube of " + cube.points() + " points" + of;
        }
        if (sweep.plan().design() instanceof Design.Morris morris) {
            return Phrases.count(morris.trajectories(), "Morris trajectory").replace("trajectorys", "trajectories")
                    + of;
        }
        return String.join(
                        " x ",
                        axes.stream()
                                .map(axis -> Integer.toString(axis.values().size()))
                                .toList())
                + " points" + of;
    }

    private List<KeyNumber> numbers() {
        Metric objective = sweep.first().objective().metric();
        int[] wins = SweepAnswer.wins(findings, objective);
        int most = 0;
        int won = 0;
        for (int i = 0; i < wins.length; i++) {
            won += wins[i];
            most = wins[i] > wins[most] ? i : most;
        }
        int points = sweep.points().size();
        long infeasible = findings.atPoints().stream()
                .filter(each -> each.best() >= 0 && !each.feasible())
                .count();
        KeyNumber leader = wins[most] == 0
                ? KeyNumber.unknown("Wins most", "nobody wins anywhere")
                : new KeyNumber(
                        "Wins most",
                        Integer.toString(wins[most]),
                        "of " + Phrases.count(points, "point"),
                        sweep.contenders().get(most));
        return List.of(
                leader,
                new KeyNumber(
                        "Not separable",
                        Integer.toString(points - won),
                        "of " + Phrases.count(points, "point"),
                        "the best cannot be told from the next"),
                new KeyNumber(
                        "Out of reach",
                        Long.toString(infeasible),
                        points == 1 ? "point" : "points",
                        sweep.first().objective().subjectTo().isEmpty()
                                ? "the scenario states no conditions"
                                : "nobody keeps the conditions there"),
                new KeyNumber(
                        "Runs",
                        Decimals.whole(sweep.runs()),
                        "",
                        Phrases.count(sweep.first().replicate().count(), "replication") + " at every point"));
    }

    private List<String> sure() {
        List<String> sentences = new ArrayList<>();
        int pairs = findings.result().pairs();
        Experiment experiment = sweep.first();
        if (findings.result().stopped()) {
            sentences.add("Ended early: " + pairs + " of "
                    + Phrases.count(experiment.replicate().count(), "replication")
                    + " are finished at every point; only these count.");
        }
        if (pairs < 2) {
            sentences.add("One replication gives no interval and no significance: nothing is separable.");
            return sentences;
        }
        sentences.add(Phrases.count(pairs, "replication") + ", each the same random numbers for every "
                + experiment.contenderNoun() + " at every point; what varies between them: "
                + experiment.replicate().varies() + ".");
        sentences.add(
                "At each point the p-values of all pairs are adjusted after Holm, so that any false separation there"
                        + " is at most 5 % likely. There is no adjustment over points: of 100 points without a difference, up to 5"
                        + " may show one, so a lone point that differs from all its neighbours is weak evidence.");
        return sentences;
    }

    private List<String> doubts() {
        Set<String> doubts = new LinkedHashSet<>();
        sweep.experiments().forEach(experiment -> doubts.addAll(experiment.assumptions()));
        long nobody =
                findings.atPoints().stream().filter(each -> each.best() < 0).count();
        if (nobody > 0) {
            doubts.add("At " + Phrases.count(nobody, "point") + " nobody has a value of "
                    + MetricColumns.phrase(sweep.first().objective().metric()) + ".");
        }
        boolean bound = sweep.points().stream().anyMatch(point -> isBound(point.index()));
        if (bound) {
            doubts.add("Some runs only bound the objective from below: too many of their tasks were still waiting.");
        }
        if (sweep.axes().size() > 1 && !isMorris()) {
            doubts.add(
                    "Figures along one axis show means over all values of the others that were looked at; who wins at a"
                            + " single point may differ, see the table of points.");
        }
        return List.copyOf(doubts);
    }

    private boolean isBound(int point) {
        return findings.result().runs().get(point).stream()
                .flatMap(List::stream)
                .flatMap(run -> run.stream())
                .anyMatch(run -> run.isLowerBound());
    }

    private boolean isMorris() {
        return sweep.plan().design() instanceof Design.Morris;
    }

    private List<Figure> first() {
        Metric objective = sweep.first().objective().metric();
        List<Figure> first = new ArrayList<>();
        if (isMorris()) {
            SweepSensitivity sensitivity = new SweepSensitivity(findings);
            first.add(sensitivity.figure(objective, false));
            if (sweep.contenders().size() > 1) {
                first.add(sensitivity.figure(objective, true));
            }
            return first;
        }
        if (sweep.axes().size() > 1 && sweep.contenders().size() > 1) {
            first.add(figures.map(objective, 0, 1));
            first.add(figures.trend(objective, 0));
            return first;
        }
        first.add(figures.trend(objective, 0));
        if (sweep.contenders().size() > 1) {
            first.add(figures.difference(objective, 0));
        }
        return first;
    }

    private List<Section> sections(SweepAnswer answer, List<Figure> first) {
        List<Section> sections = new ArrayList<>();
        Metric objective = sweep.first().objective().metric();
        List<String> where = new ArrayList<>();
        if (isMorris()) {
            where.add(answer.headline());
        }
        where.addAll(answer.details());
        where.add("Objective: " + Phrases.objective(sweep.first().objective()) + ".");
        sections.add(new Section("Who wins where", new Part(where, List.of(points(objective)), List.of())));
        if (isMorris()) {
            SweepSensitivity sensitivity = new SweepSensitivity(findings);
            for (Metric metric : sweep.metrics()) {
                Part part = new Part(
                        metric == objective ? sensitivity.sentences() : List.of(),
                        List.of(sensitivity.table(metric)),
                        metric == objective ? List.of() : List.of(sensitivity.figure(metric, false)));
                sections.add(new Section("What moves " + MetricColumns.phrase(metric), part));
            }
            return sections;
        }
        for (Metric metric : sweep.metrics()) {
            sections.add(new Section(MetricColumns.title(metric), part(metric, first)));
        }
        return sections;
    }

    private Table points(Metric metric) {
        Table all = tables.points(metric);
        return all.rows().size() <= SweepTables.MOST_ROWS
                ? all
                : new Table(
                        all.name() + "-first",
                        all.title() + ", the first " + SweepTables.MOST_ROWS + "; all are in " + all.name() + ".csv",
                        all.columns(),
                        all.rows().subList(0, SweepTables.MOST_ROWS));
    }

    private Part part(Metric metric, List<Figure> first) {
        List<Figure> own = new ArrayList<>();
        List<Table> along = new ArrayList<>();
        List<String> shown = first.stream().map(Figure::name).toList();
        int maps = 0;
        for (int across = 0; across < sweep.axes().size(); across++) {
            for (int up = across + 1;
                    up < sweep.axes().size() && sweep.contenders().size() > 1;
                    up++) {
                if (maps++ < MOST_MAPS) {
                    own.add(figures.map(metric, across, up));
                }
            }
        }
        for (int axis = 0; axis < sweep.axes().size(); axis++) {
            own.add(figures.trend(metric, axis));
            if (sweep.contenders().size() > 1) {
                own.add(figures.difference(metric, axis));
            }
            along.add(tables.along(metric, axis));
        }
        own.removeIf(figure -> shown.contains(figure.name()));
        String margin = "Differences of at most " + marginText(metric) + " make no practical difference here.";
        return new Part(List.of(margin), along, own);
    }

    private String marginText(Metric metric) {
        return metric == sweep.first().objective().metric() ? "the objective's margin" : "5 % of the best";
    }

    private Repeat repeat(Repetition repetition) {
        Experiment experiment = sweep.first();
        List<Repeat.Fact> facts = new ArrayList<>();
        facts.add(new Repeat.Fact("ecsim", repetition.version()));
        facts.add(new Repeat.Fact("Seed", Long.toString(experiment.seed())));
        facts.add(new Repeat.Fact(
                "Replications", Integer.toString(experiment.replicate().count())));
        facts.add(new Repeat.Fact("Design", design(sweep)));
        sweep.axes().forEach(axis -> facts.add(new Repeat.Fact(axis.path(), values(axis))));
        experiment
                .inputs()
                .forEach(input -> facts.add(new Repeat.Fact(
                        input.name(), "sha256 " + input.sha256() + ", " + Decimals.whole(input.bytes()) + " bytes")));
        experiment
                .overrides()
                .forEach(override -> facts.add(new Repeat.Fact("--set", override + " (in place of the scenario's)")));
        return new Repeat(repetition.command(), facts);
    }

    private String values(Axis axis) {
        return axis.range().isPresent() && !findings.isFull()
                ? axis.at(0).text() + " to " + axis.at(1).text()
                        + (axis.kind() == Axis.Kind.LOGARITHMIC ? ", logarithmic" : "")
                : String.join(
                        ", ", axis.values().stream().map(value -> value.text()).toList());
    }
}
