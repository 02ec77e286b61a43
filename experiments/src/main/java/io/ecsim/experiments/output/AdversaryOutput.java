package io.ecsim.experiments.output;

import io.ecsim.experiments.adversary.Adversary;
import io.ecsim.experiments.adversary.Discovery;
import io.ecsim.experiments.adversary.Quest;
import io.ecsim.experiments.designs.Axis;
import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.findings.MetricColumns;
import io.ecsim.experiments.statistics.Interval;
import io.ecsim.experiments.statistics.PairedDifference;
import io.ecsim.experiments.sweep.AxisGroups;
import io.ecsim.reports.figure.Curve;
import io.ecsim.reports.figure.SeriesName;
import io.ecsim.reports.figure.TimeSeriesPlot;
import io.ecsim.reports.page.Part;
import io.ecsim.reports.page.Report;
import io.ecsim.reports.page.ReportWriter;
import io.ecsim.reports.page.Section;
import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.CsvTables;
import io.ecsim.reports.table.Decimals;
import io.ecsim.reports.table.Table;
import io.ecsim.reports.table.TextTables;
import io.ecsim.reports.table.TextWrap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** What a search for an adversary prints and leaves behind: the scenario that it found, and its comparison. */
public final class AdversaryOutput {

    /** The name of the scenario that was found, in the folder of results. */
    public static final String FOUND = "found.yaml";

    private AdversaryOutput() {}

    /** Returns what was found, in sentences; the confirmed gap first. */
    static List<String> sentences(Discovery found) {
        Quest quest = found.quest();
        PairedDifference difference =
                PairedDifference.of(found.valuesOfBetter(), found.valuesOfWorse(), Findings.CONFIDENCE);
        PairedDifference gap = quest.higherIsBetter() ? difference.reversed() : difference;
        Interval interval = gap.interval();
        String what = MetricColumns.phrase(quest.metric());
        String times = found.ratio().stream()
                .mapToObj(ratio -> ", " + Decimals.significant(ratio, 2) + " times")
                .findFirst()
                .orElse("");
        List<String> sentences = new ArrayList<>();
        if (interval.lower() > 0) {
            sentences.add(quest.worse() + " is behind " + quest.better() + " on " + what + " by "
                    + text(quest, gap.mean()) + times + " (95 % interval " + text(quest, interval.lower()) + " to "
                    + text(quest, interval.upper()) + ", "
                    + found.confirmed().runs().paired().length
                    + " fresh replications).");
        } else {
            sentences.add("No scenario was found in which " + quest.worse() + " is behind " + quest.better() + " on "
                    + what + " for sure: the best try's gap is " + text(quest, gap.mean()) + " (95 % interval "
                    + text(quest, interval.lower()) + " to " + text(quest, interval.upper()) + ", "
                    + found.confirmed().runs().paired().length + " fresh replications).");
        }
        sentences.add("The search saw a gap of " + text(quest, found.best().gap()) + " as the greatest of "
                + found.tries().size() + " tries on " + quest.replications()
                + (quest.replications() == 1 ? " replication" : " replications")
                + ", which tends to flatter it; the scenario as it stands has "
                + (Double.isNaN(found.statedGap()) ? "none" : text(quest, found.statedGap())) + " there.");
        conditions(found).ifPresent(sentences::add);
        return sentences;
    }

    /** Says whether the strategy that is to win keeps the conditions on fresh random numbers too. */
    private static Optional<String> conditions(Discovery found) {
        if (found.confirmed().experiment().objective().subjectTo().isEmpty()) {
            return Optional.empty();
        }
        return Findings.of(found.confirmed()).standings().stream()
                .filter(standing -> standing.order() == 0)
                .findFirst()
                .map(standing -> standing.isFeasible()
                        ? found.quest().better() + " keeps the conditions there on the fresh replications too."
                        : found.quest().better() + " kept the conditions in the search, but not on the fresh"
                                + " replications: " + String.join(", ", standing.broken()) + ".");
    }

    private static String text(Quest quest, double amount) {
        return MetricColumns.difference(quest.metric(), amount);
    }

    /** Returns lines at most {@code width} characters long, ending with a line feed. */
    public static String text(Discovery found, int width) {
        StringBuilder out = new StringBuilder();
        out.append(TextTables.text(fields(found), width)).append('\n');
        sentences(found)
                .forEach(sentence -> TextWrap.lines(TextWrap.plain(sentence), width)
                        .forEach(line -> out.append(line).append('\n')));
        return out.toString();
    }

    /** Returns {@code results.json}: that of the confirming comparison. */
    public static String json(Discovery found, Repetition repetition) {
        return ResultsJson.text(Findings.of(found.confirmed()), repetition.version());
    }

    /**
     * Writes the folder.
     *
     * @return the report to open
     * @throws IOException if the folder cannot be written; nothing is left behind then
     */
    public static Path write(Discovery found, Repetition repetition, Path folder) throws IOException {
        Findings findings = Findings.of(found.confirmed());
        try (ResultFiles files = new ResultFiles(folder)) {
            files.write(FOUND, scenario(found, repetition));
            files.write("results.json", json(found, repetition));
            files.write("tries.csv", CsvTables.text(tries(found)));
            for (Table table : ResultsWriter.tables(findings)) {
                files.write(table.name() + ".csv", CsvTables.text(table));
            }
            ReportWriter.write(page(found, findings, repetition), files.draft());
            files.finish();
        }
        return folder.resolve("report.html");
    }

