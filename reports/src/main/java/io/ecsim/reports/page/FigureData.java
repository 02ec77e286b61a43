package io.ecsim.reports.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.ecsim.reports.figure.Axis;
import io.ecsim.reports.figure.Curve;
import io.ecsim.reports.figure.DistributionPlot;
import io.ecsim.reports.figure.Drawing;
import io.ecsim.reports.figure.Figure;
import io.ecsim.reports.figure.Mark;
import io.ecsim.reports.figure.SeriesLook;
import io.ecsim.reports.figure.Spot;
import io.ecsim.reports.figure.TimeSeriesPlot;
import io.ecsim.reports.table.ColumnKind;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What the script of a page knows of a figure: values to show, and lines to draw. */
final class FigureData {
    /** Enough for a screen that shows four digits, also after zooming in. */
    private static final MathContext PRECISION = new MathContext(7, RoundingMode.HALF_EVEN);

    private static final MathContext PLACE = new MathContext(5, RoundingMode.HALF_EVEN);
    private static final double PERCENT = 100;

    private final StringWriter out = new StringWriter();
    private final JsonGenerator json;

    private FigureData() throws IOException {
        json = new JsonFactory().createGenerator(out);
    }

    /** JSON that may stand inside an element of a page. */
    static String json(Figure figure, Drawing drawing) {
        try {
            FigureData data = new FigureData();
            data.write(figure, drawing);
            data.json.close();
            // These three occur in strings only; escaped, no name can end the element.
            return data.out
                    .toString()
                    .replace("&", "\\u0026")
                    .replace("<", "\\u003c")
                    .replace(">", "\\u003e");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the values of figure '" + figure.name() + "'", e);
        }
    }

    private void write(Figure figure, Drawing drawing) throws IOException {
        json.writeStartObject();
        json.writeStringField("title", figure.title());
        json.writeArrayFieldStart("spots");
        for (Spot spot : drawing.spots()) {
            write(spot);
        }
        json.writeEndArray();
        if (drawing.window().isPresent()) {
            Drawing.Window window = drawing.window().get();
            if (figure instanceof DistributionPlot plot) {
                write(plot.x(), plot.y(), window, plot.curves(), true);
            } else if (figure instanceof TimeSeriesPlot plot) {
                write(plot.x(), plot.y(), window, plot.curves(), false);
                write(plot.x(), plot.marks());
            }
        }
        json.writeEndObject();
    }

    private void write(Spot spot) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("box");
        for (double edge : new double[] {spot.x(), spot.y(), spot.width(), spot.height()}) {
            number(edge, PLACE);
        }
        json.writeEndArray();
        json.writeStringField("title", spot.title());
        json.writeArrayFieldStart("lines");
        for (Spot.Line line : spot.lines()) {
            json.writeStartArray();
            json.writeString(line.label());
            json.writeString(line.value());
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(Axis x, Axis y, Drawing.Window window, List<Curve> curves, boolean steps) throws IOException {
        axis("x", x, window.xLow(), window.xHigh());
        axis("y", y, window.yLow(), window.yHigh());
        json.writeBooleanField("steps", steps);
        json.writeArrayFieldStart("curves");
        for (Curve curve : curves) {
            SeriesLook look = SeriesLook.of(curve.series());
            json.writeStartObject();
            json.writeStringField("name", curve.series().name());
            json.writeNumberField("color", look.color());
            json.writeStringField("marker", look.marker());
            json.writeNumberField("width", look.width());
            json.writeArrayFieldStart("dash");
            for (int length : look.dash()) {
                json.writeNumber(length);
            }
            json.writeEndArray();
            numbers("x", x, curve.points(), Curve.Point::x);
            numbers("y", y, curve.points(), Curve.Point::y);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void write(Axis x, List<Mark> marks) throws IOException {
        json.writeArrayFieldStart("marks");
        for (Mark mark : marks) {
            json.writeStartObject();
            json.writeStringField("label", mark.label());
            json.writeFieldName("from");
            number(shown(x, mark.from()), PRECISION);
            json.writeFieldName("until");
            number(shown(x, mark.until()), PRECISION);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void axis(String name, Axis axis, double low, double high) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("title", axis.title());
        json.writeStringField("label", axis.label());
        json.writeStringField("unit", axis.unit());
        json.writeBooleanField("log", axis.logarithmic());
        json.writeFieldName("low");
        number(shown(axis, low), PRECISION);
        json.writeFieldName("high");
        number(shown(axis, high), PRECISION);
        json.writeEndObject();
    }

    private void numbers(String name, Axis axis, List<Curve.Point> points, ToDoubleFunction<Curve.Point> coordinate)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (Curve.Point point : points) {
            number(shown(axis, coordinate.applyAsDouble(point)), PRECISION);
        }
        json.writeEndArray();
    }

    private static double shown(Axis axis, double value) {
        return axis.kind() == ColumnKind.PERCENT ? value * PERCENT : value;
    }

    /** The digits of {@code Double.toString} differ between JDK 17 and JDK 19; these do not. */
    private void number(double value, MathContext digits) throws IOException {
        if (!Double.isFinite(value)) {
            json.writeNull();
            return;
        }
        BigDecimal rounded = new BigDecimal(value).round(digits).stripTrailingZeros();
        String plain = rounded.toPlainString();
        String exponent = rounded.toString();
        json.writeNumber(plain.length() <= exponent.length() ? plain : exponent);
    }
}
