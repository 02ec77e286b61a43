package io.ecsim.experiments.output;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.designs.Design;
import io.ecsim.experiments.findings.Phrases;
import io.ecsim.experiments.sweep.Sweep;
import io.ecsim.experiments.sweep.SweepAnswer;
import io.ecsim.experiments.sweep.SweepFindings;
import io.ecsim.observe.Metric;
import io.ecsim.reports.table.CsvTables;
import io.ecsim.reports.table.Table;
import io.ecsim.reports.table.TextTables;
import io.ecsim.reports.table.TextWrap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a sweep prints and leaves behind. Results are the same bytes for the same scenario, seed and version. */
public final class SweepOutput {

    /** More points than this are not printed one by one. */
    private static final int MOST_LINES = 40;

    private SweepOutput() {}

    /** Returns {@code results.json}. */
    public static String json(SweepFindings findings, Repetition repetition) {
        return SweepJson.text(findings, repetition.version());
    }

    /**
     * Writes the folder.
     *
     * @param extras what it holds beside the usual
     * @return the report to open
     * @throws IOException if the folder cannot be written; nothing is left behind then
     */
    public static Path write(SweepFindings findings, Repetition repetition, ResultExtras extras, Path folder)
            throws IOException {
        try (ResultFiles files = new ResultFiles(folder)) {
            files.write("results.json", json(findings, repetition));
            SweepTables tables = new SweepTables(findings);
            List<Table> all = new ArrayList<>();
            all.add(tables.runs());
            for (Metric metric : findings.sweep().metrics()) {
                all.add(tables.points(metric));
                all.add(tables.means(metric));
            }
            for (Table table : all) {
                files.write(table.name() + ".csv", CsvTables.text(table));
            }
            extras.write(SweepPage.of(findings, repetition), files.draft());
            files.finish();
        }
        return folder.resolve("report.html");
    }

    /** Returns lines at most {@code width} characters long, ending with a line feed. */
    public static String text(SweepFindings findings, int width) {
        Sweep sweep = findings.sweep();
        Experiment experiment = sweep.first();
        StringBuilder out = new StringBuilder();
        wrapped(
                out,
                experiment.name() + ": " + SweepPage.design(sweep) + ", "
                        + Phrases.count(sweep.contenders().size(), experiment.contenderNoun())
                                .replace("strategys", "strategies")
                        + ", " + Phrases.count(findings.result().pairs(), "replication") + ", seed "
                        + experiment.seed(),
                width);
        wrapped(
                out,
                "Objective" + (experiment.objective().stated() ? "" : " (default)") + ": "
                        + Phrases.objective(experiment.objective()) + ".",
                width);
        Metric metric = experiment.objective().metric();
        if (sweep.plan().design() instanceof Design.Morris) {
            SweepSensitivity sensitivity = new SweepSensitivity(findings);
            out.append('\n')
                    .append(TextTables.text(sensitivity.table(metric), width))
                    .append('\n');
            sensitivity.sentences().forEach(sentence -> wrapped(out, sentence, width));
        } else {
            tables(findings, metric).forEach(table -> out.append('\n').append(TextTables.text(table, width)));
            legend(findings).forEach(line -> wrapped(out, line, width));
        }
        out.append('\n');
        SweepAnswer answer = SweepAnswer.of(findings);
        wrapped(out, answer.headline(), width);
        answer.details().forEach(sentence -> wrapped(out, sentence, width));
        return out.toString();
    }

    private static List<Table> tables(SweepFindings findings, Metric metric) {
        SweepTables tables = new SweepTables(findings);
        if (findings.sweep().points().size() <= MOST_LINES) {
            return List.of(tables.points(metric));
        }
        List<Table> along = new ArrayList<>();
        for (int axis = 0; axis < findings.sweep().axes().size(); axis++) {
            along.add(tables.along(metric, axis));
        }
        return along;
    }

    private static List<String> legend(SweepFindings findings) {
        List<String> legend = new ArrayList<>();
        if (findings.sweep().contenders().size() > 1) {
            legend.add("= cannot be told from the next (Holm over all pairs at the point), or differs by less than"
                    + " matters");
        }
        if (findings.atPoints().stream().anyMatch(each -> each.best() >= 0 && !each.feasible())) {
            legend.add("x nobody keeps the conditions there");
        }
        return legend;
    }

    private static void wrapped(StringBuilder out, String line, int width) {
        TextWrap.lines(TextWrap.plain(line), width)
                .forEach(part -> out.append(part).append('\n'));
    }
}
