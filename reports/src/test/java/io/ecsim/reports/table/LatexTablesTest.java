package io.ecsim.reports.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.reports.Golden;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LatexTablesTest {

    @Test
    void latexIsGolden() {
        Golden.assertMatches("ranking.tex", LatexTables.text(TableWritersTest.ranking()));
    }

    @Test
    void markdownForPapersIsGolden() {
        Golden.assertMatches("ranking-paper.md", MarkdownTables.paperText(TableWritersTest.ranking()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "50 % & more; 50 \\% \\& more",
                "a_b#c$d; a\\_b\\#c\\$d",
                "x^2~y\\z; x\\textasciicircum{}2\\textasciitilde{}y\\textbackslash{}z",
                "{i} [0, 1] *; \\{i\\} {[}0, 1] {*}",
                "1 < 2 | 3 > 2; 1 $<$ 2 \\textbar{} 3 $>$ 2",
                "1.5 ± 0.2 µs …; 1.5 $\\pm$ 0.2 $\\mu$s \\dots{}"
            })
    void wordsAreShownAsTheyAre(String words, String latex) {
        assertThat(LatexTables.escape(words)).isEqualTo(latex);
    }

    @Test
    void anIntervalIsPlusOrMinusOnlyWhereItIsSymmetric() {
        Table table = Table.builder("t", "T", Column.number("v_s", "Value", "s", 2, "A value."))
                .row(Cell.estimate(-1.5, -1.75, -1.25))
                .row(Cell.estimate(1.5, 1, 1.75))
                .row(Cell.estimate(2, 2, 2))
                .row(Cell.estimate(3, 1, 2)) // the value lies outside: an interval of another estimator
                .build();
        assertThat(LatexTables.text(table))
                .contains("$-$1.50 $\\pm$ 0.25 \\\\\n")
                .contains("1.50 {[}1.00, 1.75] \\\\\n")
                .contains("2.00 $\\pm$ 0.00 \\\\\n")
                .contains("3.00 {[}1.00, 2.00] \\\\\n");
    }

    /** Whatever the words, each row has its cells and its end, and no command of their own. */
    @Test
    void noWordsBreakARow() {
        Random random = new Random(11);
        for (int round = 0; round < 500; round++) {
            StringBuilder words = new StringBuilder();
            for (int at = random.nextInt(12); at >= 0; at--) {
                words.append("\\{}$&#_%^~<>|\"[]*±-\n\r\t aé9".charAt(random.nextInt(26)));
            }
            Table table = Table.builder("t", "T", Column.text("a", "A", "."), Column.text("b", "B", "."))
                    .row(Cell.text(words.toString()), Cell.text("end"))
                    .build();
            String row = LatexTables.text(table).split("\\\\midrule\n", -1)[1].split("\n", -1)[0];
            String bare = row.replaceAll("\\\\[a-z]+\\{\\}|\\\\[{}$&#_%]|\\$(<|>|\\\\pm)\\$|\\{[\\[*]}", "?");
            assertThat(bare).as("words %s", words).matches("[^\\\\{}$&#_%^~<>|\"\\[*]* & end \\\\\\\\");
        }
    }
}
