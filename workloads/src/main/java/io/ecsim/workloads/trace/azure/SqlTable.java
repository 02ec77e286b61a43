package io.ecsim.workloads.trace.azure;

import io.ecsim.naming.NearestName;
import io.ecsim.workload.WorkloadException;
import io.ecsim.workloads.trace.Cells;
import io.ecsim.workloads.trace.DamagedLineException;
import io.ecsim.workloads.trace.TraceFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteConfig;

/** One table of an SQLite file, read forward; a fault names file, table, row and column. */
final class SqlTable implements AutoCloseable {

    private final String file;
    private final String table;
    private final List<String> columns;
    private final Connection connection;
    private final ResultSet rows;

    private SqlTable(String file, String table, List<String> columns, Connection connection, ResultSet rows) {
        this.file = file;
        this.table = table;
        this.columns = columns;
        this.connection = connection;
        this.rows = rows;
    }

    /**
     * Opens a table for reading.
     *
     * @param columns the first one tells rows apart in messages
     * @param order the end of the query
     * @throws WorkloadException if the file is missing, is none of SQLite or lacks the table or a column
     */
    static SqlTable open(TraceFile file, String table, List<String> columns, String order) {
        Optional<String> problem = file.problem();
        if (problem.isPresent()) {
            throw new WorkloadException(problem.get());
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        try {
            Connection connection =
                    config.createConnection("jdbc:sqlite:" + file.path().toAbsolutePath());
            try {
                requireTable(connection, file, table, columns);
                Statement statement = connection.createStatement();
                String query = "SELECT " + String.join(", ", columns) + " FROM " + table + " " + order;
                return new SqlTable(file.name(), table, columns, connection, statement.executeQuery(query));
            } catch (SQLException | WorkloadException refused) {
                connection.close();
                throw refused;
            }
        } catch (SQLException refused) {
            throw broken(file.name(), refused);
        }
    }

    private static void requireTable(Connection connection, TraceFile file, String table, List<String> columns)
            throws SQLException {
        List<String> tables = names(connection, "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')");
        requireName(file.name() + ": no table", table, tables, "Tables");
        List<String> there = names(connection, "SELECT name FROM pragma_table_info('" + table + "')");
        for (String column : columns) {
            requireName(file.name() + ": table " + table + ": no column", column, there, "Columns");
        }
    }

    private static void requireName(String missing, String name, List<String> there, String what) {
        if (there.stream().noneMatch(name::equalsIgnoreCase)) {
            String hint = NearestName.hint(name, there);
            throw new WorkloadException(missing + " \"" + name + "\"" + (hint.isEmpty() ? "." : hint) + " " + what
                    + ": " + String.join(", ", there));
        }
    }

    private static List<String> names(Connection connection, String query) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                names.add(found.getString(1));
            }
        }
        return names;
    }

    private static WorkloadException broken(String file, SQLException refused) {
        return new WorkloadException(file + ": cannot be read as an SQLite file, expected one that is whole and not"
                + " compressed (" + String.valueOf(refused.getMessage()).replace('\n', ' ') + ")");
    }

    /** Moves to the next row; false at the end. */
    boolean next() {
        try {
            return rows.next();
        } catch (SQLException refused) {
            throw broken(file, refused);
        }
    }

    private Optional<Object> value(String column) {
        try {
            return Optional.ofNullable(rows.getObject(columns.indexOf(column) + 1));
        } catch (SQLException refused) {
            throw broken(file, refused);
        }
    }

    boolean isNull(String column) {
        return value(column).isEmpty();
    }

    /** Reads a finite number, also one that is kept as text. */
    double number(String column) throws DamagedLineException {
        Object value = value(column).orElse("");
        double number = Double.NaN;
        if (value instanceof Number stored) {
            number = stored.doubleValue();
        } else if (value instanceof String text) {
            number = Cells.plainNumber(text);
        }
        if (!Double.isFinite(number)) {
            throw found(column, "a number");
        }
        return number;
    }

    /** Reads a whole number. */
    long whole(String column) throws DamagedLineException {
        double number = number(column);
        if (number != Math.rint(number) || Math.abs(number) > 1L << 53) {
            throw found(column, "a whole number");
        }
        return (long) number;
    }

    /** Reads a time, which may lie before 0, and turns it into whole microseconds. */
    long micros(String column, double microsPerUnit) throws DamagedLineException {
        double micros = number(column) * microsPerUnit;
        if (Math.abs(micros) > Cells.LARGEST_MICROS) {
            throw found(column, "a time within 3,000 years");
        }
        return (long) Math.rint(micros);
    }

    /** Reads a share of a machine, 0 to 1, and rounds it up to a whole amount. */
    int share(String column, int ofOne) throws DamagedLineException {
        double share = number(column);
        if (share < 0 || share > 1) {
            throw found(column, "a share of the machine, 0 to 1");
        }
        return (int) Cells.roundUp(share * ofOne);
    }

    /** Returns the complaint about a value of this row. */
    DamagedLineException found(String column, String expected) {
        String key = columns.get(0);
        String text = value(column).map(Object::toString).orElse("");
        return new DamagedLineException(file + ": table " + table + ", " + key + " "
                + value(key).map(Object::toString).orElse("NULL") + ": " + column + ": found "
                + (text.isEmpty() ? "nothing" : '"' + text + '"') + ", expected " + expected);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException ignored) {
            // Nothing was written, so nothing is lost.
        }
    }
}
