package io.ecsim.reports.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.reports.Golden;
import io.ecsim.reports.figure.Axis;
import io.ecsim.reports.figure.BarPlot;
import io.ecsim.reports.figure.Curve;
import io.ecsim.reports.figure.Figure;
import io.ecsim.reports.figure.PaperWidth;
import io.ecsim.reports.figure.SeriesLook;
import io.ecsim.reports.figure.SeriesName;
import io.ecsim.reports.figure.SvgImage;
import io.ecsim.reports.figure.TimeSeriesPlot;
import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.CsvTables;
import io.ecsim.reports.table.LatexTables;
import io.ecsim.reports.table.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

final class ReportWriterTest {
    private static final String INJECTION = "</title><script>alert('x')</script>&\"";

    @Test
    void markdownIsGolden() {
        Golden.assertMatches("report.md", MarkdownPage.text(ReportFixture.report()));
    }

    @Test
    void pageIsWellFormedAndEveryFigureHasWords() throws Exception {
        Report report = ReportFixture.report();
        Document page = parse(HtmlPage.text(report));
        List<Element> figures = elements(page, "figure");
        assertThat(figures).hasSameSizeAs(report.figures());
        for (Element figure : figures) {
            assertThat(figure.getElementsByTagName("figcaption").item(0).getTextContent())
                    .isNotBlank();
            Element svg = (Element) figure.getElementsByTagName("svg").item(0);
            assertThat(svg.getAttribute("role")).isEqualTo("img");
            assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
                    .isNotBlank();
            assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
                    .isNotBlank();
        }
        assertThat(elements(page, "table"))
                .allSatisfy(table -> assertThat(
                                table.getElementsByTagName("caption").getLength())
                        .isEqualTo(1));
        assertThat(elements(page, "h1")).hasSize(1);
    }

    @Test
    void firstScreenComesInTheOrderInWhichItIsRead() {
        Report report = ReportFixture.report();
        String page = HtmlPage.text(report);
        List<String> order = new ArrayList<>(List.of("<h1>", "Mean wait</dt>", "Unplaced</dt>", "How sure"));
        report.firstFigures().forEach(figure -> order.add("<figure id=\"" + figure.name()));
        order.addAll(List.of(">Doubts<", ">Why tasks were not placed<", ">How to repeat it<", ">How long tasks wait<"));
        assertThat(page).containsSubsequence(order);
    }

    @Test
    void pageNeedsNoNetwork() {
        String all = HtmlPage.text(ReportFixture.report());
        assertThat(all).contains("default-src &#39;none&#39;");
        String page = all.replace("xmlns=\"http://www.w3.org/2000/svg\"", "")
                .replace(Assets.style(), "")
                .replace(Assets.script(), "");
        assertThat(page).doesNotContain("http:").doesNotContain("https:").doesNotContain("//www");
        assertThat(page.replace("<script type=\"application/json\">", ""))
                .containsOnlyOnce("<script")
                .doesNotContain("<link")
                .doesNotContain("src=")
                .doesNotContain("@import");
        assertThat(page).doesNotContain("url(");
        assertThat(Assets.style()).doesNotContain("url(").doesNotContain("@import");
    }

    @Test
    void pageIsTheSameEachTimeAndCarriesTheLicenceOfWhatItContains() {
        String page = HtmlPage.text(ReportFixture.report());
        assertThat(HtmlPage.text(ReportFixture.report())).isEqualTo(page);
        assertThat(page).contains("The MIT License (MIT)", "Leon Sorokin", "(v1.6.32)");
    }

    @Test
    void linesHaveTheColoursOfThePictures() {
        for (int order = 0; order < 9; order++) {
            SeriesName series = new SeriesName("s", order);
            Axis axis = Axis.linear("v", "Value", "");
            List<Curve.Point> points = List.of(new Curve.Point(0, 1), new Curve.Point(1, 2));
            String svg =
                    SvgImage.element(new TimeSeriesPlot("n", "t", "c", axis, axis, List.of(new Curve(series, points))));
            Matcher color = Pattern.compile("--s" + SeriesLook.of(series).color() + ": (#\\w{6})")
                    .matcher(Assets.style());
            assertThat(color.find()).isTrue();
            assertThat(svg).contains("stroke=\"" + color.group(1) + "\"");
        }
    }

