package io.ecsim.reports.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Tables as CSV (RFC 4180, except that lines end with a line feed).
 *
 * <p>Numbers carry full precision and no grouping: shares are fractions, times are seconds. An unknown value is an
 * empty field; a bounded one is written with its sign, as in {@code >12.5}. A column that holds an estimate anywhere
 * is followed by {@code <key>_low} and {@code <key>_high}.
 */
public final class CsvTables {
    private CsvTables() {}

    /** The whole file as text. */
    public static String text(Table table) {
        StringWriter out = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out)) {
            boolean[] interval = intervalColumns(table);
            csv.writeRecord(header(table, interval));
            for (List<Cell> row : table.rows()) {
                csv.writeRecord(fields(row, interval));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write CSV of table '" + table.name() + "'", e);
        }
        return out.toString();
    }

    private static boolean[] intervalColumns(Table table) {
        boolean[] interval = new boolean[table.columns().size()];
        for (List<Cell> row : table.rows()) {
            for (int index = 0; index < interval.length; index++) {
                interval[index] |= row.get(index) instanceof Cell.Estimate;
            }
        }
        return interval;
    }

    private static List<String> header(Table table, boolean[] interval) {
        List<String> names = new ArrayList<>();
        for (int index = 0; index < interval.length; index++) {
            String key = table.columns().get(index).key();
            names.add(key);
            if (interval[index]) {
                names.add(key + "_low");
                names.add(key + "_high");
            }
        }
        return names;
    }

    private static List<String> fields(List<Cell> row, boolean[] interval) {
        List<String> fields = new ArrayList<>();
        for (int index = 0; index < interval.length; index++) {
            Cell cell = row.get(index);
            fields.add(field(cell));
            if (interval[index]) {
                fields.add(cell instanceof Cell.Estimate estimate ? Decimals.shortest(estimate.low()) : "");
                fields.add(cell instanceof Cell.Estimate estimate ? Decimals.shortest(estimate.high()) : "");
            }
        }
        return fields;
    }

    private static String field(Cell cell) {
        if (cell instanceof Cell.Text text) {
            return text.value();
        }
        if (cell instanceof Cell.Whole whole) {
            return Long.toString(whole.value());
        }
        if (cell instanceof Cell.Real real) {
            return Decimals.shortest(real.value());
        }
        if (cell instanceof Cell.Estimate estimate) {
            return Decimals.shortest(estimate.value());
        }
        if (cell instanceof Cell.Above above) {
            return ">" + Decimals.shortest(above.bound());
        }
        return cell instanceof Cell.Below below ? "<" + Decimals.shortest(below.bound()) : "";
    }
}
