package io.ecsim.reports.page;

import io.ecsim.reports.figure.Drawing;
import io.ecsim.reports.figure.Figure;
import io.ecsim.reports.figure.SvgImage;
import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.CellText;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.Decimals;
import io.ecsim.reports.table.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * A report as one page that needs no network: style, script and drawings are inside. Everything is there without the
 * script too, which sorts and filters the tables and shows the values of the figures.
 */
public final class HtmlPage {
    private static final int LONG_WORDS = 12;

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
        html.empty("meta", "http-equiv", "Content-Security-Policy", "content", Assets.policy());
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.empty("meta", "name", "color-scheme", "content", "light dark");
        html.element("title", report.title() + ": placement strategies compared");
        html.open("style").trusted(Assets.style()).close().close();
        html.open("body").open("main");
        firstScreen();
        doubts();
        section("Why tasks were not placed", report.whyNotPlaced());
        repeat();
        report.sections().forEach(section -> section(section.title(), section.content()));
        html.close();
        html.open("script").trusted(Assets.script()).close();
        return html.close().close().text();
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
            Drawing drawing = SvgImage.drawing(figure);
            // The script draws lines as wide as they may be; anything else is drawn once more for a phone.
            boolean phone = drawing.window().isEmpty();
            drawing(figure, drawing, phone ? "drawing wide" : "drawing");
            if (phone) {
                drawing(figure, SvgImage.phoneDrawing(figure), "drawing narrow");
            }
            html.element("figcaption", figure.caption()).close();
        }
        html.close();
    }

    private void drawing(Figure figure, Drawing drawing, String kind) {
        html.open("div", "class", kind, "tabindex", "0", "role", "group", "aria-label", figure.title());
        html.trusted(drawing.svg());
        html.open("script", "type", "application/json").trusted(FigureData.json(figure, drawing));
        html.close().close();
    }

    private void table(Table table) {
        html.open("div", "class", "table", "tabindex", "0", "role", "group", "aria-label", table.title());
        html.open("table", "id", table.name()).element("caption", table.title());
        html.open("thead").open("tr");
        List<String> kinds = new ArrayList<>();
        for (int index = 0; index < table.columns().size(); index++) {
            kinds.add(kind(table, index));
        }
        for (Column column : table.columns()) {
            html.element("th", column.heading(), "scope", "col", "class", kind(column), "title", column.description());
        }
        html.close().close().open("tbody");
        for (List<Cell> row : table.rows()) {
            html.open("tr");
            for (int index = 0; index < row.size(); index++) {
                cell(table.columns().get(index), row.get(index), kinds.get(index));
            }
            html.close();
        }
        html.close().close().close();
    }

    private void cell(Column column, Cell cell, String kind) {
        String text = CellText.of(column, cell);
        if (cell instanceof Cell.Unknown unknown) {
            html.element("td", text, "class", kind + " unknown", "title", unknown.reason());
        } else if (cell instanceof Cell.Text) {
            html.breakable("td", text, "class", kind);
        } else if (cell instanceof Cell.Whole whole) {
            number(kind, text, Long.toString(whole.value()));
        } else if (cell instanceof Cell.Real real) {
            number(kind, text, Decimals.shortest(real.value()));
        } else if (cell instanceof Cell.Estimate estimate) {
            number(kind, text, Decimals.shortest(estimate.value()));
        } else if (cell instanceof Cell.Above above) {
            number(kind, text, Decimals.shortest(above.bound()), "data-beyond", "1");
        } else if (cell instanceof Cell.Below below) {
            number(kind, text, Decimals.shortest(below.bound()), "data-beyond", "-1");
        }
    }

    /** A number carries its value, by which the page sorts: rounded text would tie what is not equal. */
    private void number(String kind, String text, String value, String... more) {
        List<String> attributes = new ArrayList<>(List.of("class", kind, "data-value", value));
        attributes.addAll(List.of(more));
        html.breakable("td", text, attributes.toArray(String[]::new));
    }

    /** Long words get room, so that a phone does not break them after every letter; a rank needs none. */
    private static String kind(Table table, int index) {
        Column column = table.columns().get(index);
        boolean isLong = table.rows().stream()
                .map(row -> CellText.of(column, row.get(index)))
                .anyMatch(text -> text.length() > LONG_WORDS);
        return column.kind().isNumeric() || !isLong ? kind(column) : "words long";
    }

    private static String kind(Column column) {
        return column.kind().isNumeric() ? "number" : "words";
    }
}
