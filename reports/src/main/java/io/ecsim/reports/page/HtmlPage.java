package io.ecsim.reports.page;

import io.ecsim.reports.figure.Figure;
import io.ecsim.reports.figure.SvgImage;
import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.CellText;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A report as one page that needs no network: style and drawings are inside. */
public final class HtmlPage {
    private static final String STYLE = "report.css";

    private final Report report;
    private final Html html = new Html();

    private HtmlPage(Report report) {
        this.report = report;
    }

    /** The whole page. */
    public static String text(Report report) {
        return new HtmlPage(report).build();
    }

    private String build() {
        html.trusted("<!DOCTYPE html>\n").open("html", "lang", "en").open("head");
        html.empty("meta", "charset", "utf-8");
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.empty("meta", "name", "color-scheme", "content", "light dark");
        html.element("title", report.title() + ": placement strategies compared");
        html.open("style").trusted(style()).close().close();
        html.open("body").open("main");
        firstScreen();
        doubts();
        section("Why tasks were not placed", report.whyNotPlaced());
        repeat();
        report.sections().forEach(section -> section(section.title(), section.content()));
        return html.close().close().close().text();
    }

    private void firstScreen() {
        html.open("header").element("p", report.title(), "class", "kicker");
        html.breakable("h1", report.headline()).close();
        html.open("dl", "class", "numbers");
        for (KeyNumber number : report.numbers()) {
            html.open("div").element("dt", number.label());
            html.open("dd").element("span", number.value(), "class", "value");
            if (!number.unit().isEmpty()) {
                html.words(" ").element("span", number.unit(), "class", "unit");
            }
            html.breakable("span", number.note(), "class", "note").close().close();
        }
        html.close();
        html.open("section", "class", "sure").element("h2", "How sure is this?");
        paragraphs(report.howSure().paragraphs());
        if (!report.howSure().tables().isEmpty()) {
            html.open("details").element("summary", "The numbers behind it");
            report.howSure().tables().forEach(this::table);
            html.close();
        }
        html.close();
        figures(report.firstFigures());
        figures(report.howSure().figures());
    }

    private void doubts() {
        html.open("section").element("h2", "Doubts");
        if (report.doubts().isEmpty()) {
            html.element("p", "None were recorded.");
        } else {
            html.open("ul");
            report.doubts().forEach(doubt -> html.element("li", doubt));
            html.close();
        }
        html.close();
    }

    private void repeat() {
        html.open("section").element("h2", "How to repeat it");
        html.open("pre").element("code", report.repeat().command()).close();
        if (!report.repeat().facts().isEmpty()) {
            html.open("dl", "class", "facts");
            report.repeat()
                    .facts()
                    .forEach(fact -> html.element("dt", fact.name()).element("dd", fact.value()));
            html.close();
        }
        html.close();
    }

    private void section(String title, Part part) {
        html.open("section").element("h2", title);
        paragraphs(part.paragraphs());
        part.tables().forEach(this::table);
        figures(part.figures());
        html.close();
    }

    private void paragraphs(List<String> paragraphs) {
        paragraphs.forEach(paragraph -> html.element("p", paragraph));
    }

    private void figures(List<Figure> figures) {
        if (figures.isEmpty()) {
            return;
        }
        html.open("div", "class", "figures");
        for (Figure figure : figures) {
            html.open("figure", "id", figure.name());
            html.open("div", "class", "drawing", "tabindex", "0", "role", "group", "aria-label", figure.title());
            html.trusted(SvgImage.element(figure)).close();
            html.element("figcaption", figure.caption()).close();
        }
        html.close();
    }

    private void table(Table table) {
        html.open("div", "class", "table", "tabindex", "0", "role", "group", "aria-label", table.title());
        html.open("table", "id", table.name()).element("caption", table.title());
        html.open("thead").open("tr");
        for (Column column : table.columns()) {
            html.element("th", column.heading(), "scope", "col", "class", kind(column), "title", column.description());
        }
        html.close().close().open("tbody");
        for (List<Cell> row : table.rows()) {
            html.open("tr");
            for (int index = 0; index < row.size(); index++) {
                Column column = table.columns().get(index);
                Cell cell = row.get(index);
                if (cell instanceof Cell.Unknown unknown) {
                    html.element("td", CellText.of(column, cell), "class", kind(column), "title", unknown.reason());
                } else {
                    html.breakable("td", CellText.of(column, cell), "class", kind(column));
                }
            }
            html.close();
        }
        html.close().close().close();
    }

    private static String kind(Column column) {
        return column.kind().isNumeric() ? "number" : "words";
    }

    private static String style() {
        try (InputStream in = HtmlPage.class.getResourceAsStream(STYLE)) {
            if (in == null) {
                throw new IllegalStateException("the style sheet " + STYLE + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the style sheet " + STYLE, e);
        }
    }
}
