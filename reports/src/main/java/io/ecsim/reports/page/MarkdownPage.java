package io.ecsim.reports.page;

import io.ecsim.reports.figure.Figure;
import io.ecsim.reports.table.MarkdownTables;
import io.ecsim.reports.table.Table;
import java.util.List;

/** A report as GitHub Markdown, with its figures as files beside it. */
public final class MarkdownPage {
    private final StringBuilder out = new StringBuilder();

    private MarkdownPage() {}

    /** The whole document. */
    public static String text(Report report) {
        return new MarkdownPage().build(report);
    }

    private String build(Report report) {
        out.append("# ").append(words(report.title())).append("\n\n");
        out.append("**").append(words(report.headline())).append("**\n");
        numbers(report.numbers());
        section("How sure is this?", report.howSure());
        report.firstFigures().forEach(this::figure);
        heading("Doubts");
        out.append('\n');
        if (report.doubts().isEmpty()) {
            out.append("None were recorded.\n");
        }
        report.doubts().forEach(doubt -> out.append("- ").append(words(doubt)).append('\n'));
        section("Why tasks were not placed", report.whyNotPlaced());
        heading("How to repeat it");
        code(report.repeat().command());
        if (!report.repeat().facts().isEmpty()) {
            out.append("\n| What | Value |\n| --- | --- |\n");
        }
        report.repeat().facts().forEach(fact -> row(fact.name(), fact.value()));
        report.sections().forEach(section -> section(section.title(), section.content()));
        return out.toString();
    }

    private void numbers(List<KeyNumber> numbers) {
        out.append("\n| Number | Value | Note |\n| --- | --- | --- |\n");
        for (KeyNumber number : numbers) {
            String value = number.unit().isEmpty() ? number.value() : number.value() + " " + number.unit();
            row(number.label(), value, number.note());
        }
    }

    private void row(String... cells) {
        out.append('|');
        for (String cell : cells) {
            out.append(' ').append(words(cell)).append(" |");
        }
        out.append('\n');
    }

    private void heading(String title) {
        out.append("\n## ").append(words(title)).append('\n');
    }

    private void section(String title, Part part) {
        heading(title);
        part.paragraphs()
                .forEach(paragraph -> out.append('\n').append(words(paragraph)).append('\n'));
        part.tables().forEach(this::table);
        part.figures().forEach(this::figure);
    }

    private void table(Table table) {
        out.append("\n**").append(words(table.title())).append("**\n\n").append(MarkdownTables.text(table));
    }

    private void figure(Figure figure) {
        out.append("\n![").append(words(figure.title()).replace("]", "\\]")).append("](figures/");
        out.append(figure.name())
                .append(".png)\n\n")
                .append(words(figure.caption()))
                .append('\n');
    }

    /** Indented code cannot be ended from within, unlike a fence. */
    private void code(String command) {
        out.append('\n');
        command.lines().forEach(line -> out.append("    ").append(line).append('\n'));
    }

    private static String words(String words) {
        return MarkdownTables.escape(words);
    }
}
