package io.ecsim.reports.page;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Builds HTML that is always well formed: words are escaped, and every element that is opened must be closed. */
final class Html {
    private static final Pattern BREAK = Pattern.compile("[(:,.\\-/](?=\\p{L})");
    /** A character that no text contains; it becomes a place where a line may break. */
    private static final String ZERO_WIDTH_MARK = "\uFFFF";

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** Opens an element; attributes are pairs of name and value. */
    Html open(String name, String... attributes) {
        tag(name, attributes);
        out.append('>');
        open.push(name);
        return this;
    }

    /** Closes the element opened last. */
    Html close() {
        out.append("</").append(open.pop()).append('>');
        if (open.size() <= 2) {
            out.append('\n');
        }
        return this;
    }

    /** An element with words in it. */
    Html element(String name, String words, String... attributes) {
        tag(name, attributes);
        out.append('>').append(escape(words)).append("</").append(name).append('>');
        return this;
    }

    /** An element with words in it that a narrow screen may break after punctuation, for names without spaces. */
    Html breakable(String name, String words, String... attributes) {
        tag(name, attributes);
        String broken =
                BREAK.matcher(words).replaceAll(found -> Matcher.quoteReplacement(found.group()) + ZERO_WIDTH_MARK);
        out.append('>').append(escape(broken).replace(ZERO_WIDTH_MARK, "<wbr/>"));
        out.append("</").append(name).append('>');
        return this;
    }

    /** An element that has no content and no end, such as {@code meta}. */
    Html empty(String name, String... attributes) {
        tag(name, attributes);
        out.append("/>\n");
        return this;
    }

    /** Words. */
    Html words(String words) {
        out.append(escape(words));
        return this;
    }

    /** Markup that this module wrote itself, such as a drawing or the style sheet; never words from outside. */
    Html trusted(String markup) {
        out.append(markup);
        return this;
    }

    /** The finished page. */
    String text() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("element '" + open.peek() + "' was not closed");
        }
        return out.toString();
    }

    private void tag(String name, String... attributes) {
        out.append('<').append(name);
        for (int at = 0; at < attributes.length; at += 2) {
            out.append(' ')
                    .append(attributes[at])
                    .append("=\"")
                    .append(escape(attributes[at + 1]))
                    .append('"');
        }
    }

    static String escape(String words) {
        StringBuilder escaped = new StringBuilder(words.length());
        words.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                case '\n', '\t' -> escaped.appendCodePoint(c);
                default -> escaped.appendCodePoint(Character.isISOControl(c) ? ' ' : c);
            }
        });
        return escaped.toString();
    }
}
