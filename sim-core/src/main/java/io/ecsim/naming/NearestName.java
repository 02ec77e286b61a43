package io.ecsim.naming;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the valid name that a user most likely meant, by Damerau-Levenshtein distance (optimal string alignment). */
public final class NearestName {

    private NearestName() {}

    /**
     * Returns the nearest of the names when it is close: at most a third of the longer length away, at least one edit,
     * ignoring case. Of equally near names the first wins.
     */
    public static Optional<String> of(String found, Collection<String> names) {
        String wanted = found.toLowerCase(Locale.ROOT);
        Optional<String> nearest = Optional.empty();
        int least = Integer.MAX_VALUE;
        for (String name : names) {
            int distance = distance(wanted, name.toLowerCase(Locale.ROOT));
            int limit = Math.max(1, Math.max(wanted.length(), name.length()) / 3);
            if (distance <= limit && distance < least) {
                least = distance;
                nearest = Optional.of(name);
            }
        }
        return nearest;
    }

    /** Returns {@code , did you mean "x"?} with a leading comma, or an empty text when nothing is close. */
    public static String hint(String found, Collection<String> names) {
        return of(found, names).map(name -> ", did you mean \"" + name + "\"?").orElse("");
    }

    private static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int best = Math.min(Math.min(last[j] + 1, row[j - 1] + 1), last[j - 1] + cost);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    best = Math.min(best, beforeLast[j - 2] + 1);
                }
                row[j] = best;
            }
            int[] spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
        }
        return last[b.length()];
    }
}
