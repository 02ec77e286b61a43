package io.ecsim.experiments.validation.published;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.experiments.statistics.Moments;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How cells and orders are judged. */
class PublishedResultsTest {

    /** Published with a standard deviation of 1; ours as stated. */
    private static FgdCell cell(Policy policy, double published, double measured) {
        return new FgdCell(
                "w",
                policy,
                Measure.ALLOCATED,
                FgdCell.TABLE_LEVEL,
                Moments.of(published - 1, published, published + 1),
                Moments.of(measured, measured),
                0);
    }

    @Test
    void aMeanMayBeTwoStandardDeviationsOff() {
        assertThat(cell(Policy.FGD, 90, 92).passes()).isTrue();
        assertThat(cell(Policy.FGD, 90, 88).passes()).isTrue();
        assertThat(cell(Policy.FGD, 90, 92.01).passes()).isFalse();
        assertThat(cell(Policy.FGD, 90, 87.99).passes()).isFalse();
    }

    @Test
    void theOrderMustBeThePublishedOneUnlessMeansArePublishedAsEqual() {
        assertThat(keepsOrder(90, 90.1, 90.2)).isTrue();
        assertThat(keepsOrder(90, 90.2, 90.1)).isFalse();
        List<FgdCell> tied = List.of(cell(Policy.FGD, 90, 90), cell(Policy.BEST_FIT, 90.004, 89.9));
        assertThat(new PublishedResults(tied, List.of()).passed()).isTrue();
    }

    private static boolean keepsOrder(double random, double packing, double fgd) {
        List<FgdCell> cells = List.of(
                cell(Policy.RANDOM, 90, random), cell(Policy.PACKING, 90.5, packing), cell(Policy.FGD, 91, fgd));
        PublishedResults results = new PublishedResults(cells, List.of());
        assertThat(results.known()).hasSize(1);
        assertThat(results.known().get(0).expected()).isEqualTo("FGD, Packing, Random");
        assertThat(results.passed()).isEqualTo(results.known().get(0).passed());
        return results.passed();
    }

    @Test
    void oneWrongKnownResultIsEnoughToFail() {
        List<FgdCell> cells = List.of(cell(Policy.FGD, 90, 90));
        assertThat(new PublishedResults(cells, List.of(new KnownResult("a", "1", "1", true))).passed())
                .isTrue();
        assertThat(new PublishedResults(cells, List.of(new KnownResult("a", "1", "2", false))).passed())
                .isFalse();
    }

    /** Arrivals at 50.4 and 49.6 % round to the level 50; 60.5 % rounds to the even 60. */
    @Test
    void curvesAreMeansByRoundedLevel() {
        Curves curves = new Curves(1_000);
        curves.add(504, 400, 60);
        curves.add(496, 420, 30);
        curves.add(605, 500, 0);
        assertThat(curves.at(Measure.ALLOCATED, 50)).isEqualTo(41);
        assertThat(curves.at(Measure.FRAGMENTED, 50)).isEqualTo(4.5);
        assertThat(curves.at(Measure.FRAGMENTED_OF_IDLE, 50)).isEqualTo((100.0 * 60 / 600 + 100.0 * 30 / 580) / 2);
        assertThat(curves.at(Measure.ALLOCATED, 60)).isEqualTo(50);
        assertThat(curves.at(Measure.ALLOCATED, 61)).isNaN();
    }
}
