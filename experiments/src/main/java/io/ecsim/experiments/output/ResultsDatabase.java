package io.ecsim.experiments.output;

import io.ecsim.experiments.Contender;
import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.InputFile;
import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.findings.MetricSpread;
import io.ecsim.experiments.findings.Standing;
import io.ecsim.experiments.run.RunMatrix;
import io.ecsim.experiments.statistics.Comparison;
import io.ecsim.experiments.statistics.PairedDifference;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.observe.Series;
import io.ecsim.observe.TaskCounts;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code results.sqlite}: a comparison as a database, for notebooks. docs/papers.md describes its tables. */
final class ResultsDatabase {

    static final String NAME = "results.sqlite";

    private static final String SCHEMA_VERSION = "1";
    private static final double MICROS_PER_SECOND = 1e6;

    private static final List<String> TABLES = List.of(
            "CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
            "CREATE TABLE inputs (position INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL,"
                    + " bytes INTEGER NOT NULL)",
            "CREATE TABLE metric_definitions (metric TEXT PRIMARY KEY, unit TEXT NOT NULL,"
                    + " higher_is_better INTEGER NOT NULL, definition TEXT NOT NULL)",
            "CREATE TABLE contenders (contender TEXT PRIMARY KEY, position INTEGER NOT NULL, variant TEXT NOT NULL,"
                    + " strategy TEXT NOT NULL, rank INTEGER, tied INTEGER, feasible INTEGER, objective REAL,"
                    + " need_instances INTEGER)",
            "CREATE TABLE runs (contender TEXT NOT NULL REFERENCES contenders, replication INTEGER NOT NULL,"
                    + " requested INTEGER NOT NULL, placed INTEGER NOT NULL, completed INTEGER NOT NULL,"
                    + " failed INTEGER NOT NULL, waiting INTEGER NOT NULL, running INTEGER NOT NULL,"
                    + " events INTEGER NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (contender, replication))",
            "CREATE TABLE metrics (contender TEXT NOT NULL, replication INTEGER NOT NULL, metric TEXT NOT NULL"
                    + " REFERENCES metric_definitions, value REAL NOT NULL,"
                    + " PRIMARY KEY (contender, replication, metric)) WITHOUT ROWID",
            "CREATE TABLE summary (contender TEXT NOT NULL, metric TEXT NOT NULL, replications INTEGER NOT NULL,"
                    + " mean REAL NOT NULL, standard_deviation REAL, least REAL NOT NULL, lower_quartile REAL NOT NULL,"
                    + " median REAL NOT NULL, upper_quartile REAL NOT NULL, greatest REAL NOT NULL,"
                    + " PRIMARY KEY (contender, metric)) WITHOUT ROWID",
            "CREATE TABLE comparisons (first TEXT NOT NULL, second TEXT NOT NULL, metric TEXT NOT NULL,"
                    + " pairs INTEGER NOT NULL, difference REAL, low REAL, high REAL, p_value REAL,"
                    + " adjusted_p_value REAL, margin REAL NOT NULL, verdict TEXT NOT NULL,"
                    + " PRIMARY KEY (first, second)) WITHOUT ROWID",
            "CREATE TABLE series (contender TEXT NOT NULL, replication INTEGER NOT NULL, series TEXT NOT NULL,"
                    + " unit TEXT NOT NULL, time_s REAL NOT NULL, value REAL,"
                    + " PRIMARY KEY (contender, replication, series, time_s)) WITHOUT ROWID");

    private final Connection database;
    private final Findings findings;

    private ResultsDatabase(Connection database, Findings findings) {
        this.database = database;
        this.findings = findings;
    }

    /**
     * Writes the database.
     *
     * @param file does not exist yet
     * @throws IOException if it cannot be written
     */
    static void write(Findings findings, Repetition repetition, Path file) throws IOException {
        // As a URI: of a plain name, SQLite takes a beginning such as "file:" and what follows a "?" for orders.
        try (Connection database = DriverManager.getConnection(
                "jdbc:sqlite:" + file.toAbsolutePath().toUri())) {
            database.setAutoCommit(false);
            new ResultsDatabase(database, findings).fill(repetition);
            database.commit();
        } catch (SQLException failed) {
            throw new IOException(file + ": the database cannot be written (" + failed.getMessage() + ")", failed);
        }
    }

    private void fill(Repetition repetition) throws SQLException {
        try (Statement statement = database.createStatement()) {
            for (String table : TABLES) {
                statement.executeUpdate(table);
            }
        }
        about(repetition);
        contenders();
        runs();
        summary();
        comparisons();
        series();
    }

    private void about(Repetition repetition) throws SQLException {
        Experiment experiment = findings.experiment();
        try (Rows rows = new Rows("about", 2)) {
            rows.add("schema", SCHEMA_VERSION);
            rows.add("scenario", experiment.name());
            rows.add("ecsim", repetition.version());
            rows.add("command", repetition.command());
            rows.add("seed", Long.toString(experiment.seed()));
            rows.add("objective", experiment.objective().metric().key());
            rows.add("direction", experiment.objective().higherIsBetter() ? "higher" : "lower");
            rows.add("margin", Double.toString(findings.margin()));
            rows.add("confidence", Double.toString(Findings.CONFIDENCE));
        }
        try (Rows rows = new Rows("inputs", 4)) {
            int position = 0;
            for (InputFile input : experiment.inputs()) {
                rows.add(position++, input.name(), input.sha256(), input.bytes());
            }
        }
        try (Rows rows = new Rows("metric_definitions", 4)) {
            for (Metric metric : Metric.values()) {
                rows.add(metric.key(), metric.unit(), metric.higherIsBetter(), metric.definition());
            }
        }
    }

