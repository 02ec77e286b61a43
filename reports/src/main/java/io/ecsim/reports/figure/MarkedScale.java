package io.ecsim.reports.figure;

import io.ecsim.reports.table.Column;
import java.util.List;

/**
 * A scale that is marked at the values that were looked at: numbers at their places, or words one after another.
 *
 * @param key the name of its column in the figure's CSV
 * @param title what it shows, with the unit
 * @param marks by increasing position, at least one
 */
public record MarkedScale(String key, String title, List<Mark> marks) {

    public MarkedScale {
        marks = List.copyOf(marks);
        // The column checks the key and the title.
        Column.text(key, title, title);
        if (marks.isEmpty()) {
            throw new IllegalArgumentException("scale '" + key + "' has no marks, at least 1 is needed");
        }
        for (int i = 1; i < marks.size(); i++) {
            if (!(marks.get(i).position() > marks.get(i - 1).position())) {
                throw new IllegalArgumentException("scale '" + key + "' has mark " + i + " at "
                        + marks.get(i).position() + ", more than "
                        + marks.get(i - 1).position() + " is needed");
            }
        }
    }

    /**
     * A value that was looked at.
     *
     * @param position where it stands, finite
     * @param label how a person reads it
     */
    public record Mark(double position, String label) {
        public Mark {
            if (!Double.isFinite(position)) {
                throw new IllegalArgumentException("mark '" + label + "' is at " + position + ", not a finite place");
            }
        }
    }

    Column column() {
        return Column.text(key, title, title);
    }

    /** Returns the label at a position that has a mark. */
    String label(double position) {
        return marks.stream()
                .filter(mark -> mark.position() == position)
                .map(Mark::label)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("scale '" + key + "' has no mark at " + position));
    }

    /** Returns the range of the marks with some air on both sides. */
    Range range(double airShare) {
        double low = marks.get(0).position();
        double high = marks.get(marks.size() - 1).position();
        double air = high > low ? (high - low) * airShare : 1;
        return new Range(low - air, high + air);
    }
}
