package io.ecsim.schedulers;

import io.ecsim.cluster.ClusterState;
import io.ecsim.model.PlacementStrategy.BinpackField;
import io.ecsim.placement.StrategyChain;
import io.ecsim.placement.StrategyProvider;
import io.ecsim.schedulers.gpu.Fgd;
import io.ecsim.schedulers.gpu.FgdCpuMemory;
import io.ecsim.schedulers.gpu.GpuBestFit;
import io.ecsim.schedulers.gpu.GpuClustering;
import io.ecsim.schedulers.gpu.GpuDotProduct;
import io.ecsim.schedulers.gpu.GpuPacking;
import io.ecsim.schedulers.gpu.GpuRandom;
import java.math.BigDecimal;
import java.util.List;

/** The one list of all strategies that come with ecsim. A new strategy is one class and one line here. */
public final class BuiltInStrategies {

    private static final StrategyProvider SPREAD_ZONE = new SpreadByAttribute(ClusterState.ZONE_ATTRIBUTE);
    private static final StrategyProvider SPREAD_INSTANCE = new SpreadByInstance();
    private static final StrategyProvider RANDOM = new UniformRandom();

    private static final long ONE_SECOND = 1_000_000;
    private static final long TEN_SECONDS = 10 * ONE_SECOND;

    private static final long TEN_MINUTES = 600 * ONE_SECOND;

    private BuiltInStrategies() {}

    /** Returns every built-in strategy, and of each family of open end a member that stands for it. */
    public static List<StrategyProvider> strategies() {
        return List.of(
                new Binpack(BinpackField.CPU),
                new Binpack(BinpackField.MEMORY),
                SPREAD_INSTANCE,
                SPREAD_ZONE,
                RANDOM,
                new FirstFit(),
                new NextFit(),
                new BestFit(FitMeasure.GPU),
                new BestFit(FitMeasure.SUM),
                new BestFit(FitMeasure.MAX),
                new BestFit(FitMeasure.PRODUCT),
                new WorstFit(FitMeasure.CPU),
                new WorstFit(FitMeasure.MEMORY),
                new WorstFit(FitMeasure.GPU),
                new WorstFit(FitMeasure.SUM),
                new WorstFit(FitMeasure.MAX),
                new WorstFit(FitMeasure.PRODUCT),
                new DotProduct(),
                new DemandWeightedDotProduct(),
                new WeightedDotProduct(1, 2, 4),
                new L2Norm(),
                new Cosine(),
                new Tetris(),
                new AllocationScore(false),
                new AllocationScore(true),
                new StrandingAware(50),
                new LifetimeAware(10_000),
                new ZoneHeadroom(),
                new RoundRobin(),
                new PowerOfKChoices(2),
                new PowerOfKChoices(3),
                new FewestMissingBytes(),
                new WeightedSum(List.of(
                        new WeightedSum.Term(new BigDecimal("0.7"), new Binpack(BinpackField.MEMORY)),
                        new WeightedSum.Term(new BigDecimal("0.3"), new AllocationScore(false)))),
                new Fgd(),
                new FgdCpuMemory(),
                new GpuPacking(),
                new GpuClustering(),
                new GpuBestFit(),
                new GpuDotProduct(),
                new GpuRandom(),
                new LookAhead(List.of(new Binpack(BinpackField.MEMORY)), ONE_SECOND),
                new MinCostFlow(new Binpack(BinpackField.MEMORY), TEN_SECONDS),
                new SharedStateSchedulers(List.of(new Binpack(BinpackField.MEMORY)), 4, ONE_SECOND),
                new Repack(List.of(new Binpack(BinpackField.MEMORY)), TEN_MINUTES, BigDecimal.valueOf(5)));
    }

    /** Returns the strategies with a parameter in their names. */
    public static List<StrategyFamily> families() {
        return List.of(
                SpreadByAttribute.FAMILY,
                BestFit.FAMILY,
                WorstFit.FAMILY,
                WeightedDotProduct.FAMILY,
                StrandingAware.FAMILY,
                LifetimeAware.FAMILY,
                PowerOfKChoices.FAMILY,
                WeightedSum.FAMILY,
                LookAhead.FAMILY,
                MinCostFlow.FAMILY,
                SharedStateSchedulers.FAMILY,
                Repack.FAMILY);
    }

    /** Returns the chains that have a name of their own: what ECS does when no strategy is given. */
    public static List<StrategyChain> namedChains() {
        return List.of(
                new StrategyChain("default-service", List.of(SPREAD_ZONE, SPREAD_INSTANCE)), // R1.32
                new StrategyChain("default-task", List.of(RANDOM))); // R1.31
    }

    /** Returns a catalogue of these strategies, families and chains. */
    public static StrategyCatalogue catalogue() {
        return new StrategyCatalogue(strategies(), families(), namedChains());
    }
}
