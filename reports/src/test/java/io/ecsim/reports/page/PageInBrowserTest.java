package io.ecsim.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecsim.reports.Fixture;
import io.ecsim.reports.browser.Chromium;
import io.ecsim.reports.browser.Tab;
import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.CellText;
import io.ecsim.reports.table.Column;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A page with every kind of figure and cell, in a real browser. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(120)
final class PageInBrowserTest {
    private static final Path FOLDER = Path.of("target", "browser-report");
    private static final String TIP =
            "document.querySelector('.tip').hidden ? '' : document.querySelector('.tip').innerText";
    private static final String SETTLED = "document.querySelectorAll('.is-live .u-over').length";

    private final List<Chromium> browsers = new ArrayList<>();
    private Optional<Tab> opened = Optional.empty();
    private Path page = FOLDER;

    @BeforeAll
    void writePageAndStart() throws IOException {
        Optional<Path> chromium = Chromium.find();
        if (chromium.isEmpty()) {
            System.out.println("PageInBrowserTest SKIPPED: no Chromium on the PATH and none named by ECSIM_CHROMIUM");
        }
        Assumptions.assumeTrue(chromium.isPresent(), "no Chromium on the PATH and none named by ECSIM_CHROMIUM");
        page = ReportWriter.writeText(HtmlPage.text(EveryKind.report()), FOLDER.resolve("report.html"))
                .toAbsolutePath();
        browsers.add(Chromium.start(chromium.get()));
    }

    @AfterAll
    void stop() throws IOException {
        for (Chromium browser : browsers) {
            browser.close();
        }
    }

    @BeforeEach
    void open() {
        opened = Optional.of(browsers.get(0).open());
        tab().size(1280, 900);
        tab().theme("light");
        tab().load(page);
    }

    @AfterEach
    void nothingWentWrongAndNothingElseWasLoaded() {
        assertThat(tab().complaints()).isEmpty();
        assertThat(tab().requests()).containsOnly(page.toUri().toString());
    }

    private Tab tab() {
        return opened.orElseThrow();
    }

    private List<String> column(String table, int column) {
        JsonNode texts = tab().eval("[...document.querySelectorAll('#" + table + " tbody tr:not([hidden])')].map(row =>"
                + " row.cells[" + column + "].textContent)");
        List<String> list = new ArrayList<>();
        texts.forEach(text -> list.add(text.asText()));
        return list;
    }

    private String sorted(String table, int column) {
        return tab().eval("document.querySelectorAll('#" + table + " th')[" + column + "].getAttribute('aria-sort')")
                .asText();
    }

    private static String heading(String table, int column) {
        return "#" + table + " th:nth-child(" + (column + 1) + ") button";
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4"})
    void headingsSortByValueAndTheThirdClickRestores(int column) {
        List<Cell> cells =
                EveryKind.cells().rows().stream().map(row -> row.get(column)).toList();
        List<Cell> known = cells.stream()
                .filter(cell -> !(cell instanceof Cell.Unknown))
                .sorted((a, b) -> Double.compare(value(a), value(b)))
                .toList();
        List<String> first = column("cells", column);

        tab().click(heading("cells", column));
        assertThat(sorted("cells", column)).isEqualTo("ascending");
        List<String> up = column("cells", column);
        assertThat(up.subList(0, known.size())).isEqualTo(texts(column, known));

        tab().click(heading("cells", column));
        assertThat(sorted("cells", column)).isEqualTo("descending");
        List<Cell> down = new ArrayList<>(known);
        Collections.reverse(down);
        assertThat(column("cells", column).subList(0, known.size())).isEqualTo(texts(column, down));
        assertThat(column("cells", column).subList(known.size(), EveryKind.ROWS))
                .allMatch("unknown"::equals);

        tab().click(heading("cells", column));
        assertThat(sorted("cells", column)).isEqualTo("none");
        assertThat(column("cells", column)).isEqualTo(first);
    }

    private static List<String> texts(int column, List<Cell> cells) {
        Column shown = EveryKind.cells().columns().get(column);
        return cells.stream().map(cell -> CellText.of(shown, cell)).toList();
    }

    /** A bound lies just outside itself. */
    private static double value(Cell cell) {
        if (cell instanceof Cell.Whole whole) {
            return whole.value();
        }
        if (cell instanceof Cell.Real real) {
            return real.value();
        }
        if (cell instanceof Cell.Above above) {
            return above.bound() + 1e-9;
        }
        if (cell instanceof Cell.Below below) {
            return below.bound() - 1e-9;
        }
        return ((Cell.Estimate) cell).value();
    }

    @Test
    void wordsSortWithTheirNumbersAndTheKeyboardIsEnough() {
        tab().focus(heading("cells", 0));
        tab().press("Enter", 13);
        assertThat(sorted("cells", 0)).isEqualTo("ascending");
        assertThat(column("cells", 0)).startsWith("service-1 even", "service-2 odd", "service-3 even");
        assertThat(tab().eval("getComputedStyle(document.activeElement).outlineStyle")
                        .asText())
                .isEqualTo("solid");
        tab().click(heading("cells", 1));
        assertThat(sorted("cells", 0)).isEqualTo("none");
    }

    @Test
    void longTablesFilterByAllWordsAndCount() {
        tab().click(".filter input");
        tab().type("EVEN service-1");
        assertThat(column("cells", 0))
                .isNotEmpty()
                .allMatch(name -> name.startsWith("service-1") && name.endsWith("even"));
        int shown = column("cells", 0).size();
        assertThat(tab().eval("document.querySelector('.filter output').textContent")
                        .asText())
                .isEqualTo(shown + " of 40 rows");
        tab().click(heading("cells", 1));
        assertThat(column("cells", 0)).hasSize(shown);
        assertThat(tab().eval("document.querySelectorAll('.filter').length").asInt())
                .as("short tables need no filter")
                .isEqualTo(1);
        assertThat(tab().eval("document.querySelector('.filter input').labels[0].textContent")
                        .asText())
                .contains("Filter rows");
    }

    @Test
    void numbersCopyAsTheyAreRead() {
        tab().eval("getSelection().selectAllChildren(document.querySelector('#cells'))");
        assertThat(tab().eval("getSelection().toString()").asText())
                .contains("Name\tCount (tasks)\tWait\tShare\tDelta (s)")
                .contains("service-8 odd\t6979\t43.7 s\t50.0 %\t-13.00 [-14.00, -12.00]")
                .doesNotContain("↕");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "behind-the-best | 0.5 | 0.31 | spread(attribute:ecs.availability-zone), binpack(memory); 1.42 s; 0.52 s to 2.32 s; 500 ms",
                "not-placed | 0.5 | 0.25 | binpack(memory); RESOURCE:MEMORY; 1200; 340",
                "not-placed | 0.9 | 0.78 | spread(instanceId); unknown",
                "zone-balance | 0.5 | 0.35 | binpack(memory); us-east-1b; 30 %",
                "fragmentation | 0.9 | 0.25 | binpack(memory); Fragmentation of free memory; 8 %",
            })
    void pointingAtAPictureTellsItsValues(String figure, double across, double down, String expected) {
        tab().point("#" + figure + " svg", across, down);
        assertThat(tab().eval(TIP).asText()).contains(expected.split("; ", -1));
        tab().point("h1", 0.5, 0.5);
        assertThat(tab().eval(TIP).asText()).isEmpty();
    }

