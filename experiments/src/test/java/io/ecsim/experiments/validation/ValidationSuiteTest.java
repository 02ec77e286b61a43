package io.ecsim.experiments.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.experiments.run.RunListener;
import io.ecsim.experiments.statistics.Moments;
import io.ecsim.experiments.validation.Check.Verdict;
import io.ecsim.random.Streams;
import io.ecsim.reports.table.CsvTables;
import io.ecsim.reports.table.TextTables;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ValidationSuiteTest {

    private static final int WIDTH = 80;

    @Test
    void theWholeSimulatorAgreesWithTheoryAndPlantedFaultsAreNoticed() {
        List<Check> checks = ValidationSuite.of(Effort.QUICK, 1).run(2, RunListener.SILENT);
        assertThat(checks).filteredOn(check -> !check.verdict().passed()).isEmpty();
        assertThat(checks)
                .filteredOn(check -> check.verdict() == Verdict.FAULT_DETECTED)
                .extracting(Check::oracle)
                .contains(
                        "M/M/10 at 8: arrivals +3 %",
                        "M/M/10 at 8: constant service",
                        "M/M/10/10 at 8: arrivals +3 %",
                        "M/M/10/10 at 8: a slot missing",
                        "M/M/infinity at 10: arrivals +3 %",
                        "M/M/10, priorities 3 + 5: exchanged",
                        "M/M/10, priorities 3 + 5: arrivals +3 %",
                        "M/M/10//30: think +3 %",
                        "M/M/10//30: one missing",
                        "M/M/1-PS at 80 %: requests +3 %",
                        "M/M/4-PS at 80 %: work +3 %",
                        "16 units, M: arrivals +3 %",
                        "lognormal life: repairs +3 %",
                        "common shocks: each instance by itself");
        assertThat(checks)
                .filteredOn(check -> check.verdict() == Verdict.AGREES)
                .hasSizeGreaterThan(12);
        assertThat(ValidationReport.passed(checks)).isTrue();
        assertThat(TextTables.text(ValidationReport.brief(checks), WIDTH).lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(WIDTH))
                .noneSatisfy(line -> assertThat(line).startsWith("Not shown"));
    }

    @Test
    void everyEffortNamesEachSystemOnceAndTheLongOnesMeasureTheSame() {
        for (Effort effort : Effort.values()) {
            assertThat(effort.oracles()).extracting(Oracle::name).doesNotHaveDuplicates();
        }
        assertThat(Effort.FULL.oracles()).hasSameSizeAs(Effort.STANDARD.oracles());
        assertThat(Effort.FULL.oracles())
                .allSatisfy(oracle -> assertThat(oracle.known())
                        .allSatisfy(known -> assertThat(oracle.plantedFault() || known.aim() == known.rule())
                                .isTrue()));
    }

    @Test
    void theChecksDoNotDependOnThreads() {
        List<Oracle> oracles = List.of(
                QueueOracles.delay(Servers.TEN, "binpack(memory)", 30, 500, 1, 1),
                SharedLinkOracles.link(ServiceLaws.LOGNORMAL, "G", 30, 100));
        AtomicInteger heard = new AtomicInteger();
        RunListener listener = new RunListener() {
            @Override
            public void advanced() {
                heard.incrementAndGet();
            }
        };
        String alone = CsvTables.text(ValidationReport.full(new ValidationSuite(oracles, 5).run(1, listener)));
        String together = CsvTables.text(ValidationReport.full(new ValidationSuite(oracles, 5).run(3, listener)));
        assertThat(together).isEqualTo(alone);
        assertThat(heard).hasValue(120);
    }

    @Test
    void aVerdictFollowsFromTheIntervalAndItsWidth() {
        assertThat(verdict(Known.mean("x", 10), false, 9.99, 10.01)).isEqualTo(Verdict.AGREES);
        assertThat(verdict(Known.mean("x", 10), false, 10.09, 10.11)).isEqualTo(Verdict.DIFFERS);
        assertThat(verdict(Known.mean("x", 10), false, 9, 11)).isEqualTo(Verdict.TOO_WIDE);
        assertThat(verdict(Known.mean("x", 10).within(0.4), false, 9, 11)).isEqualTo(Verdict.AGREES_WIDE);
        assertThat(verdict(Known.mean("x", 10), true, 10.09, 10.11)).isEqualTo(Verdict.FAULT_DETECTED);
        assertThat(verdict(Known.mean("x", 10), true, 9, 11)).isEqualTo(Verdict.FAULT_MISSED);
        assertThat(verdict(Known.mean("x", 10).tolerating(0.02), false, 10.09, 10.11))
                .isEqualTo(Verdict.AGREES);
        assertThat(verdict(Known.mean("x", 10).tolerating(0.02), true, 9.89, 9.91))
                .isEqualTo(Verdict.FAULT_MISSED);
        assertThat(verdict(Known.mean("x", 10).tolerating(0.02), false, 10.29, 10.31))
                .isEqualTo(Verdict.DIFFERS);
    }

    /** Thirty values, half of each, at 99 %: the interval reaches about half their distance to either side. */
    private static Verdict verdict(Known known, boolean fault, double low, double high) {
        Moments values = new Moments();
        for (int i = 0; i < 30; i++) {
            values.add(i % 2 == 0 ? low : high);
        }
        Oracle oracle = new Oracle("o", List.of(known), 30, streams -> new double[] {0}, fault);
        return Check.of(oracle, known, values, 0.99).verdict();
    }

    @Test
    void aSimulatorThatIsWrongFailsTheSuite() {
        Oracle right = QueueOracles.loss(Servers.TEN, ServiceLaws.EXPONENTIAL, "M", "binpack(memory)", 30, 20_000);
        Oracle wrong = new Oracle(
                "wrong",
                right.known(),
                30,
                streams -> {
                    double[] values = right.trial().measure(streams);
                    return new double[] {values[0] * 1.1, values[1]};
                },
                false);
        List<Check> checks = new ValidationSuite(List.of(wrong), 1).run(2, RunListener.SILENT);
        assertThat(checks.get(0).verdict()).isEqualTo(Verdict.DIFFERS);
        assertThat(checks.get(1).verdict()).isEqualTo(Verdict.AGREES);
        assertThat(ValidationReport.passed(checks)).isFalse();
    }

    @Test
    void tooFewReplicationsAreRefused() {
        assertThatThrownBy(() -> QueueOracles.loss(Servers.TEN, ServiceLaws.CONSTANT, "D", "random", 29, 10))
                .hasMessageContaining("needs at least 30 replications, has 29");
    }

    @Test
    void replicationsDiffer() {
        Oracle oracle = QueueOracles.loss(Servers.TEN, ServiceLaws.CONSTANT, "D", "random", 30, 1_000);
        assertThat(oracle.trial().measure(new Streams(1, 0)))
                .isNotEqualTo(oracle.trial().measure(new Streams(1, 1)))
                .isEqualTo(oracle.trial().measure(new Streams(1, 0)));
    }
}
