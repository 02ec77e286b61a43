package io.ecsim.experiments.output;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.findings.DrillAnswer;
import io.ecsim.experiments.findings.DrillFindings;
import io.ecsim.reports.figure.Figure;
import io.ecsim.reports.page.Part;
import io.ecsim.reports.page.Report;
import io.ecsim.reports.page.Section;
import io.ecsim.reports.table.CsvTables;
import io.ecsim.reports.table.Table;
import io.ecsim.reports.table.TextTables;
import io.ecsim.reports.table.TextWrap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a drill prints and leaves behind: its table, its answer, and the folder of results of a comparison with both. */
public final class DrillOutput {

    private DrillOutput() {}

    /** Returns lines at most {@code width} characters long, ending with a line feed. */
    public static String text(DrillFindings drill, int width) {
        Experiment experiment = drill.all().experiment();
        StringBuilder out = new StringBuilder();
        int count = drill.all().pairs();
        wrapped(
                out,
                experiment.name() + ", drill " + drill.drill().name() + ": "
                        + drill.drill().event() + "; " + count + (count == 1 ? " replication" : " replications")
                        + ", seed " + experiment.seed(),
                width);
        out.append('\n').append(TextTables.text(DrillTable.of(drill), width)).append('\n');
        DrillAnswer.of(drill).forEach(sentence -> wrapped(out, sentence, width));
        return out.toString();
    }

    private static void wrapped(StringBuilder out, String line, int width) {
        TextWrap.lines(TextWrap.plain(line), width)
                .forEach(part -> out.append(part).append('\n'));
    }

    /** Returns {@code results.json} of all variants, with the drill. */
    public static String json(DrillFindings drill, Repetition repetition) {
        return ResultsJson.text(drill, repetition.version());
    }

    /**
     * Writes the folder.
     *
     * @param extras what it holds beside the usual
     * @return the report to open
     * @throws IOException if the folder cannot be written; nothing is left behind then
     */
    public static Path write(DrillFindings drill, Repetition repetition, ResultExtras extras, Path folder)
            throws IOException {
        try (ResultFiles files = new ResultFiles(folder)) {
            files.write("results.json", json(drill, repetition));
            files.write("timing.json", TimingJson.text(drill.all().result(), repetition.threads()));
            for (Table table : ResultsWriter.tables(drill.all())) {
                files.write(table.name() + ".csv", CsvTables.text(table));
            }
            extras.write(drill.all(), repetition, files.draft());
            extras.write(page(drill, repetition), files.draft());
            files.finish();
        }
        return folder.resolve("report.html");
    }

    /** Returns the page of those that the drill struck, with the drill and the undisturbed before everything else. */
    static Report page(DrillFindings drill, Repetition repetition) {
        Report report = ReportPage.of(drill.struck(), repetition);
        List<String> answer = DrillAnswer.of(drill);
        List<Figure> timeline = FaultFigures.of(drill);
        List<Section> sections = new ArrayList<>();
        Part through = new Part(
                answer.size() > 1 ? answer.subList(1, answer.size()) : List.of(answer.get(0)),
                List.of(DrillTable.of(drill)),
                List.of());
        sections.add(new Section("Through the drill", through));
        FaultSections.drill(drill.struck(), timeline.stream().skip(1).toList()).ifPresent(sections::add);
        report.sections().stream()
                .filter(section -> !section.title().equals(FaultSections.TITLE))
                .forEach(sections::add);
        return new Report(
                report.title() + ": " + drill.drill().name(),
                answer.get(0),
                report.numbers(),
                report.howSure(),
                timeline.isEmpty()
                        ? report.firstFigures()
                        : List.of(timeline.get(0), report.firstFigures().get(0)),
                report.doubts(),
                report.whyNotPlaced(),
                report.repeat(),
                sections);
    }
}
