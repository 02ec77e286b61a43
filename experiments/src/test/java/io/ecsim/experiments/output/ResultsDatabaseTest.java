package io.ecsim.experiments.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.findings.Standing;
import io.ecsim.observe.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsDatabaseTest {

    private static final Repetition REPETITION = new Repetition("ecsim compare invented.yaml", "0.1", 1);

    @TempDir
    private Path folder;

    private Path written(String name, Findings findings) throws IOException {
        Path file = folder.resolve(name);
        ResultsDatabase.write(findings, REPETITION, file);
        return file;
    }

    private static List<String> rows(Path file, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = database.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                    row.add(String.valueOf(found.getString(column)));
                }
                rows.add(String.join("|", row));
            }
        }
        return rows;
    }

    @Test
    void theDatabaseHoldsWhatTheFindingsSay() throws Exception {
        Findings findings = InventedFindings.of(8, 1, "tight", "loose", "also-tight");
        Path file = written("a.sqlite", findings);

        assertThat(rows(file, "SELECT COUNT(*) FROM runs")).containsExactly("24");
        assertThat(rows(file, "SELECT contender FROM contenders ORDER BY position"))
                .containsExactlyElementsOf(findings.result().runs().contenders());
        assertThat(rows(file, "SELECT value FROM about WHERE key = 'command'"))
                .containsExactly("ecsim compare invented.yaml");
        assertThat(rows(file, "SELECT COUNT(*) FROM comparisons"))
                .containsExactly(Integer.toString(
                        findings.ranking().orElseThrow().comparisons().size()));
        for (Standing standing : findings.standings()) {
            String mean = rows(
                            file,
                            "SELECT AVG(value) FROM metrics WHERE metric = 'waitMean' AND contender = '"
                                    + standing.strategy() + "'")
                    .get(0);
            assertThat(Double.parseDouble(mean)).isCloseTo(standing.mean(Metric.WAIT_MEAN), Offset.offset(1e-9));
        }
        assertThat(rows(
                        file,
                        "SELECT COUNT(*) FROM metrics LEFT JOIN metric_definitions USING (metric)"
                                + " WHERE unit IS NULL"))
                .containsExactly("0");
    }

    @Test
    void theSameFindingsAreTheSameBytes() throws IOException {
        assertThat(Files.readAllBytes(written("a.sqlite", InventedFindings.of(4, 1, "tight", "loose"))))
                .isEqualTo(Files.readAllBytes(written("b.sqlite", InventedFindings.of(4, 4, "tight", "loose"))));
    }

    @Test
    void whatIsNotKnownIsNull() throws Exception {
        Path file = written("one.sqlite", InventedFindings.of(1, 1, "tight", "loose"));
        assertThat(rows(file, "SELECT COUNT(*) > 0 FROM summary")).containsExactly("1");
        assertThat(rows(file, "SELECT COUNT(*) FROM summary WHERE standard_deviation IS NOT NULL"))
                .containsExactly("0");
    }
}
