package io.ecsim.experiments.designs;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A field of the scenario that is varied.
 *
 * @param path of the field, as {@code --set} takes it
 * @param values the values of a full factorial design, in order, all different; empty for a range without steps
 * @param range from where to where, when it is one
 * @param unit what stands behind every value, such as {@code %}; empty for numbers alone and for words
 * @param kind what the positions of the values are
 */
public record Axis(String path, List<AxisValue> values, Optional<AxisRange> range, String unit, Kind kind) {

    private static final Pattern NAME = Pattern.compile("([^.\\]]+\\[[^\\]]+\\]\\.?)?[^.\\[\\]]*$");

    /** What the positions of values on an axis are. */
    public enum Kind {
        /** The numbers themselves. */
        LINEAR,
        /** Their decimal logarithms. */
        LOGARITHMIC,
        /** Their places in the list. */
        WORDS
    }

    public Axis {
        values = List.copyOf(values);
        if (path.isBlank()) {
            throw new IllegalArgumentException("an axis needs a path");
        }
        if (values.isEmpty() && range.isEmpty()) {
            throw new IllegalArgumentException("axis " + path + " has neither values nor a range");
        }
        if (values.stream().map(AxisValue::text).distinct().count() < values.size()) {
            throw new IllegalArgumentException("axis " + path + " has a value twice");
        }
    }

    /** Returns the end of the path, for where there is little room; what stands before brackets stays with them. */
    public String name() {
        Matcher end = NAME.matcher(path);
        return end.find() ? end.group() : path;
    }

    /** Returns how many different levels a design of that many would find here: the values of a list are all there are. */
    public int levels(int wanted) {
        return range.isPresent() ? wanted : values.size();
    }

    /**
     * Returns the value at a share of the way along the axis. A list is cut into equal parts, one a value.
     *
     * @param share 0 to 1
     */
    public AxisValue at(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share of axis " + path + " must be 0 to 1, was " + share);
        }
        return range.map(each -> each.at(share))
                .orElseGet(() -> values.get((int) Math.min(values.size() - 1L, (long) (share * values.size()))));
    }

    /**
     * Returns one of evenly spaced values, from one end of the axis to the other.
     *
     * @param level 0 to one less than the number of levels
     * @param levels as {@link #levels} says
     */
    public AxisValue level(int level, int levels) {
        return range.map(each -> each.at(levels == 1 ? 0 : (double) level / (levels - 1)))
                .orElseGet(() -> values.get(level));
    }
}