    private void contenders() throws SQLException {
        List<Contender> contenders = findings.experiment().contenders();
        try (Rows rows = new Rows("contenders", 9)) {
            for (int order = 0; order < contenders.size(); order++) {
                Contender contender = contenders.get(order);
                int at = order;
                @Nullable
                Standing standing = findings.standings().stream()
                        .filter(each -> each.order() == at)
                        .findFirst()
                        .orElse(null);
                rows.add(
                        contender.name(),
                        order,
                        contender.variant().name(),
                        contender.strategy().name(),
                        standing == null ? null : standing.rank(),
                        standing == null ? null : standing.tied(),
                        standing == null ? null : standing.isFeasible(),
                        standing == null ? null : standing.objective(),
                        standing == null ? null : need(standing));
            }
        }
    }

    private static @Nullable Integer need(Standing standing) {
        return standing.need()
                .flatMap(need -> need.instances().isPresent()
                        ? Optional.of(need.instances().getAsInt())
                        : Optional.empty())
                .orElse(null);
    }

    private void runs() throws SQLException {
        try (Rows runs = new Rows("runs", 10);
                Rows metrics = new Rows("metrics", 4)) {
            RunMatrix matrix = findings.result().runs();
            for (int order = 0; order < matrix.contenders().size(); order++) {
                String name = matrix.contenders().get(order);
                for (RunResult run : matrix.finished(order)) {
                    TaskCounts counts = run.counts();
                    runs.add(
                            name,
                            run.replication(),
                            counts.requested(),
                            counts.placed(),
                            counts.completed(),
                            counts.failed(),
                            counts.waiting(),
                            counts.running(),
                            run.events(),
                            RunsTable.digest(run));
                    for (Map.Entry<Metric, Double> metric : run.metrics().entrySet()) {
                        if (Double.isFinite(metric.getValue())) {
                            metrics.add(name, run.replication(), metric.getKey().key(), metric.getValue());
                        }
                    }
                }
            }
        }
    }

    private void summary() throws SQLException {
        try (Rows rows = new Rows("summary", 10)) {
            for (Standing standing : findings.standings()) {
                for (Map.Entry<Metric, MetricSpread> entry : standing.spreads().entrySet()) {
                    MetricSpread spread = entry.getValue();
                    rows.add(
                            standing.strategy(),
                            entry.getKey().key(),
                            spread.count(),
                            spread.mean(),
                            spread.standardDeviation(),
                            spread.least(),
                            spread.lowerQuartile(),
                            spread.median(),
                            spread.upperQuartile(),
                            spread.greatest());
                }
            }
        }
    }

    private void comparisons() throws SQLException {
        List<Comparison> comparisons =
                findings.ranking().map(ranking -> ranking.comparisons()).orElse(List.of());
        try (Rows rows = new Rows("comparisons", 11)) {
            for (Comparison comparison : comparisons) {
                PairedDifference difference = comparison.difference();
                rows.add(
                        comparison.first(),
                        comparison.second(),
                        findings.experiment().objective().metric().key(),
                        difference.pairs(),
                        difference.mean(),
                        difference.interval().lower(),
                        difference.interval().upper(),
                        difference.pValue(),
                        comparison.adjustedPValue(),
                        comparison.margin(),
                        comparison.verdict().name().toLowerCase(Locale.ROOT));
            }
        }
    }

    private void series() throws SQLException {
        try (Rows rows = new Rows("series", 6)) {
            RunMatrix matrix = findings.result().runs();
            for (int order = 0; order < matrix.contenders().size(); order++) {
                for (RunResult run : matrix.finished(order)) {
                    for (Series series : run.series()) {
                        long[] times = series.timeMicros();
                        double[] values = series.values();
                        for (int at = 0; at < times.length; at++) {
                            rows.add(
                                    matrix.contenders().get(order),
                                    run.replication(),
                                    series.key(),
                                    series.unit(),
                                    times[at] / MICROS_PER_SECOND,
                                    values[at]);
                        }
                    }
                }
            }
        }
    }

    /** Rows for one table, in the order of its columns. */
    private final class Rows implements AutoCloseable {

        private static final int BATCH = 10_000;

        private final PreparedStatement insert;
        private int waiting;

        Rows(String table, int columns) throws SQLException {
            String values = "?" + ", ?".repeat(columns - 1);
            insert = database.prepareStatement("INSERT INTO " + table + " VALUES (" + values + ")");
        }

        /** What is not finite is not known here: NULL. */
        void add(@Nullable Object... values) throws SQLException {
            for (int at = 0; at < values.length; at++) {
                Object value = values[at];
                boolean unknown = value == null || value instanceof Double number && !Double.isFinite(number);
                insert.setObject(at + 1, unknown ? null : value);
            }
            insert.addBatch();
            if (++waiting == BATCH) {
                insert.executeBatch();
                waiting = 0;
            }
        }

        @Override
        public void close() throws SQLException {
            try (insert) {
                insert.executeBatch();
            }
        }
    }
}
