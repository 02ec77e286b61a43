package io.ecsim.model.query;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the valid name that a misspelt one was probably meant to be. */
final class NearestName {

    private NearestName() {}

    /**
     * Returns the name with the fewest single-character edits, ignoring case, if these are at most a third of its
     * length (at least 1); the first of equals. A name that ends in a colon stands for all that begin with it.
     */
    static Optional<String> among(Collection<String> names, String found) {
        String nearest = "";
        int fewest = Integer.MAX_VALUE;
        for (String name : names) {
            String meant = name.endsWith(":") ? found.substring(0, found.indexOf(':') + 1) : found;
            int edits = edits(name.toLowerCase(Locale.ROOT), meant.toLowerCase(Locale.ROOT));
            if (edits <= Math.max(1, name.length() / 3) && edits < fewest) {
                fewest = edits;
                nearest = name;
            }
        }
        return nearest.isEmpty() ? Optional.empty() : Optional.of(nearest);
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
