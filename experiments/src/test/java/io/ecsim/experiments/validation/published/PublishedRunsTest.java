package io.ecsim.experiments.validation.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.experiments.run.RunListener;
import io.ecsim.model.ContainerInstance;
import io.ecsim.placement.DemandRanking;
import io.ecsim.placement.Ranking;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyChain;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;
import io.ecsim.schedulers.gpu.Fgd;
import io.ecsim.schedulers.gpu.GpuBestFit;
import io.ecsim.schedulers.gpu.GpuDotProduct;
import io.ecsim.workload.WorkloadException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A part of the published table, where the openb trace is at hand. */
class PublishedRunsTest {

    private static Path data() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path data = at.resolve("shared").resolve("data");
            if (Files.isRegularFile(data.resolve("openb").resolve(OpenbFolder.NODES))) {
                return data;
            }
        }
        return Assumptions.abort("skipped: no directory shared/data/openb above the working directory");
    }

    /** The published table of the captured workload, two seeds of ten: all but Random to the last digit. */
    @Test
    void theCapturedWorkloadIsMetRunByRun() {
        PublishedResults results =
                PublishedValidation.part(data(), List.of(FgdTable.DETAILED), 2).run(1, 2, RunListener.SILENT);
        assertThat(results.table()).hasSize(Policy.values().length);
        assertThat(results.details()).hasSize(13 * Policy.values().length);
        assertThat(results.cells())
                .filteredOn(cell -> !cell.policy().draws())
                .allSatisfy(cell -> assertThat(cell.same()).as("%s", cell).isEqualTo(2));
        assertThat(results.table())
                .filteredOn(cell -> cell.policy().draws())
                .allSatisfy(cell -> assertThat(cell.passes()).as("%s", cell).isTrue());
    }

    /** Where a formula is a little wrong, the published run is not met: each fault planted here must show. */
    @Test
    void aWrongFormulaIsNoticed() {
        Replay replay = new Replay(OpenbFolder.in(data()).orElseThrow());
        StrategyProvider bestFit = new GpuBestFit(128_000, 8);
        assertThat(replay.differing(Policy.BEST_FIT, bestFit)).isZero();
        assertThat(replay.differing(Policy.BEST_FIT, new GpuBestFit(131_072, 8)))
                .as("CPU in units of 1/1024 of a core")
                .isPositive();
        assertThat(replay.differing(Policy.BEST_FIT, plus(bestFit, (request, instance) -> instance.cpuFree() / 2_560)))
                .as("CPU twice as heavy")
                .isPositive();
        assertThat(replay.differing(Policy.DOT_PRODUCT, new GpuDotProduct(128_000, 4)))
                .as("GPUs as shares of 4")
                .isPositive();
        assertThat(replay.differing(Policy.FGD, new Fgd())).isZero();
        assertThat(replay.differing(Policy.FGD, withoutDevice(new Fgd())))
                .as("FGD with the fullest device instead of its own choice")
                .isPositive();
    }

    /** Runs the first seed of the captured workload again. */
    private record Replay(OpenbFolder folder, List<ContainerInstance> nodes, List<OpenbPod> pods) {

        Replay(OpenbFolder folder) {
            this(folder, folder.nodes(), folder.pods(FgdTable.DETAILED));
        }

        /** Returns at how many levels the GPUs allocated are not those of the published run. */
        int differing(Policy policy, StrategyProvider strategy) {
            StrategyChain chain = new StrategyChain("test", List.of(strategy));
            Curves curves = OpenbRun.run(nodes, pods, chain, FgdTable.FIRST_SEED);
            double[] published = folder.expected(Measure.ALLOCATED)
                    .get(FgdTable.DETAILED + "/" + policy.published() + "/" + FgdTable.FIRST_SEED);
            assertThat(published).isNotNull();
            int differing = 0;
            for (int level = 0; level < published.length; level++) {
                double off = Math.abs(curves.at(Measure.ALLOCATED, level) - published[level]);
                differing += off < FgdCell.SAME ? 0 : 1;
            }
            return differing;
        }
    }

    /** Adds a cost to a ranking. */
    private static StrategyProvider plus(StrategyProvider right, Ranking more) {
        return new Wrong(
                right,
                ranking -> (request, instance) -> ranking.cost(request, instance) + more.cost(request, instance));
    }

    /** Ranks alike, and leaves the device to the default. */
    private static StrategyProvider withoutDevice(StrategyProvider right) {
        return new Wrong(right, ranking -> ranking::cost);
    }

    private record Wrong(StrategyProvider right, Function<Ranking, DemandRanking> fault) implements StrategyProvider {

        @Override
        public StrategyInfo info() {
            return right.info();
        }

        @Override
        public Stage open(RunContext run) {
            return fault.apply((Ranking) right.open(run));
        }
    }

    @Test
    void whatIsMissingIsNamed(@TempDir Path empty) {
        assertThatThrownBy(() -> PublishedValidation.in(empty))
                .isInstanceOf(WorkloadException.class)
                .hasMessageContaining(empty.toString())
                .hasMessageContaining(OpenbFolder.NODES);
    }
}
