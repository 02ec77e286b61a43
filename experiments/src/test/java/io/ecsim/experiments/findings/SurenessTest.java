package io.ecsim.experiments.findings;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.Margin;
import io.ecsim.experiments.Objective;
import io.ecsim.experiments.Replicate;
import io.ecsim.experiments.Variant;
import io.ecsim.experiments.run.ExperimentResult;
import io.ecsim.experiments.run.ExperimentRunner;
import io.ecsim.experiments.run.InventedRuns;
import io.ecsim.experiments.run.RunListener;
import io.ecsim.experiments.run.StopSignal;
import io.ecsim.experiments.statistics.Comparison;
import io.ecsim.experiments.statistics.RanksAcrossWorkloads;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SurenessTest {

    private static Findings findings(Experiment experiment) {
        return Findings.of(
                new ExperimentRunner(1, RunListener.SILENT, new StopSignal(), InventedRuns::run).run(experiment));
    }

    /** Returns an experiment that asks nothing of its strategies but little wait. */
    private static Experiment unbound(int replications, String... strategies) {
        Experiment experiment = InventedRuns.experiment(replications, strategies);
        Objective stated = experiment.objective();
        return experiment.rankedBy(
                new Objective(stated.metric(), stated.higherIsBetter(), stated.margin(), List.of(), true));
    }

    private static Findings ofVariants(int count) {
        Experiment plain = InventedRuns.experiment(6, "tight", "loose", "also-tight");
        List<Variant> variants = IntStream.range(0, count)
                .mapToObj(number -> new Variant("v" + number, List.of(), plain.worlds()))
                .toList();
        return findings(plain.with(variants, plain.strategies()));
    }

    private static List<String> said(Findings findings, String what) {
        return Sureness.of(findings).stream()
                .filter(sentence -> sentence.contains(what))
                .toList();
    }

    @Test
    void theBestIsNamedWhereItIsOne() {
        assertThat(said(findings(unbound(8, "loose", "tight")), "(Hsu"))
                .singleElement()
                .asString()
                .startsWith(
                        "Compared with the best of the others (Hsu, 95 % for all together): tight is the best, and none"
                                + " of the others is behind it by more than 4.");
    }

    @Test
    void thoseThatMayBeTheBestAreNamed() {
        Findings findings = findings(unbound(8, "loose", "tight", "also-tight"));
        assertThat(said(findings, "(Hsu"))
                .singleElement()
                .asString()
                .contains("also-tight; tight may each be the best, and none of them is behind the best by more than ")
                .doesNotContain("loose");
        assertThat(findings.withBest().orElseThrow().row("loose").orElseThrow().mayBeBest())
                .isFalse();
    }

    @Test
    void oneReplicationIsNotComparedWithTheBest() {
        assertThat(findings(InventedRuns.experiment(1, "tight", "loose")).withBest())
                .isEmpty();
    }

    /** models.md M12: Friedman and Nemenyi only across at least five workloads. */
    @Test
    void ranksAcrossFewVariantsAreRefused() {
        Findings findings = ofVariants(4);
        assertThat(WorkloadRanks.of(findings)).isEmpty();
        assertThat(said(findings, "Friedman"))
                .containsExactly(
                        "Ranks across workloads (Friedman, Nemenyi) are not given: they need at least 5 variants in"
                                + " which every strategy has a value, there are 4.");
    }

    @Test
    void ranksAcrossFiveVariantsAreGiven() {
        Findings findings = ofVariants(5);
        RanksAcrossWorkloads ranks = WorkloadRanks.of(findings).orElseThrow();
        assertThat(ranks.workloads()).isEqualTo(5);
        assertThat(ranks.meanRanks().get(1)).isEqualTo(3);
        assertThat(said(findings, "Friedman"))
                .singleElement()
                .asString()
                .startsWith("Across 5 variants the mean ranks are tight ")
                .contains("(Nemenyi, 95 % for all pairs): ");
    }

    @Test
    void aScenarioAsItStandsIsNotAskedForRanks() {
        assertThat(said(findings(unbound(8, "loose", "tight")), "Friedman")).isEmpty();
    }

    @Test
    void whatIsKnownOfMostReplicationsIsSaid() {
        assertThat(said(findings(InventedRuns.experiment(60, "tight", "loose")), "In 90 % of replications"))
                .singleElement()
                .asString()
                .startsWith("In 90 % of replications the mean wait of tight is at most 13.")
                .endsWith(", bootstrap).");
        assertThat(said(findings(InventedRuns.experiment(19, "tight", "loose")), "of replications the"))
                .isEmpty();
    }

    /** models.md M12: Clopper-Pearson for rare counts, the rule of three for none. */
    @Test
    void howOftenTheBoundsAreKeptIsSaid() {
        assertThat(said(findings(InventedRuns.experiment(30, "tight", "loose")), "keeps every bound"))
                .containsExactly("tight keeps every bound in 30 of 30 replications: that it breaks one in another has a"
                        + " probability of at most 10 % (95 % confidence, rule of three).");
        assertThat(said(findings(InventedRuns.experiment(30, "loose")), "keeps every bound"))
                .containsExactly("loose keeps every bound in 0 of 30 replications: a share of 0 % (95 % interval 0 % to"
                        + " 11.6 %, Clopper and Pearson).");
    }

    /** Two who differ little, whose noise of a mirrored pair nearly cancels. */
    @Test
    void mirroredPairsAreCountedInPairs() {
        Experiment plain =
                unbound(2, "tight", "also-tight").with(new Replicate.Regenerate(40, Optional.empty(), true, false));
        Experiment experiment = plain.rankedBy(
                new Objective(plain.objective().metric(), false, new Margin.Absolute(0), List.of(), true));
        ExperimentResult result = new ExperimentRunner(
                        1, RunListener.SILENT, new StopSignal(), (contender, world, streams, options) -> {
                            double noise = streams.sequential(contender.name()).nextDouble() - 0.5;
                            return InventedRuns.withWait(
                                    InventedRuns.run(contender, world, streams, options),
                                    10 + noise + 0.5 * Math.abs(noise));
                        })
                .run(experiment);

        assertThat(result.antithetic().orElseThrow().used()).isTrue();
        assertThat(said(Findings.of(result), "To tell"))
                .singleElement()
                .asString()
                .contains(" more mirrored pairs: ", "with n = 20,");
    }

    @Test
    void controlVariatesThatWereNotTriedAreNotCalledUseless() {
        Experiment few = unbound(8, "tight", "loose").with(new Replicate.Regenerate(8, Optional.empty(), false, true));
        assertThat(said(findings(few), "Control variates"))
                .singleElement()
                .asString()
                .endsWith("are off: they need 30 independent observations, there are 8.");
        Experiment alone = unbound(8, "tight").with(new Replicate.Regenerate(8, Optional.empty(), false, true));
        assertThat(said(findings(alone), "Control variates"))
                .singleElement()
                .asString()
                .endsWith("are off: there is no paired difference to narrow.");
    }

    /** Control variates may say that the one with the worse plain mean is the better one, without telling the two apart. */
    @Test
    void noneIsComparedWithItselfWhereAPairIsTurned() {
        Findings plain = findings(unbound(8, "tight", "also-tight"));
        Standing first = plain.standings().get(0);
        Standing other = plain.standings().get(1);
        Comparison straight = other.comparison().orElseThrow();
        Comparison turned = new Comparison(
                straight.second(),
                straight.first(),
                straight.difference().reversed(),
                straight.adjustedPValue(),
                straight.margin(),
                Comparison.Verdict.UNDECIDED);
        Standing second = new Standing(
                other.strategy(),
                other.order(),
                other.rank(),
                other.tied(),
                other.broken(),
                other.objective(),
                other.isLowerBound(),
                other.toFirst(),
                Optional.of(turned),
                other.need(),
                other.spreads());
        Findings findings = new Findings(plain.result(), List.of(first, second), plain.ranking(), plain.margin());

        assertThat(said(findings, "cannot be told from"))
                .singleElement()
                .asString()
                .startsWith(other.strategy() + " cannot be told from " + first.strategy() + ":");
    }

    /** With nothing to be compared with, it is the mean whose width the stopping rule looks at. */
    @Test
    void theMeanOfOneAloneHasAnInterval() {
        assertThat(said(findings(unbound(8, "tight")), "on average over replications"))
                .singleElement()
                .asString()
                .startsWith("The mean wait of tight, on average over replications, is 1")
                .contains("(95 % interval 1")
                .endsWith(", Student's t).");
        assertThat(said(findings(unbound(8, "tight", "loose")), "on average over replications"))
                .isEmpty();
    }
}
