package io.ecsim.experiments.journal;

import io.ecsim.controlplane.RunOptions;
import io.ecsim.controlplane.World;
import io.ecsim.experiments.Contender;
import io.ecsim.experiments.run.RunFunction;
import io.ecsim.observe.RunResult;
import io.ecsim.random.Streams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The finished runs of one comparison in a SQLite file. A run found there is not run again; each other run is written as
 * soon as it ends, so that even a killed process loses only the runs under way. A run is a function of its inputs, so
 * what comes out is the same byte for byte as without the journal. Safe for threads; one process at a time.
 */
public final class RunJournal implements RunFunction, AutoCloseable {

    private static final int BUSY = SQLiteErrorCode.SQLITE_BUSY.code;

    private final Path file;
    private final RunFunction runs;
    private final Connection database;
    private final RunResultCodec codec = new RunResultCodec();
    private int found;

    private RunJournal(Path file, RunFunction runs, Connection database, int found) {
        this.file = file;
        this.runs = runs;
        this.database = database;
        this.found = found;
    }

    /**
     * Opens a journal, or begins one.
     *
     * @param file the SQLite file; its name must stand for all that the runs depend on
     * @param runs does the runs that are not in the journal
     * @throws JournalException if the file cannot be written, is damaged, or another process has it open
     */
    public static RunJournal open(Path file, RunFunction runs) {
        Connection database = connect(file);
        try (Statement statement = database.createStatement()) {
            statement.execute("PRAGMA locking_mode = EXCLUSIVE");
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = NORMAL");
            statement.execute("CREATE TABLE IF NOT EXISTS run (contender TEXT NOT NULL, replication INTEGER NOT NULL,"
                    + " instances INTEGER NOT NULL, result BLOB NOT NULL,"
                    + " PRIMARY KEY (contender, replication, instances))");
            try (ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM run")) {
                return new RunJournal(file, runs, database, count.getInt(1));
            }
        } catch (SQLException e) {
            closeQuietly(database, e);
            throw failure(file, e);
        }
    }

    private static Connection connect(Path file) {
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            // As a URI: of a plain name, SQLite takes a beginning such as "file:" and what follows a "?" for orders.
            return DriverManager.getConnection(
                    "jdbc:sqlite:" + file.toAbsolutePath().toUri());
        } catch (IOException | SQLException e) {
            throw failure(file, e);
        }
    }

    private static JournalException failure(Path file, Exception cause) {
        String what = cause instanceof SQLiteException sqlite && (sqlite.getErrorCode() & 0xFF) == BUSY
                ? "another process is at work on the same comparison; give this one another --out"
                : "finished runs cannot be kept here (" + String.valueOf(cause.getMessage()) + "); remove the file or"
                        + " give another --out";
        return new JournalException(file + ": " + what.replaceAll("\\s*\\R\\s*", " "), cause);
    }

    private static void closeQuietly(Connection database, Exception because) {
        try {
            database.close();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }

    /** Forgets all finished runs. */
    public synchronized void clear() {
        try (Statement statement = database.createStatement()) {
            statement.execute("DELETE FROM run");
            found = 0;
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    /** Returns how many finished runs were in the journal when it was opened, and not cleared since. */
    public int found() {
        return found;
    }

    /** Returns the file. */
    public Path file() {
        return file;
    }

    @Override
    public RunResult run(Contender contender, World world, Streams streams, RunOptions options) {
        int instances = world.instances().size();
        // Where mirrored replications turn out to gain nothing, the same replications are done without.
        int key = streams.mirrored() ? -streams.replication() : streams.replication();
        Optional<RunResult> finished = read(contender.name(), key, instances);
        if (finished.isPresent()) {
            return finished.get();
        }
        RunResult result = runs.run(contender, world, streams, options);
        write(contender.name(), key, instances, result);
        return result;
    }

    private synchronized Optional<RunResult> read(String contender, int replication, int instances) {
        try (PreparedStatement select = database.prepareStatement(
                "SELECT result FROM run WHERE contender = ? AND replication = ? AND instances = ?")) {
            select.setString(1, contender);
            select.setInt(2, replication);
            select.setInt(3, instances);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(codec.decode(row.getBytes(1))) : Optional.empty();
            }
        } catch (SQLException | IOException e) {
            throw failure(file, e);
        }
    }

    private synchronized void write(String contender, int replication, int instances, RunResult result) {
        try (PreparedStatement insert = database.prepareStatement("INSERT OR IGNORE INTO run VALUES (?, ?, ?, ?)")) {
            insert.setString(1, contender);
            insert.setInt(2, replication);
            insert.setInt(3, instances);
            insert.setBytes(4, codec.encode(result));
            insert.executeUpdate();
        } catch (SQLException | IOException e) {
            throw failure(file, e);
        }
    }

    /** Returns how many finished runs are in the journal now. */
    public synchronized int size() {
        try (Statement statement = database.createStatement();
                ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM run")) {
            return count.getInt(1);
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    /** Closes the journal and keeps the file. */
    @Override
    public synchronized void close() {
        try {
            database.close();
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    /** Closes the journal and removes the file: the comparison is finished. */
    public void discard() throws IOException {
        close();
        Files.deleteIfExists(file);
        Files.deleteIfExists(Path.of(file + "-wal"));
    }
}
