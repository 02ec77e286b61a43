package io.ecsim.fargate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R8.1: the sizes that Fargate has. */
class TaskSizesTest {

    /** R8.1: the table, row by row: least, greatest, how many, and the neighbours that are none. */
    @ParameterizedTest
    @CsvSource({
        "256, 512, 2048, 3",
        "512, 1024, 4096, 4",
        "1024, 2048, 8192, 7",
        "2048, 4096, 16384, 13",
        "4096, 8192, 30720, 23",
        "8192, 16384, 61440, 12",
        "16384, 32768, 122880, 12"
    })
    void eachRowHasItsMemory(int cpuUnits, int least, int most, int count) {
        assertThat(TaskSizes.memoryMiB(cpuUnits))
                .hasSize(count)
                .startsWith(least)
                .endsWith(most);
        assertThat(TaskSizes.has(cpuUnits, least)).isTrue();
        assertThat(TaskSizes.has(cpuUnits, most)).isTrue();
        assertThat(TaskSizes.has(cpuUnits, least - 1)).isFalse();
        assertThat(TaskSizes.has(cpuUnits, least + 1)).isFalse();
        assertThat(TaskSizes.has(cpuUnits, most + 1024)).isFalse();
        assertThat(TaskSizes.has(cpuUnits + 1, least)).isFalse();
    }

    /** M11: rounding to the next legal size; a request without a legal size is an error, this is what it is told. */
    @Test
    void theNextSizeUpIsKnown() {
        assertThat(TaskSizes.atLeast(200, 600))
                .hasValueSatisfying(size -> assertThat(size).containsExactly(256, 1024));
        assertThat(TaskSizes.atLeast(300, 500))
                .hasValueSatisfying(size -> assertThat(size).containsExactly(512, 1024));
        assertThat(TaskSizes.atLeast(256, 3000))
                .hasValueSatisfying(size -> assertThat(size).containsExactly(512, 3072));
        assertThat(TaskSizes.atLeast(8192, 17_000))
                .hasValueSatisfying(size -> assertThat(size).containsExactly(8192, 20_480));
        assertThat(TaskSizes.atLeast(16_385, 1)).isEmpty();
    }
}
