package io.ecsim.reports.figure;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DDrawControlDefault;
import java.awt.Color;
import java.awt.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;

/** Figures as PDF of one page, as large as the figure, for papers: shapes as vectors, words as text in an embedded font. */
public final class PdfImage {
    /** Comes with PDFBox and has the widths of Helvetica. Journals refuse fonts that are not embedded. */
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private static final float BOLD_STROKE = 0.03f;
    private static final int THOUSAND = 1000;
    /** What LaTeX of any age includes without a warning. */
    private static final float VERSION = 1.4f;

    private PdfImage() {}

    /** The bytes of the document. */
    public static byte[] bytes(Figure figure, PaperWidth paper) {
        System.setProperty("java.awt.headless", "true");
        int width = paper.units();
        int height = PngImage.height(figure, graphics -> Ink.untitled(graphics, width));
        try (PDDocument document = new PDDocument()) {
            document.setVersion(VERSION);
            // Otherwise the time of writing would be in it.
            document.setDocumentId(1L);
            document.getDocumentInformation().setTitle(figure.title());
            document.getDocumentInformation().setSubject(figure.description());
            float scale = (float) paper.pointsPerUnit();
            PDPage page = new PDPage(new PDRectangle(width * scale, height * scale));
            document.addPage(page);
            PdfBoxGraphics2D graphics = new PdfBoxGraphics2D(document, width, height);
            graphics.setDrawControl(new VisibleShapes());
            Ink ink = Ink.untitled(graphics, width);
            Picture.paint(figure, ink);
            graphics.dispose();
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.transform(Matrix.getScaleInstance(scale, scale));
                content.drawForm(graphics.getXFormObject());
                PDFont font = font(document);
                for (Words words : ink.words()) {
                    write(content, font, words, height);
                }
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out, CompressParameters.NO_COMPRESSION);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot encode figure '" + figure.name() + "'", e);
        }
    }

    private static PDFont font(PDDocument document) throws IOException {
        try (InputStream stream = PDDocument.class.getResourceAsStream(FONT)) {
            if (stream == null) {
                throw new IOException("PDFBox no longer has the font " + FONT);
            }
            return PDType0Font.load(document, stream, true);
        }
    }

    private static void write(PDPageContentStream content, PDFont font, Words words, int height) throws IOException {
        String text = known(font, words.text());
        float size = words.style().size();
        double width = font.getStringWidth(text) / THOUSAND * size;
        double left = switch (words.anchor()) {
            case START -> words.x();
            case MIDDLE -> words.x() - width / 2;
            case END -> words.x() - width;
        };
        content.beginText();
        content.setFont(font, size);
        content.setNonStrokingColor(words.color());
        content.setStrokingColor(words.color());
        content.setLineWidth(size * BOLD_STROKE);
        content.setRenderingMode(words.style().bold() ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
        content.newLineAtOffset((float) left, (float) (height - words.y()));
        content.showText(text);
        content.endText();
    }

    /** The words with a question mark for each character that the font does not have. */
    private static String known(PDFont font, String words) throws IOException {
        StringBuilder known = new StringBuilder();
        for (int at = 0; at < words.length(); at += Character.charCount(words.codePointAt(at))) {
            String character = Character.toString(words.codePointAt(at));
            known.append(has(font, character) ? character : "?");
        }
        return known.toString();
    }

    private static boolean has(PDFont font, String character) throws IOException {
        try {
            font.encode(character);
            return true;
        } catch (IllegalArgumentException missing) {
            return false;
        }
    }

    /** Leaves out what XChart draws only to measure its space. */
    private static final class VisibleShapes extends PdfBoxGraphics2DDrawControlDefault {

        @Override
        public @Nullable Shape transformShapeBeforeFill(Shape shape, IDrawControlEnv env) {
            return visible(shape, env);
        }

        @Override
        public @Nullable Shape transformShapeBeforeDraw(Shape shape, IDrawControlEnv env) {
            return visible(shape, env);
        }

        private static @Nullable Shape visible(Shape shape, IDrawControlEnv env) {
            return env.getPaint() instanceof Color color && color.getAlpha() == 0 ? null : shape;
        }
    }
}
