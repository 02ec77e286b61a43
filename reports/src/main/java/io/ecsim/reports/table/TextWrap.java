package io.ecsim.reports.table;

import java.util.ArrayList;
import java.util.List;

/** Breaks words into lines of a given width. */
public final class TextWrap {
    private static final String BREAK_AFTER = ",:(/-.";

    private TextWrap() {}

    /** The words with control characters replaced by spaces, so that no name can steer a terminal. */
    public static String plain(String words) {
        StringBuilder out = new StringBuilder(words.length());
        words.codePoints().map(c -> Character.isISOControl(c) ? ' ' : c).forEach(out::appendCodePoint);
        return out.toString();
    }

    /** The length of the longest run without a space. */
    public static int longestWord(String words) {
        int longest = 0;
        for (String word : words.split(" ", -1)) {
            longest = Math.max(longest, word.length());
        }
        return longest;
    }

    /**
     * Lines of at most {@code width} characters: broken at spaces, a longer word after punctuation, and where there is
     * none, at the width. Never empty.
     */
    public static List<String> lines(String words, int width) {
        List<String> lines = new ArrayList<>();
        String rest = words.strip();
        while (rest.length() > width) {
            int space = rest.lastIndexOf(' ', width);
            int cut = space > 0 ? space : longWordCut(rest, width);
            lines.add(rest.substring(0, cut).stripTrailing());
            rest = rest.substring(cut).stripLeading();
        }
        lines.add(rest);
        return lines;
    }

    private static int longWordCut(String word, int width) {
        for (int cut = width; cut > width / 3; cut--) {
            if (BREAK_AFTER.indexOf(word.charAt(cut - 1)) >= 0) {
                return cut;
            }
        }
        return width;
    }
}
