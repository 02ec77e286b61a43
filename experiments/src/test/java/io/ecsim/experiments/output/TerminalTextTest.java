package io.ecsim.experiments.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTextTest {

    @ParameterizedTest
    @CsvSource({
        "terminal-two-tie.txt, 6, tight/loose/also-tight",
        "terminal-all-tie.txt, 6, tight/also-tight",
        "terminal-one-trace.txt, 1, tight/loose",
        "terminal-alone.txt, 3, tight"
    })
    void aComparisonReadsInEightyColumns(String golden, int replications, String strategies) throws IOException {
        String text = TerminalText.of(InventedFindings.of(replications, 2, strategies.split("/")), 80);

        Golden.assertMatches(golden, text);
        assertThat(text.lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void nothingFinishedIsSaid() {
        assertThat(TerminalText.of(InventedFindings.stoppedAtOnce(), 80))
                .contains("0 of 6 replications (ended early)")
                .contains("nothing can be compared");
    }
}
