package io.ecsim.experiments.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentizedRangeTest {

    /** Demšar (2006), table 5: the studentized range over the square root of 2. */
    @ParameterizedTest
    @CsvSource({
        "2, 0.95, 1.960",
        "3, 0.95, 2.343",
        "4, 0.95, 2.569",
        "5, 0.95, 2.728",
        "6, 0.95, 2.850",
        "7, 0.95, 2.949",
        "8, 0.95, 3.031",
        "9, 0.95, 3.102",
        "10, 0.95, 3.164",
        "3, 0.90, 2.052",
        "10, 0.90, 2.920"
    })
    void theStudentizedRangeIsThatOfTheTables(int count, double confidence, double published) {
        assertThat(StudentizedRange.criticalValue(count, confidence) / Math.sqrt(2))
                .isCloseTo(published, within(0.0015));
    }

    @Test
    void nonsenseIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> StudentizedRange.criticalValue(1, 0.95));
        assertThatIllegalArgumentException().isThrownBy(() -> StudentizedRange.criticalValue(3, 1));
    }
}
