package io.ecsim.reports.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.reports.Fixture;
import io.ecsim.reports.SweepFixture;
import io.ecsim.reports.table.CsvTables;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

@Timeout(60)
final class FigureImagesTest {
    private static final Path PICTURES = Path.of("target", "pictures");

    static Stream<Figure> figures() {
        return Stream.of(Fixture.figures(), SweepFixture.figures(), degenerate())
                .flatMap(List::stream);
    }

    private static List<Figure> degenerate() {
        SeriesName one = new SeriesName("only & <one>", 0);
        SeriesName two = new SeriesName("x".repeat(200), 9);
        double nan = Double.NaN;
        Axis linear = Axis.linear("v_s", "Value", "s");
        Axis log = Axis.logarithmic("w_s", "Wait", "s");
        return List.of(
                new IntervalPlot(
                        "one-row", "One strategy", "c", linear, 0, "", List.of(new IntervalPlot.Row(one, 0, 0, 0))),
                new IntervalPlot(
                        "odd-rows",
                        "Unknown, no interval, very large, with a title that is far too long to stand on one line of it",
                        "c",
                        linear,
                        1,
                        "1 s",
                        List.of(
                                new IntervalPlot.Row(one, nan, nan, nan),
                                new IntervalPlot.Row(two, 1e18, nan, nan),
                                new IntervalPlot.Row(new SeriesName("tiny", 2), 1e-12, -1e-12, 1e-11))),
                new IntervalPlot("no-rows", "No rows", "c", linear, 0, "", List.of()),
                new ScatterPlot(
                        "all-equal",
                        "All equal",
                        "c",
                        linear,
                        Axis.linear("u_s", "Other", "s"),
                        Stream.of(0, 1, 2, 3, 4, 5, 6)
                                .map(k -> new ScatterPlot.Point(new SeriesName("strategy " + k, k), 5, 0))
                                .toList()),
                new ScatterPlot(
                        "scatter-odd",
                        "Unknown and huge",
                        "c",
                        log,
                        linear,
                        List.of(
                                new ScatterPlot.Point(one, nan, 1),
                                new ScatterPlot.Point(two, 1e-9, 1e300),
                                new ScatterPlot.Point(new SeriesName("c", 1), 1e30, -1e300))),
                intervals(),
                new ScatterPlot("no-points", "No points", "c", linear, log, List.of()),
                new DistributionPlot("empty-curves", "Nothing", "c", log, linear, List.of(new Curve(one, List.of()))),
                new DistributionPlot(
                        "narrow",
                        "One point and a huge range",
                        "c",
                        log,
                        Axis.logarithmic("p", "Share", ""),
                        List.of(
                                new Curve(one, List.of(new Curve.Point(3, 0.5))),
                                new Curve(
                                        two,
                                        List.of(
                                                new Curve.Point(0, 1),
                                                new Curve.Point(1e-15, nan),
                                                new Curve.Point(1e20, 1e-30))))),
                new TimeSeriesPlot(
                        "flat",
                        "Nearly equal values",
                        "c",
                        linear,
                        Axis.linear("y_x", "Y", "x"),
                        List.of(new Curve(
                                one, List.of(new Curve.Point(1e9, 1e9), new Curve.Point(1e9 + 1e-3, 1e9 + 1e-3))))),
                new BarPlot(
                        "zero-bars",
                        "Zeros and unknown",
                        "c",
                        linear,
                        List.of("a", "b"),
                        true,
                        List.of(new BarPlot.Bar(one, List.of(0.0, 0.0)), new BarPlot.Bar(two, List.of(nan, nan)))));
    }

