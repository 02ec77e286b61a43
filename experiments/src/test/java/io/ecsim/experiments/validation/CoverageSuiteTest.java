package io.ecsim.experiments.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.experiments.run.RunListener;
import java.util.List;
import org.junit.jupiter.api.Test;

/** models.md M12: what is called a 95 % interval is one; and an interval that is wrong is found out. */
class CoverageSuiteTest {

    @Test
    void everyKindOfIntervalCoversAsItSays() {
        List<Coverage> coverages = CoverageSuite.of(1).run(2, RunListener.SILENT);

        assertThat(coverages)
                .allSatisfy(coverage -> assertThat(coverage.passed())
                        .as(
                                "%s of %s: %d of %d",
                                coverage.method(), coverage.model(), coverage.covered(), coverage.repeats())
                        .isTrue());
        assertThat(coverages)
                .filteredOn(coverage -> coverage.repeats() >= 2_000)
                .hasSizeGreaterThanOrEqualTo(16);
        assertThat(coverages).filteredOn(Coverage::plantedFault).hasSize(4);
        assertThat(CoverageReport.summary(coverages))
                .isEqualTo(
                        "14 of 14 kinds of 95 % intervals hold the known answer 93 to 97 times in 100; 4 of 4 that are"
                                + " wrong on purpose do not.");
        assertThat(CoverageReport.passed(coverages)).isTrue();
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        List<CoverageCase> few = CoverageCases.all(60);
        assertThat(new CoverageSuite(few, 3).run(3, RunListener.SILENT))
                .isEqualTo(new CoverageSuite(few, 3).run(1, RunListener.SILENT));
    }

    @Test
    void anIntervalThatIsNeverRightFails() {
        CoverageCase never = CoverageCase.of("never", "anything", 100, streams -> false);
        CoverageCase good = CoverageCase.fault("good", "anything", 100, streams -> streams.replication() >= 5);

        List<Coverage> coverages = new CoverageSuite(List.of(never, good), 1).run(1, RunListener.SILENT);

        assertThat(coverages).extracting(Coverage::words).containsExactly("NOT AS IT SAYS", "FAULT MISSED");
        assertThat(CoverageReport.passed(coverages)).isFalse();
    }
}
