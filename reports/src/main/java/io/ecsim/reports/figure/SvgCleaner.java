package io.ecsim.reports.figure;

import io.ecsim.reports.table.Decimals;
import io.ecsim.reports.table.TextWrap;
import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Writes compact SVG from what VectorGraphics2D wrote: invisible shapes, clips and defaults are left out, numbers
 * shortened, colours written as attributes that a style sheet can override.
 */
final class SvgCleaner {
    private static final Pattern RGB = Pattern.compile("rgb\\((\\d+),(\\d+),(\\d+)\\)");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+\\.\\d+(?:[eE]-?\\d+)?");
    private static final List<String> GEOMETRY = List.of(
            "d",
            "x",
            "y",
            "width",
            "height",
            "x1",
            "y1",
            "x2",
            "y2",
            "cx",
            "cy",
            "r",
            "rx",
            "ry",
            "points",
            "transform");
    private static final List<String> PAINT =
            List.of("fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin");
    private static final int DECIMALS = 1;

    private final StringBuilder out = new StringBuilder();

    static Element parse(byte[] svg) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            return factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(svg))
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("VectorGraphics2D wrote SVG that cannot be read", e);
        }
    }

    static String hex(Color color) {
        return String.format(Locale.ROOT, "#%06x", color.getRGB() & 0xFFFFFF);
    }

    String text() {
        return out.toString();
    }

    void open(String name, String... attributes) {
        tag(name, attributes);
        out.append('>');
    }

    void empty(String name, String... attributes) {
        tag(name, attributes);
        out.append("/>");
    }

    void element(String name, String words) {
        out.append('<')
                .append(name)
                .append('>')
                .append(escape(words))
                .append("</")
                .append(name)
                .append('>');
    }

    void close(String name) {
        out.append("</").append(name).append('>');
    }

    void words(Words words) {
        String anchor = words.anchor().name().toLowerCase(Locale.ROOT);
        tag(
                "text",
                "x",
                coordinate(words.x()),
                "y",
                coordinate(words.y()),
                "font-size",
                Integer.toString(words.style().size()),
                "fill",
                hex(words.color()));
        attribute("font-weight", words.style().bold() ? "600" : "");
        attribute("text-anchor", "start".equals(anchor) ? "" : anchor);
        out.append('>').append(escape(words.text())).append("</text>");
    }

    /** The visible children of an element. */
    void children(Element parent) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                copy(element);
            }
        }
    }

    private void copy(Element element) {
        String name = element.getTagName();
        if ("defs".equals(name)) {
            return;
        }
        Map<String, String> style = style(element);
        if ("0".equals(style.get("fill-opacity")) || "0".equals(style.get("stroke-opacity"))) {
            return;
        }
        if ("g".equals(name)) {
            group(element);
            return;
        }
        tag(name);
        for (String key : GEOMETRY) {
            attribute(key, shortened(element.getAttribute(key)));
        }
        for (String key : PAINT) {
            String value = style.getOrDefault(key, "");
            boolean isDefault = "stroke".equals(key) && "none".equals(value);
            attribute(key, isDefault ? "" : colour(value));
        }
        out.append("/>");
    }

    private void group(Element element) {
        SvgCleaner inner = new SvgCleaner();
        inner.children(element);
        if (inner.out.isEmpty()) {
            return;
        }
        String transform = element.getAttribute("transform");
        if (transform.isEmpty()) {
            out.append(inner.out);
            return;
        }
        tag("g", "transform", shortened(transform));
        out.append('>').append(inner.out).append("</g>");
    }

    private static Map<String, String> style(Element element) {
        Map<String, String> style = new LinkedHashMap<>();
        for (String declaration : element.getAttribute("style").split(";", -1)) {
            int colon = declaration.indexOf(':');
            if (colon > 0) {
                style.put(
                        declaration.substring(0, colon).strip(),
                        declaration.substring(colon + 1).strip());
            }
        }
        return style;
    }

    private static String colour(String value) {
        Matcher matcher = RGB.matcher(value);
        return matcher.matches()
                ? hex(new Color(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3))))
                : value;
    }

    private static String shortened(String geometry) {
        return NUMBER.matcher(geometry).replaceAll(match -> coordinate(Double.parseDouble(match.group())));
    }

    private static String coordinate(double value) {
        return Decimals.shortest(BigDecimal.valueOf(value)
                .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                .doubleValue());
    }

    private void tag(String name, String... attributes) {
        out.append('<').append(name);
        for (int at = 0; at < attributes.length; at += 2) {
            attribute(attributes[at], attributes[at + 1]);
        }
    }

    private void attribute(String name, String value) {
        if (!value.isEmpty()) {
            out.append(' ').append(name).append("=\"").append(escape(value)).append('"');
        }
    }

    private static String escape(String words) {
        return TextWrap.plain(words)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