    @Test
    void pointsOfAScatterTellBothValues() {
        double[] at = {0, 0};
        JsonNode box = tab().eval("JSON.parse(document.querySelector('#need-against-wait script').textContent)"
                + ".spots.find(spot => spot.title === 'random').box");
        JsonNode view =
                tab().eval("document.querySelector('#need-against-wait svg').getAttribute('viewBox').split(' ')");
        at[0] = (box.get(0).asDouble() + box.get(2).asDouble() / 2)
                / view.get(2).asDouble();
        at[1] = (box.get(1).asDouble() + box.get(3).asDouble() / 2)
                / view.get(3).asDouble();
        tab().point("#need-against-wait svg", at[0], at[1]);
        assertThat(tab().eval(TIP).asText())
                .contains("random", "Need", "66 instances", "Mean wait", "9.6 s", "On the frontier", "no");
    }

    @Test
    void linesTellEverySeriesWithUnitsAndTheNearestIsMarked() {
        assertThat(tab().eval(SETTLED).asInt()).isEqualTo(3);
        tab().point("#allocation .u-over", 0.5, 0.2);
        assertThat(tab().eval(TIP).asText())
                .contains("Time since start: 12 h", "Memory allocated")
                .contains(Fixture.STRATEGIES.toArray(String[]::new))
                .containsPattern("7\\d\\.\\d+ %");
        assertThat(tab().eval("document.querySelector('.tip .nearest .name').textContent")
                        .asText())
                .isEqualTo("binpack(memory)");
        tab().point("#wait-distribution .u-over", 0.5, 0.5);
        assertThat(tab().eval(TIP).asText())
                .containsPattern("Wait: [\\d.]+ s")
                .contains("Share of tasks waiting longer");
        tab().point("#wait-distribution .u-over", 0.99, 0.5);
        assertThat(tab().eval(TIP).asText()).as("beyond the ends of all lines").isEmpty();
        assertThat(tab().complaints()).isEmpty();
    }

    @Test
    void aSeriesCanBeSwitchedOffAndARangeZoomed() {
        tab().click("#allocation .series:nth-child(1)");
        tab().point("#allocation .u-over", 0.5, 0.2);
        assertThat(tab().eval(TIP).asText()).contains("random").doesNotContain("\nbinpack(memory)");
        assertThat(tab().eval("document.querySelector('#allocation .series').ariaPressed")
                        .asText())
                .isEqualTo("false");

        assertThat(tab().eval("document.querySelector('#allocation .reset').hidden")
                        .asBoolean())
                .isTrue();
        tab().drag("#allocation .u-over", 0.25, 0.5);
        tab().waitFor("!document.querySelector('#allocation .reset').hidden");
        tab().point("#allocation .u-over", 0.02, 0.5);
        assertThat(tab().eval(TIP).asText()).containsPattern("Time since start: 6\\.\\d+ h");
        tab().click("#allocation .reset");
        tab().waitFor("document.querySelector('#allocation .reset').hidden");
    }

