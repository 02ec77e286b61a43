package io.ecsim.reports.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.reports.Fixture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class PaperFiguresTest {
    private static final double POINTS_PER_MM = 72 / 25.4;

    static Stream<Figure> figures() {
        return FigureImagesTest.figures();
    }

    @ParameterizedTest
    @MethodSource("figures")
    void aPdfIsOnePageOfTheWidthAskedFor(Figure figure) throws IOException {
        try (PDDocument document = Loader.loadPDF(PdfImage.bytes(figure, PaperWidth.SINGLE))) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat((double) document.getPage(0).getMediaBox().getWidth())
                    .isCloseTo(84 * POINTS_PER_MM, Offset.offset(0.01));
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo(figure.title());
        }
    }

    @Test
    void wordsOfAPdfAreTextInAnEmbeddedFont() throws IOException {
        try (PDDocument document = Loader.loadPDF(PdfImage.bytes(Fixture.behind(), PaperWidth.DOUBLE))) {
            String text = new PDFTextStripper().getText(document);
            assertThat(text)
                    .contains("binpack(memory)", "spread(instanceId)", "Mean wait behind the best (s)")
                    .doesNotContain(Fixture.behind().title());
            PDPage page = document.getPage(0);
            int fonts = 0;
            for (COSName name : page.getResources().getFontNames()) {
                assertThat(page.getResources().getFont(name).isEmbedded()).isTrue();
                fonts++;
            }
            assertThat(fonts).isEqualTo(1);
            for (COSName name : page.getResources().getXObjectNames()) {
                assertThat(page.getResources().isImageXObject(name)).isFalse();
            }
        }
    }

    /** What a PDF shows is what a PNG shows: about as much ink in about the same places. */
    @ParameterizedTest
    @MethodSource("io.ecsim.reports.Fixture#figures")
    void aPdfShowsWhatAPngShows(Figure figure) throws IOException {
        BufferedImage png = ImageIO.read(new ByteArrayInputStream(PngImage.bytes(figure, PaperWidth.SINGLE)));
        try (PDDocument document = Loader.loadPDF(PdfImage.bytes(figure, PaperWidth.SINGLE))) {
            BufferedImage pdf = new PDFRenderer(document).renderImageWithDPI(0, 600);
            assertThat(pdf.getWidth()).isBetween(png.getWidth() - 2, png.getWidth() + 2);
            assertThat(pdf.getHeight()).isBetween(png.getHeight() - 2, png.getHeight() + 2);
            int tile = 248;
            for (int left = 0; left + tile < png.getWidth() - 2; left += tile) {
                for (int top = 0; top + tile < png.getHeight() - 2; top += tile) {
                    assertThat(ink(pdf, left, top, tile))
                            .as("tile at %d, %d", left, top)
                            .isCloseTo(ink(png, left, top, tile), Offset.offset(0.12));
                }
            }
        }
    }

    private static double ink(BufferedImage image, int left, int top, int tile) {
        double ink = 0;
        for (int x = left; x < left + tile; x++) {
            for (int y = top; y < top + tile; y++) {
                ink += 1 - (image.getRGB(x, y) >> 8 & 0xFF) / 255.0;
            }
        }
        return ink / tile / tile;
    }

    @Test
    void theSameFigureIsTheSameBytes() {
        assertThat(PdfImage.bytes(Fixture.waits(), PaperWidth.SINGLE))
                .isEqualTo(PdfImage.bytes(Fixture.waits(), PaperWidth.SINGLE));
    }

    @Test
    void anSvgSaysItsSizeInMillimetresAndLeavesTheTitleToTheCaption() {
        String svg = SvgImage.document(Fixture.behind(), PaperWidth.SINGLE);
        assertThat(svg).contains(" width=\"84.00mm\" height=\"").contains("viewBox=\"0 0 357 ");
        assertThat(svg).doesNotContain(Fixture.behind().title() + "</text>");
        assertThat(SvgImage.document(Fixture.behind(), new PaperWidth(174))).contains(" width=\"174.00mm\"");
    }

    /** The smallest words are 8 points high whatever the width. */
    @ParameterizedTest
    @ValueSource(doubles = {60, 84, 120, 174, 400})
    void wordsKeepTheirSize(double millimetres) {
        assertThat(new PaperWidth(millimetres).pointsPerUnit() * Words.Style.SMALL.size())
                .isCloseTo(8, Offset.offset(0.02));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 59.9, 400.1, -84, Double.NaN})
    void aWidthWithoutRoomIsRefused(double millimetres) {
        assertThatThrownBy(() -> new PaperWidth(millimetres))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(String.valueOf(millimetres))
                .hasMessageContaining("60.0 to 400.0");
    }

    @Test
    void aCharacterThatTheFontLacksIsAQuestionMark() throws IOException {
        Figure figure = new IntervalPlot(
                "odd",
                "Odd",
                "c",
                Axis.linear("v_s", "Value", "s"),
                0,
                "",
                List.of(new IntervalPlot.Row(new SeriesName("a\u4e2d\ud83d\ude00z", 0), 1, 0, 2)));
        try (PDDocument document = Loader.loadPDF(PdfImage.bytes(figure, PaperWidth.SINGLE))) {
            assertThat(new PDFTextStripper().getText(document)).contains("a??z");
        }
    }
}
