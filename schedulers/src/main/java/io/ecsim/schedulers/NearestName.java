package io.ecsim.schedulers;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the strategy that a misspelt one was probably meant to be. */
final class NearestName {

    private NearestName() {}

    /** Returns the first of the names with fewest edits, ignoring case, if these are at most a third of its length. */
    static Optional<String> among(List<String> names, String found) {
        Optional<String> nearest = Optional.empty();
        int fewest = Integer.MAX_VALUE;
        for (String name : names) {
            int edits = edits(name.toLowerCase(Locale.ROOT), found.toLowerCase(Locale.ROOT));
            if (edits < fewest && edits <= Math.max(1, name.length() / 3)) {
                fewest = edits;
                nearest = Optional.of(name);
            }
        }
        return nearest;
    }

    /** Levenshtein distance, one row at a time. */
    private static int edits(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[right.length()];
    }
}