    @Test
    void arrowKeysTellValuesAndEscapePutsThemAway() {
        tab().focus("#not-placed .drawing");
        tab().press("ArrowRight", 39);
        tab().press("ArrowDown", 40);
        assertThat(tab().eval(TIP).asText()).contains("spread(attribute:ecs.availability-zone), binpack(memory)");
        tab().press("Escape", 27);
        assertThat(tab().eval(TIP).asText()).isEmpty();
        tab().focus("#twelve .plot");
        tab().press("ArrowRight", 39);
        tab().press("ArrowRight", 39);
        assertThat(tab().eval(TIP).asText()).contains("Time: 1 h", "strategy 12", "15,040 tasks");
    }

    @Test
    void twelveSeriesDifferInColourDashOrMarker() {
        JsonNode looks = tab().eval("[...document.querySelectorAll('#twelve .series svg')].map(svg => svg.innerHTML)");
        assertThat(looks).hasSize(12).doesNotHaveDuplicates();
        // What the canvas shows is what the legend and the picture show.
        assertThat(tab().eval("document.querySelectorAll('#twelve .drawing svg [stroke-dasharray]').length")
                        .asInt())
                .isGreaterThan(4);
    }

    @Test
    void figuresOnACanvasFollowTheTheme() {
        String pixel =
                "(() => { const shown = document.querySelector('#twelve canvas'), c = document.createElement('canvas');"
                        + "c.width = shown.width; c.height = shown.height;"
                        + "const copy = c.getContext('2d', {willReadFrequently: true}); copy.drawImage(shown, 0, 0);"
                        + "const x = copy.getImageData(0, 0, c.width, c.height).data; const seen = new Set();"
                        + "for (let i = 0; i < x.length; i += 4) if (x[i + 3] === 255)"
                        + " seen.add(x[i] + ',' + x[i + 1] + ',' + x[i + 2]); return [...seen]; })()";
        assertThat(tab().eval(pixel).toString()).contains("\"0,114,178\"").doesNotContain("\"78,163,221\"");
        tab().theme("dark");
        tab().waitFor("(" + pixel + ").includes('78,163,221')");
        assertThat(tab().eval(pixel).toString()).doesNotContain("\"0,114,178\"");
        assertThat(tab().eval("getComputedStyle(document.body).backgroundColor").asText())
                .isEqualTo("rgb(18, 23, 29)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void aPhoneShowsEverythingWithoutScrollingSideways(String theme) throws IOException {
        tab().size(390, 844);
        tab().theme(theme);
        tab().load(page);
        tab().eval("document.querySelector('details').open = true");
        assertThat(tab().eval("document.documentElement.scrollWidth").asInt()).isEqualTo(390);
        tab().tap("#fragmentation .narrow svg", 0.3, 0.3);
        assertThat(tab().eval(TIP).asText()).contains("Fragmentation of free memory");
        tab().tap("#twelve .u-over", 0.5, 0.5);
        assertThat(tab().eval(TIP).asText()).contains("Time: ", "tasks");
        assertThat(tab().eval("document.querySelector('.tip').getBoundingClientRect().right")
                        .asDouble())
                .isLessThanOrEqualTo(390);
        tab().screenshot(FOLDER.resolve("phone-tip-" + theme + ".png"), false);
        tab().tap("h1", 0.5, 0.5);
        assertThat(tab().eval(TIP).asText()).isEmpty();
        tab().screenshot(FOLDER.resolve("phone-" + theme + ".png"), true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void desktopToLookAt(String theme) throws IOException {
        tab().theme(theme);
        tab().load(page);
        tab().eval("document.querySelector('details').open = true");
        assertThat(tab().eval("document.documentElement.scrollWidth").asInt()).isLessThanOrEqualTo(1280);
        tab().screenshot(FOLDER.resolve("desktop-" + theme + ".png"), true);
        tab().point("#twelve .u-over", 0.5, 0.5);
        tab().screenshot(FOLDER.resolve("desktop-tip-" + theme + ".png"), false);
        tab().point("#behind-the-best svg", 0.5, 0.35);
        tab().screenshot(FOLDER.resolve("desktop-spot-" + theme + ".png"), false);
    }

    @Test
    void withoutItsScriptThePageShowsEverything() throws IOException {
        tab().script(false);
        tab().load(page);
        assertThat(tab().eval(
                                "[...document.querySelectorAll('figure svg')].filter(svg => svg.checkVisibility()).length")
                        .asInt())
                .isEqualTo(EveryKind.report().figures().size());
        assertThat(tab().eval("document.querySelectorAll('button, .tip, .filter, .live').length")
                        .asInt())
                .isZero();
        tab().screenshot(FOLDER.resolve("without-script.png"), true);
    }

    @Test
    void thePageIsSmall() {
        assertThat(page.toFile()).satisfies(file -> assertThat(file.length()).isLessThan(500_000));
    }
}
