package io.ecsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.reports.browser.Chromium;
import io.ecsim.reports.browser.Tab;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page that a comparison writes, in a real browser. */
class ReportInBrowserTest {
    private static final long MOST_BYTES = 2_000_000;
    private static final Path FOLDER = Path.of("target", "browser-report");
    private static final String TIP =
            "document.querySelector('.tip').hidden ? '' : document.querySelector('.tip').innerText";

    @Test
    @Timeout(300)
    void theReportOfAnExampleWorksInBothThemesAndOnAPhone() throws IOException {
        Optional<Path> chromium = Chromium.find();
        if (chromium.isEmpty()) {
            System.out.println("ReportInBrowserTest SKIPPED: no Chromium on the PATH and none named by ECSIM_CHROMIUM");
        }
        Assumptions.assumeTrue(chromium.isPresent(), "no Chromium on the PATH and none named by ECSIM_CHROMIUM");
        Path page = compare(Path.of("..", "examples", "three-zones.yaml"));
        assertThat(Files.size(page)).isLessThan(MOST_BYTES);

        try (Chromium browser = Chromium.start(chromium.get())) {
            Tab tab = browser.open();
            for (String theme : new String[] {"light", "dark"}) {
                tab.theme(theme);
                tab.size(1280, 900);
                tab.load(page);
                tab.screenshot(FOLDER.resolve("desktop-" + theme + ".png"), true);
                look(tab);
                tab.size(390, 844);
                tab.load(page);
                assertThat(tab.eval("document.documentElement.scrollWidth").asInt())
                        .isEqualTo(390);
                tab.screenshot(FOLDER.resolve("phone-" + theme + ".png"), true);
            }
            assertThat(tab.complaints()).isEmpty();
            assertThat(tab.requests()).containsOnly(page.toUri().toString());
        }
    }

    private static void look(Tab tab) {
        assertThat(tab.eval("document.querySelectorAll('figure.is-live').length")
                        .asInt())
                .isPositive();
        tab.point("#allocation-over-time .u-over", 0.5, 0.3);
        assertThat(tab.eval(TIP).asText()).contains("Simulated time: ", "binpack(memory)", " %");
        tab.point("#behind-the-best svg", 0.5, 0.4);
        assertThat(tab.eval(TIP).asText()).contains("Behind in ", "Interval", " to ");
        tab.click("#ranking th:last-child button");
        assertThat(tab.eval("document.querySelector('#ranking th:last-child').ariaSort")
                        .asText())
                .isEqualTo("ascending");
        tab.click("#metrics th:first-child button");
        tab.click(".filter input");
        tab.type("wait");
        assertThat(tab.eval("document.querySelector('.filter output').textContent")
                        .asText())
                .containsPattern("^\\d+ of \\d+ rows$");
    }

    private static Path compare(Path scenario) {
        StringWriter err = new StringWriter();
        Path out = FOLDER.resolve("three-zones");
        int code = EcsimCommand.execute(
                new PrintWriter(new StringWriter()),
                new PrintWriter(err, true),
                new Interrupts(),
                "compare",
                scenario.toString(),
                "--replications",
                "2",
                "--quiet",
                "--out",
                out.toString());
        assertThat(code).as(err.toString()).isZero();
        return out.resolve("report.html").toAbsolutePath();
    }
}
