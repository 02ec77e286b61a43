package io.ecsim.reports.figure;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import io.ecsim.reports.table.Decimals;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.w3c.dom.Element;

/** Figures as SVG that stands alone, with its words as text. */
public final class SvgImage {
    private static final String FONTS =
            "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

    private SvgImage() {}

    /** A document of its own, ending with a line feed. */
    public static String document(Figure figure) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + element(figure) + "\n";
    }

    /** The svg element alone, to be put into a page. */
    public static String element(Figure figure) {
        return drawing(figure).svg();
    }

    /** The svg element with its values, to be put into a page that answers a pointer. */
    public static Drawing drawing(Figure figure) {
        return drawing(figure, Picture.WIDTH);
    }

    /** The same for a phone: narrower, with words of the same size. */
    public static Drawing phoneDrawing(Figure figure) {
        return drawing(figure, Picture.PHONE_WIDTH);
    }

    /** A document as wide as a paper has room for, with its size in millimetres and without the title. */
    public static String document(Figure figure, PaperWidth paper) {
        VectorGraphics2D graphics = new VectorGraphics2D();
        String svg = draw(figure, graphics, Ink.untitled(graphics, paper.units()), Optional.of(paper))
                .svg();
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + svg + "\n";
    }

    private static Drawing drawing(Figure figure, int width) {
        VectorGraphics2D graphics = new VectorGraphics2D();
        return draw(figure, graphics, new Ink(graphics, width), Optional.empty());
    }

    private static Drawing draw(Figure figure, VectorGraphics2D graphics, Ink ink, Optional<PaperWidth> paper) {
        System.setProperty("java.awt.headless", "true");
        int width = ink.width();
        int height = Picture.paint(figure, ink);
        PageSize page = new PageSize(0, 0, width, height);
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        try {
            new SVGProcessor().getDocument(graphics.getCommands(), page).writeTo(raw);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot encode figure '" + figure.name() + "'", e);
        }
        SvgCleaner out = new SvgCleaner();
        out.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "viewBox",
                "0 0 " + width + " " + height,
                "width",
                length(width, paper),
                "height",
                length(height, paper),
                "role",
                "img",
                "font-family",
                FONTS);
        out.element("title", figure.title());
        out.element("desc", figure.description());
        out.empty("rect", "width", "100%", "height", "100%", "fill", SvgCleaner.hex(Palette.PAPER));
        Element drawing = SvgCleaner.parse(raw.toByteArray());
        out.children(drawing);
        ink.words().forEach(out::words);
        out.close("svg");
        return new Drawing(out.text(), ink.spots(), ink.window());
    }

    private static String length(int units, Optional<PaperWidth> paper) {
        return paper.map(each -> Decimals.fixed(each.millimetres(units), 2) + "mm")
                .orElse(Integer.toString(units));
    }
}
