package io.ecsim.model.query;

import io.ecsim.naming.NearestName;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Cuts the text of a query into words and values; where a word ends depends on what the parser expects (R1.51). */
final class QueryScanner {

    private static final int SHOWN_CHARACTERS = 40;

    /**
     * A word or value of the query.
     *
     * @param text what it says, without quotes
     * @param start position of its first character, after an opening quote
     * @param quoted whether it stood in quotes
     */
    record Token(String text, int start, boolean quoted) {}

    private final String text;
    private int position;

    QueryScanner(String text) {
        this.text = text;
    }

    /** Skips white space and returns the position of what follows. */
    int skipBlanks() {
        while (position < text.length() && isBlank(text.charAt(position))) {
            position++;
        }
        return position;
    }

    boolean atEnd() {
        return skipBlanks() == text.length();
    }

    /** Skips the symbol if it stands here. */
    boolean acceptSymbol(String symbol) {
        skipBlanks();
        if (!text.startsWith(symbol, position)) {
            return false;
        }
        position += symbol.length();
        return true;
    }

    /** Skips the word if exactly this word stands here. */
    boolean acceptWord(String word) {
        if (!peekWord().equals(word)) {
            return false;
        }
        position += word.length();
        return true;
    }

    /** Reads a subject with its attribute name, or returns an empty token and stays. */
    Token word() {
        String word = peekWord();
        Token token = new Token(word, position, false);
        position += word.length();
        return token;
    }

    private String peekWord() {
        int start = skipBlanks();
        return text.substring(start, endOf(start, c -> c == ':' || InstanceAttributes.isNameChar(c)));
    }

    /** Reads an operator: symbols, a word, or {@code !} and a word; an empty token if neither stands here. */
    Token operator() {
        int start = skipBlanks();
        int end = endOf(start, c -> "=!<>~".indexOf(c) >= 0);
        if (end == start || text.substring(start, end).equals("!")) {
            end = endOf(end, c -> c == '_' || InstanceAttributes.isNameChar(c));
        }
        position = end;
        return new Token(text.substring(start, end), start, false);
    }

    /** Reads a quoted or bare value; an empty bare token if none stands here. */
    Token value() {
        int start = skipBlanks();
        if (start < text.length() && isQuote(text.charAt(start))) {
            return quoted(start);
        }
        position = endOf(start, QueryScanner::isBare);
        return new Token(text.substring(start, position), start, false);
    }

    /** Reads a regular expression, which unlike other bare values may hold brackets, commas, {@code |} and so on. */
    Token pattern() {
        int start = skipBlanks();
        if (start < text.length() && isQuote(text.charAt(start))) {
            return quoted(start);
        }
        position = endOfBarePattern(start);
        return new Token(text.substring(start, position), start, false);
    }

    /** Parentheses in a character class or after a backslash are not counted. */
    private int endOfBarePattern(int start) {
        int depth = 0;
        boolean inClass = false;
        int at = start;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (depth == 0 && (isBlank(c) || (c == ')' && !inClass))) {
                break;
            }
            if (c == '\\') {
                at++;
            } else if (inClass) {
                inClass = c != ']';
            } else if (c == '[') {
                inClass = true;
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            }
        }
        return Math.min(at, text.length());
    }

    private Token quoted(int start) {
        char quote = text.charAt(start);
        int end = text.indexOf(quote, start + 1);
        if (end < 0) {
            throw new ClusterQuerySyntaxException(
                    text, start, "an opening " + quote, "a closing " + quote + " after the value", Optional.empty());
        }
        position = end + 1;
        return new Token(text.substring(start + 1, end), start + 1, true);
    }

    private int endOf(int start, IntPredicate belongs) {
        int end = start;
        while (end < text.length() && belongs.test(text.charAt(end))) {
            end++;
        }
        return end;
    }

    ClusterQuerySyntaxException fault(Token token, String expected, Collection<String> names) {
        if (token.text().isEmpty() && !token.quoted()) {
            return faultHere(expected, names);
        }
        return new ClusterQuerySyntaxException(
                text, token.start(), show(token.text()), expected, nearest(token.text(), names));
    }

    /** The whole name if one is close, else the part to the colon: {@code attribute:} stands for all it begins. */
    private static Optional<String> nearest(String found, Collection<String> names) {
        return NearestName.of(found, names).or(() -> NearestName.of(found.substring(0, found.indexOf(':') + 1), names));
    }

    /** A fault at the next thing that is not white space. */
    ClusterQuerySyntaxException faultHere(String expected, Collection<String> names) {
        int start = skipBlanks();
        if (start == text.length()) {
            return new ClusterQuerySyntaxException(text, start, "the end of the query", expected, Optional.empty());
        }
        String found = text.substring(start, Math.max(start + 1, endOf(start, QueryScanner::isBare)));
        return new ClusterQuerySyntaxException(text, start, show(found), expected, nearest(found, names));
    }

    ClusterQuerySyntaxException faultAt(int start, String found, String expected) {
        return new ClusterQuerySyntaxException(text, start, found, expected, Optional.empty());
    }

    ClusterQuerySyntaxException fault(Token token, String expected) {
        return fault(token, expected, List.of());
    }

    /** Shows a piece of the query in one line, with characters that cannot be seen by their number. */
    private static String show(String piece) {
        StringBuilder shown = new StringBuilder("'");
        piece.codePoints().limit(SHOWN_CHARACTERS).forEach(c -> {
            if (c < ' ' || c > '~') {
                shown.append(String.format(Locale.ROOT, "U+%04X", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.append(piece.codePointCount(0, piece.length()) > SHOWN_CHARACTERS ? "...'" : "'")
                .toString();
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private static boolean isQuote(char c) {
        return c == '\'' || c == '"';
    }

    private static boolean isBare(int c) {
        return !isBlank((char) c) && ",[]()&|".indexOf(c) < 0;
    }
}