    @Test
    void namesCannotBreakThePage() throws Exception {
        Report report = ReportFixture.report(INJECTION);
        Table table = Table.builder("t", INJECTION, Column.text("w", INJECTION, INJECTION))
                .row(Cell.text(INJECTION))
                .row(Cell.unknown(INJECTION))
                .build();
        Report hostile = new Report(
                INJECTION,
                INJECTION,
                report.numbers().stream()
                        .map(number -> new KeyNumber(INJECTION, INJECTION, INJECTION, INJECTION))
                        .toList(),
                Part.text(INJECTION).with(table).with(hostileFigure()),
                List.of(),
                List.of(INJECTION),
                Part.absent(INJECTION),
                new Repeat(INJECTION, List.of(new Repeat.Fact(INJECTION, INJECTION))),
                List.of(new Section(INJECTION, Part.absent(INJECTION))));
        String page = HtmlPage.text(hostile);
        assertThat(page).doesNotContain("<script>alert");
        Document tree = parse(page);
        assertThat(elements(tree, "script")).hasSize(3);
        assertThat(elements(tree, "script").get(0).getTextContent()).contains("\"title\":\"\\u003c/title");
        assertThat(elements(tree, "h1").get(0).getTextContent()).isEqualTo(INJECTION);
        assertThat(MarkdownPage.text(hostile).replaceAll("(?m)^    .*$", "")).doesNotContainPattern("(?<!\\\\)<script");
    }

    private static Figure hostileFigure() {
        Axis axis = Axis.linear("v", INJECTION, INJECTION);
        BarPlot.Bar bar = new BarPlot.Bar(new SeriesName(INJECTION, 0), List.of(1.0));
        return new BarPlot("hostile", INJECTION, INJECTION, axis, List.of(INJECTION), false, List.of(bar));
    }

    @Test
    void writesEveryFileCompletelyAndReplacesAnOlderReport(@TempDir Path directory) throws IOException {
        Report report = ReportFixture.report();
        ReportWriter.writeText("old", directory.resolve("report.html"));
        Files.writeString(directory.resolve("notes.txt"), "mine");
        List<Path> files = ReportWriter.write(report, directory);
        assertThat(files.get(0)).isEqualTo(directory.resolve("report.html"));
        assertThat(files)
                .hasSize(2 + 3 * report.figures().size() + report.tables().size());
        assertThat(files).allSatisfy(file -> assertThat(file).isNotEmptyFile());
        assertThat(directory.resolve("report.html")).content().startsWith("<!DOCTYPE html>");
        assertThat(directory.resolve("notes.txt")).hasContent("mine");
        for (Figure figure : report.figures()) {
            assertThat(directory.resolve("figures").resolve(figure.name() + ".png"))
                    .exists();
        }
        try (Stream<Path> all = Files.walk(directory)) {
            assertThat(all.filter(Files::isRegularFile)).hasSize(files.size() + 1);
        }
    }

    @Test
    void writesForAPaperWhatIsAskedFor(@TempDir Path directory) throws IOException {
        Report report = ReportFixture.report();
        PaperFormats formats = new PaperFormats(
                List.of(FigureFormat.SVG, FigureFormat.PDF),
                PaperWidth.DOUBLE,
                List.of(TableFormat.LATEX, TableFormat.MARKDOWN));
        assertThat(ReportWriter.write(report, PaperFormats.NONE, directory)).isEmpty();
        assertThat(directory).isEmptyDirectory();
        assertThat(ReportWriter.write(report, formats, directory))
                .hasSize(3 * report.figures().size() + 2 * report.tables().size());
        for (Figure figure : report.figures()) {
            Path file = directory.resolve("paper/figures").resolve(figure.name() + ".pdf");
            assertThat(file).content(StandardCharsets.ISO_8859_1).startsWith("%PDF-1.4");
            assertThat(file.resolveSibling(figure.name() + ".svg")).content().contains("width=\"174.00mm\"");
            assertThat(file.resolveSibling(figure.name() + ".csv")).hasContent(CsvTables.text(figure.data()));
        }
        for (Table table : report.tables()) {
            Path file = directory.resolve("paper/tables").resolve(table.name() + ".tex");
            assertThat(file).hasContent(LatexTables.text(table));
            assertThat(file.resolveSibling(table.name() + ".md")).content().startsWith("**" + table.title());
        }
    }

    @Test
    void keepsACopyToLookAt() throws IOException {
        assertThat(ReportWriter.write(ReportFixture.report(), Path.of("target", "demo-report")))
                .isNotEmpty();
    }

    @Test
    void faultyReportsSayWhatIsWrong() {
        Report report = ReportFixture.report();
        assertThatThrownBy(() -> new Report(
                        "t",
                        "h",
                        List.of(),
                        report.howSure(),
                        List.of(),
                        List.of(),
                        report.howSure(),
                        report.repeat(),
                        List.of()))
                .hasMessage("report 't' has 0 key numbers, exactly 4 are needed");
        assertThatThrownBy(() -> new Report(
                        "t",
                        "h",
                        report.numbers(),
                        report.howSure(),
                        List.of(),
                        List.of(),
                        report.howSure(),
                        report.repeat(),
                        List.of()))
                .hasMessageContaining("two tables or figures named 'paired-differences'");
        assertThatThrownBy(() -> new Part(List.of(), List.of(), List.of())).hasMessageContaining("Part.absent");
    }

    private static Document parse(String page) throws Exception {
        String xml = page.replace("<!DOCTYPE html>", "");
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Element> elements(Document page, String name) {
        NodeList nodes = page.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int at = 0; at < nodes.getLength(); at++) {
            elements.add((Element) nodes.item(at));
        }
        return elements;
    }
}
