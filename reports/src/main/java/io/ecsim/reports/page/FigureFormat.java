package io.ecsim.reports.page;

import io.ecsim.reports.figure.Figure;
import io.ecsim.reports.figure.PaperWidth;
import io.ecsim.reports.figure.PdfImage;
import io.ecsim.reports.figure.PngImage;
import io.ecsim.reports.figure.SvgImage;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a figure can be written as for a paper. */
public enum FigureFormat {
    /** Vectors and text, for the web and to be edited. */
    SVG,
    /** Vectors and text with its font embedded, for LaTeX. */
    PDF,
    /** Pixels, 600 to an inch. */
    PNG;

    /** The ending of its files, by which it is also asked for. */
    public String ending() {
        return name().toLowerCase(Locale.ROOT);
    }

    byte[] bytes(Figure figure, PaperWidth width) {
        return switch (this) {
            case SVG -> SvgImage.document(figure, width).getBytes(StandardCharsets.UTF_8);
            case PDF -> PdfImage.bytes(figure, width);
            case PNG -> PngImage.bytes(figure, width);
        };
    }
}