    /** Returns the scenario that was found with a comment of how. */
    static String scenario(Discovery found, Repetition repetition) {
        StringBuilder text = new StringBuilder();
        List<String> comment = new ArrayList<>();
        comment.add("Found by a search for the gap between two strategies, not met in practice.");
        comment.addAll(sentences(found));
        for (String sentence : comment) {
            TextWrap.lines(TextWrap.plain(sentence), 116)
                    .forEach(line -> text.append("# ").append(line).append('\n'));
        }
        text.append("#\n# ")
                .append(repetition.command().replace("\n", " "))
                .append("\n# ecsim ")
                .append(repetition.version())
                .append("\n\n");
        return text.append(found.scenario()).toString();
    }

    private static Report page(Discovery found, Findings findings, Repetition repetition) {
        Report report = ReportPage.of(findings, repetition);
        List<String> sentences = sentences(found);
        List<Section> sections = new ArrayList<>();
        sections.add(new Section(
                "What was found", new Part(paragraphs(sentences), List.of(fields(found)), List.of(course(found)))));
        sections.addAll(report.sections());
        List<String> doubts = new ArrayList<>();
        doubts.add(
                "The scenario was searched for, not met: it shows how far the two can be apart, not how far they are in"
                        + " practice. A longer search may find more.");
        doubts.addAll(report.doubts());
        return new Report(
                report.title(),
                sentences.get(0),
                report.numbers(),
                report.howSure(),
                report.firstFigures(),
                doubts,
                report.whyNotPlaced(),
                report.repeat(),
                sections);
    }

    private static List<String> paragraphs(List<String> sentences) {
        List<String> paragraphs = new ArrayList<>(sentences.subList(1, sentences.size()));
        paragraphs.add("It is a scenario of its own, " + FOUND + ", which gives the comparison of this page again.");
        return paragraphs;
    }

    private static Table fields(Discovery found) {
        Table.Builder table = Table.builder(
                "found-fields",
                "What was varied",
                Column.text("field", "Field", "Its path in the scenario."),
                Column.text("found", "Found", "The value in the scenario that was found."),
                Column.text("stated", "Stated", "The value that the scenario states."),
                Column.text("from", "From", "The first value that was allowed."),
                Column.text("to", "To", "The last value that was allowed."));
        for (int i = 0; i < found.axes().size(); i++) {
            Axis axis = found.axes().get(i);
            String stated = found.stated().get(i);
            table.row(
                    Cell.text(axis.path()),
                    Cell.text(found.best().point().values().get(i).text()),
                    stated.isEmpty() ? Cell.unknown("the scenario does not state it") : Cell.text(stated),
                    Cell.text(axis.at(0).text()),
                    Cell.text(axis.at(1).text()));
        }
        return table.build();
    }

    private static Table tries(Discovery found) {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.integer("try", "Try", "", "Its number, from 0."));
        List<String> keys = AxisGroups.keys(found.axes());
        for (Axis axis : found.axes()) {
            columns.add(Column.text(keys.get(columns.size() - 1), axis.path(), "The value of " + axis.path() + "."));
        }
        columns.add(MetricColumns.of(found.quest().metric(), "gap", "Gap", "How far the loser is behind."));
        List<List<Cell>> rows = new ArrayList<>();
        for (Adversary.Try each : found.tries()) {
            List<Cell> row = new ArrayList<>();
            row.add(Cell.whole(each.number()));
            each.point().values().forEach(value -> row.add(Cell.text(value.text())));
            row.add(Double.isNaN(each.gap()) ? Cell.unknown("it has no value") : Cell.real(each.gap()));
            rows.add(row);
        }
        return new Table("tries", "Every try", columns, rows);
    }

    private static TimeSeriesPlot course(Discovery found) {
        List<Adversary.Try> known =
                found.tries().stream().filter(each -> !Double.isNaN(each.gap())).toList();
        Scale scale = Scale.of(
                        found.quest().metric(), DoubleStream.of(found.best().gap()))
                .difference();
        List<Curve.Point> each = new ArrayList<>();
        List<Curve.Point> best = new ArrayList<>();
        double most = Double.NEGATIVE_INFINITY;
        for (Adversary.Try one : known) {
            most = Math.max(most, one.gap());
            each.add(new Curve.Point(one.number(), scale.of(one.gap())));
            best.add(new Curve.Point(one.number(), scale.of(most)));
        }
        return new TimeSeriesPlot(
                "search",
                "The search",
                "The gap of each try, and the greatest so far. The first quarter is a Latin hypercube.",
                io.ecsim.reports.figure.Axis.linear("try", "Try", ""),
                io.ecsim.reports.figure.Axis.linear("gap_" + scale.key(), "Gap", scale.unit()),
                List.of(
                        new Curve(new SeriesName("greatest so far", 0), best),
                        new Curve(SeriesName.backdrop("each try"), each)));
    }
}
