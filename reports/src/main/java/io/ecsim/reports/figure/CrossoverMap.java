package io.ecsim.reports.figure;

import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.Table;
import java.util.List;

/**
 * Who wins where on two axes: the colour is the best, hatching says that it cannot be told from the next.
 *
 * @param x what was varied across
 * @param y what was varied upwards
 * @param grid whether there is a cell for each mark of x and of y; otherwise cells are points anywhere between the marks
 * @param strategies those that are compared, in the order of their names
 * @param cells where was looked
 */
public record CrossoverMap(
        String name,
        String title,
        String caption,
        MarkedScale x,
        MarkedScale y,
        boolean grid,
        List<SeriesName> strategies,
        List<Place> cells)
        implements Figure {

    public CrossoverMap {
        strategies = List.copyOf(strategies);
        cells = List.copyOf(cells);
        for (Place cell : cells) {
            if (cell.best() < -1 || cell.best() >= strategies.size()) {
                throw new IllegalArgumentException(
                        "figure '" + name + "' has a cell won by strategy " + cell.best() + " of " + strategies.size());
            }
            if (grid) {
                x.label(cell.x());
                y.label(cell.y());
            }
        }
    }

    /**
     * A place where was looked.
     *
     * @param x its position on the axis across
     * @param y its position on the axis upwards
     * @param xText its value there
     * @param yText its value there
     * @param best index of the strategy that is best there; -1 where nobody has a value
     * @param separable whether the best can be told from every other
     * @param values what each strategy has there, in words, in their order
     */
    public record Place(
            double x, double y, String xText, String yText, int best, boolean separable, List<String> values) {
        public Place {
            values = List.copyOf(values);
            if (!Double.isFinite(x) || !Double.isFinite(y)) {
                throw new IllegalArgumentException("a cell is at " + x + " and " + y + ", not a finite place");
            }
        }
    }

    @Override
    public Table data() {
        Table.Builder table = Table.builder(
                name,
                title,
                x.column(),
                y.column(),
                Column.text("best", "Best", "The strategy with the best value."),
                Column.text("separable", "Separable", "Whether it can be told from every other."));
        for (Place cell : cells) {
            table.row(
                    Cell.text(cell.xText()),
                    Cell.text(cell.yText()),
                    cell.best() < 0
                            ? Cell.unknown("nobody has a value")
                            : Cell.text(strategies.get(cell.best()).name()),
                    Cell.text(cell.separable() ? "yes" : "no"));
        }
        return table.build();
    }
}