    @ParameterizedTest
    @MethodSource("figures")
    void pngHasTheStatedSizeAndIsNotEmpty(Figure figure) throws IOException {
        byte[] png = PngImage.bytes(figure);
        keep(figure.name() + ".png", png);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getWidth()).isEqualTo(1280);
        assertThat(image.getHeight()).isBetween(200, 4000);
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y += 2) {
            for (int x = 0; x < image.getWidth(); x += 2) {
                colours.add(image.getRGB(x, y));
            }
        }
        assertThat(colours).hasSizeGreaterThan(8);
    }

    @ParameterizedTest
    @MethodSource("figures")
    void svgStandsAloneAndNamesItsAxes(Figure figure) throws Exception {
        String svg = SvgImage.document(figure);
        keep(figure.name() + ".svg", svg.getBytes(StandardCharsets.UTF_8));
        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
        assertThat(root.getTagName()).isEqualTo("svg");
        assertThat(root.getElementsByTagName("title").item(0).getTextContent()).isEqualTo(figure.title());
        for (Axis axis : axes(figure)) {
            assertThat(texts(root)).contains(axis.label());
        }
        assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity").doesNotContain("href");
        assertThat(svg.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http");
    }

    static Stream<Arguments> figuresAndWidths() {
        return figures()
                .flatMap(figure ->
                        Stream.of(Picture.WIDTH, Picture.PHONE_WIDTH).map(width -> Arguments.of(figure, width)));
    }

    @ParameterizedTest
    @MethodSource("figuresAndWidths")
    void wordsStayInsideThePicture(Figure figure, int pictureWidth) {
        Ink ink = new Ink(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics(), pictureWidth);
        int height = Picture.paint(figure, ink);
        for (Words words : ink.words()) {
            double width = Words.width(words.text(), words.style());
            assertThat(words.left()).as(words.text()).isGreaterThanOrEqualTo(0);
            assertThat(words.left() + width).as(words.text()).isLessThanOrEqualTo(pictureWidth);
            assertThat(words.y()).as(words.text()).isBetween(0.0, (double) height);
        }
    }

    @ParameterizedTest
    @MethodSource("figuresAndWidths")
    void wordsDoNotOverlap(Figure figure, int pictureWidth) {
        Ink ink = new Ink(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics(), pictureWidth);
        Picture.paint(figure, ink);
        List<Words> all = ink.words();
        for (int i = 0; i < all.size(); i++) {
            for (int j = i + 1; j < all.size(); j++) {
                assertThat(box(all.get(i)).intersects(box(all.get(j))))
                        .as("'%s' and '%s'", all.get(i).text(), all.get(j).text())
                        .isFalse();
            }
        }
    }

    @Test
    void theMarginIsNamedAsItWasStatedNotInTheUnitOfTheAxis() {
        Ink ink = new Ink(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics());
        Picture.paint(Fixture.behind(), ink);
        assertThat(ink.words().stream().map(Words::text)).contains("no practical difference (within 500 ms)");
    }

    private static ScatterPlot intervals() {
        return new ScatterPlot(
                "scatter-intervals",
                "Points with intervals",
                "c",
                Axis.linear("moves_per_hour", "Moves", "moves/h"),
                Axis.linear("cost_usd", "Cost", "USD"),
                List.of(
                        new ScatterPlot.Point(
                                new SeriesName("a", 0), 0, 13, ScatterPlot.Span.NONE, new ScatterPlot.Span(12, 14)),
                        new ScatterPlot.Point(
                                new SeriesName("b", 1),
                                5,
                                9,
                                new ScatterPlot.Span(4, 6),
                                new ScatterPlot.Span(8, 10))));
    }

    @Test
    void intervalsOfPointsAreDrawnToldAndWritten() {
        assertThat(CsvTables.text(intervals().data()))
                .contains("moves_per_hour_low")
                .contains("a,0,,,13,12,14,yes\n")
                .contains("b,5,4,6,9,8,10,yes\n");
        Ink ink = new Ink(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics());
        Picture.paint(intervals(), ink);
        assertThat(ink.spots().stream().flatMap(spot -> spot.lines().stream()).map(Spot.Line::value))
                .contains("5 moves/h (4 moves/h to 6 moves/h)", "9 USD (8 USD to 10 USD)");
        assertThatThrownBy(() -> new ScatterPlot.Span(2, 1)).hasMessageContaining("low must not exceed high");
    }

    @Test
    void picturesOfOneFigureAreEqual() {
        assertThat(PngImage.bytes(Fixture.waits())).isEqualTo(PngImage.bytes(Fixture.waits()));
        assertThat(SvgImage.document(Fixture.behind())).isEqualTo(SvgImage.document(Fixture.behind()));
    }

    private static java.awt.geom.Rectangle2D box(Words words) {
        double width = Words.width(words.text(), words.style());
        double height = words.style().size() * 0.8;
        return new java.awt.geom.Rectangle2D.Double(words.left(), words.y() - height, width, height);
    }

    private static List<Axis> axes(Figure figure) {
        if (figure instanceof IntervalPlot plot) {
            return List.of(plot.value());
        }
        if (figure instanceof BarPlot plot) {
            return List.of(plot.value());
        }
        if (figure instanceof ScatterPlot plot) {
            return List.of(plot.x(), plot.y());
        }
        if (figure instanceof DistributionPlot plot) {
            return List.of(plot.x(), plot.y());
        }
        if (figure instanceof TrendPlot plot) {
            return List.of(plot.y());
        }
        if (figure instanceof EffectPlot plot) {
            return List.of(plot.x(), plot.y());
        }
        if (figure instanceof CrossoverMap) {
            return List.of();
        }
        TimeSeriesPlot plot = (TimeSeriesPlot) figure;
        return List.of(plot.x(), plot.y());
    }

    private static List<String> texts(Element root) {
        List<String> texts = new java.util.ArrayList<>();
        for (int at = 0; at < root.getElementsByTagName("text").getLength(); at++) {
            texts.add(root.getElementsByTagName("text").item(at).getTextContent());
        }
        return texts;
    }

    private static void keep(String name, byte[] bytes) throws IOException {
        Files.createDirectories(PICTURES);
        Files.write(PICTURES.resolve(name), bytes);
    }
}
