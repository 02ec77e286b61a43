package io.ecsim.experiments.validation.published;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.model.InstanceType;
import io.ecsim.workloads.catalogue.InstanceCatalogue;
import io.ecsim.workloads.catalogue.RegisteredMemory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Bin packing with known answers, and aws/containers-roadmap issue 105. */
class KnownResultsTest {

    @Test
    void binPackingComesOutAsTheorySays() {
        assertThat(BinPacking.results(1)).hasSize(9).allMatch(KnownResult::passed);
    }

    /** None of the constants would come out with another strategy. */
    @Test
    void anotherStrategyHasOtherConstants() {
        int[] sizes = new int[60];
        Arrays.fill(sizes, 0, 30, 400);
        Arrays.fill(sizes, 30, 60, 600);
        assertThat(Bins.used("first-fit", sizes, 1_000))
                .as("pairs of 400, then 600 alone")
                .isEqualTo(15 + 30);
        assertThat(Bins.used("worst-fit(memory)", sizes, 1_000))
                .as("each its own")
                .isEqualTo(60);
        int[] mixed = {600, 500, 300, 200, 400};
        assertThat(Bins.used("next-fit", mixed, 1_000))
                .as("600; 500, 300, 200; 400")
                .isEqualTo(3);
        assertThat(Bins.used("first-fit", mixed, 1_000))
                .as("600, 300; 500, 200; 400")
                .isEqualTo(3);
        assertThat(Bins.used("binpack(memory)", new int[] {600, 500, 400, 500}, 1_000))
                .isEqualTo(2);
    }

    @Test
    void tenTasksTakeFourFiveOrSixInstances() {
        InstanceType type = InstanceCatalogue.load().require("m5.large");
        assertThat(RoadmapCase.results(type, RegisteredMemory.mib(type), 1))
                .hasSize(4)
                .allMatch(KnownResult::passed);
        assertThat(RoadmapCase.results(type, 14_000, 1))
                .as("two of 7,000 on one instance")
                .anyMatch(result -> !result.passed());
    }
}
