package io.ecsim.reports.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecsim.reports.Golden;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TableWritersTest {
    static Table ranking() {
        return Table.builder(
                        "ranking",
                        "Strategies by mean wait",
                        Column.integer(
                                "rank", "Rank", "", "1 is best; strategies that cannot be told apart share a rank."),
                        Column.text("strategy", "Strategy", "The chain of placement strategies."),
                        Column.number("wait_mean_s", "Mean wait", "s", 2, "Mean time from request to reservation."),
                        Column.duration("wait_p99_s", "99 % wait", "The 99 % quantile of the wait."),
                        Column.percent("unplaced", "Unplaced", 1, "Share of requested tasks never placed."),
                        Column.integer("need", "Need", "instances", "Fewest instances that keep the limit."),
                        Column.money("price_usd_per_h", "Price", "USD/h", 2, "What the need costs."))
                .row(
                        Cell.whole(1),
                        Cell.text("binpack(memory)"),
                        Cell.estimate(1.25, 1.0625, 1.4375),
                        Cell.real(12.5),
                        Cell.real(0.25),
                        Cell.whole(12_000),
                        Cell.real(1234.5))
                .row(
                        Cell.whole(2),
                        Cell.text("spread(attribute:ecs.availability-zone), binpack(memory)"),
                        Cell.estimate(123_456.789, 123_400, 123_500),
                        Cell.above(86_400),
                        Cell.real(0.0001),
                        Cell.unknown("not searched"),
                        Cell.below(0.01))
                .row(
                        Cell.whole(3),
                        Cell.text("a,\"b\"|<script>*x*</script>\u001b[31m"),
                        Cell.real(0.1 + 0.2),
                        Cell.real(Double.NaN),
                        Cell.real(0),
                        Cell.whole(7),
                        Cell.real(2e-9))
                .build();
    }

    @Test
    void csvIsGolden() {
        Golden.assertMatches("ranking.csv", CsvTables.text(ranking()));
    }

    @Test
    void jsonIsGolden() {
        Golden.assertMatches("ranking.json", JsonTables.text(ranking()));
    }

    @Test
    void markdownIsGolden() {
        Golden.assertMatches("ranking.md", MarkdownTables.text(ranking()));
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 120, 40})
    void terminalIsGolden(int width) {
        String text = TextTables.text(ranking(), width);
        assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(width));
        assertThat(text).doesNotContain("\u001b");
        Golden.assertMatches("ranking-" + width + ".txt", text);
    }

    @Test
    void terminalDropsNothingWhenItFits() {
        assertThat(TextTables.text(ranking(), 120)).doesNotContain("Not shown");
        assertThat(TextTables.text(ranking(), 60)).contains("Not shown for lack of width:");
    }

    @Test
    void severalTablesAreOneJsonDocument() throws Exception {
        JsonNode tree = new ObjectMapper().readTree(JsonTables.text(List.of(ranking(), ranking())));
        assertThat(tree.path("tables")).hasSize(2);
        assertThat(tree.at("/tables/0/rows/1/wait_p99_s/above").doubleValue()).isEqualTo(86_400);
        assertThat(tree.at("/tables/0/rows/2/wait_mean_s").doubleValue()).isEqualTo(0.1 + 0.2);
    }

    @Test
    void bytesDoNotDependOnTheDefaultLocale() {
        Locale before = Locale.getDefault();
        String csv = CsvTables.text(ranking());
        String text = TextTables.text(ranking(), 80);
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(CsvTables.text(ranking())).isEqualTo(csv);
            assertThat(TextTables.text(ranking(), 80)).isEqualTo(text);
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1, 1",
        "0.1, 0.1",
        "1e15, 1000000000000000",
        "1e16, 1e16",
        "-2.5e-9, -2.5e-9",
        "1e-7, 0.0000001",
        "2e23, 2e23",
        "5.684341886080802E-14, 5.684341886080802e-14",
        "4.9E-324, 4.9e-324",
        "1.7976931348623157E308, 1.7976931348623157e308"
    })
    void shortestReadsBackAsTheSameDouble(double value, String expected) {
        assertThat(Decimals.shortest(value)).isEqualTo(expected);
        assertThat(Double.parseDouble(Decimals.shortest(value))).isEqualTo(value + 0.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0 s",
                "0.0004|0.4 ms",
                "0.25|250 ms",
                "1|1 s",
                "119.4|119 s",
                "255|4.25 min",
                "11160|3.1 h",
                "864000|10 d",
                "-30|-30 s"
            })
    void durationsUseTheUnitThatReadsBest(double seconds, String expected) {
        assertThat(CellText.duration(seconds)).isEqualTo(expected);
    }

    @Test
    void smallSharesDoNotReadAsZero() {
        Column share = Column.percent("x", "X", 1, "A share.");
        assertThat(CellText.of(share, Cell.real(0.0001))).isEqualTo("< 0.1 %");
        assertThat(CellText.of(share, Cell.real(0))).isEqualTo("0.0 %");
    }

    @Test
    void faultyTablesSayWhatIsWrong() {
        Column word = Column.text("word", "Word", "A word.");
        assertThatThrownBy(() -> new Column("Wait", "Wait", "s", ColumnKind.NUMBER, 2, ""))
                .hasMessage("column key is 'Wait', allowed are lower-case letters, digits and underscores");
        assertThatThrownBy(() -> Column.number("w", "W", "s", 10, ""))
                .hasMessageContaining("decimals 10, allowed are 0 to 9");
        assertThatThrownBy(() -> new Table("t", "T", List.of(), List.of())).hasMessageContaining("no columns");
        assertThatThrownBy(() -> new Table("t", "T", List.of(word, word), List.of()))
                .hasMessageContaining("'word' twice");
        assertThatThrownBy(() -> Table.builder("t", "T", word).row().build())
                .hasMessageContaining("0 cells, its columns are 1");
        assertThatThrownBy(
                        () -> Table.builder("t", "T", word).row(Cell.whole(1)).build())
                .hasMessageContaining("column 'word' is TEXT and cannot hold");
        assertThatThrownBy(() -> new Table("A b", "T", List.of(word), List.of()))
                .hasMessageContaining("table name is 'A b'");
        assertThatThrownBy(() -> new Cell.Estimate(1, 2, 1)).hasMessageContaining("low must not exceed high");
    }
}
