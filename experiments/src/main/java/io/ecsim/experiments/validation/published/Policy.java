package io.ecsim.experiments.validation.published;

import io.ecsim.placement.StrategyChain;
import io.ecsim.placement.StrategyProvider;
import io.ecsim.schedulers.gpu.Fgd;
import io.ecsim.schedulers.gpu.GpuBestFit;
import io.ecsim.schedulers.gpu.GpuClustering;
import io.ecsim.schedulers.gpu.GpuDotProduct;
import io.ecsim.schedulers.gpu.GpuPacking;
import io.ecsim.schedulers.gpu.GpuRandom;
import java.util.List;

/** The policies of the published table, in its order, and the strategy of ecsim that stands for each. */
enum Policy {
    RANDOM("01-Random", "Random", new GpuRandom(), true),
    DOT_PRODUCT("02-DotProd", "DotProd", new GpuDotProduct(Policy.LARGEST_CPU, Policy.LARGEST_GPUS), false),
    CLUSTERING("03-GpuClustering", "Clustering", new GpuClustering(Policy.LARGEST_GPUS), false),
    PACKING("04-GpuPacking", "Packing", new GpuPacking(), false),
    BEST_FIT("05-BestFit", "BestFit", new GpuBestFit(Policy.LARGEST_CPU, Policy.LARGEST_GPUS), false),
    FGD("06-FGD", "FGD", new Fgd(), false);

    /** Thousandths of a core of the largest node: in these runs a CPU unit is one of them. */
    private static final int LARGEST_CPU = 128_000;

    private static final int LARGEST_GPUS = 8;

    private final String published;
    private final String words;

    @SuppressWarnings("ImmutableEnumChecker") // what opens these strategies never changes
    private final StrategyProvider strategy;

    private final boolean draws;

    Policy(String published, String words, StrategyProvider strategy, boolean draws) {
        this.published = published;
        this.words = words;
        this.strategy = strategy;
        this.draws = draws;
    }

    /** Returns its name in the published files. */
    String published() {
        return published;
    }

    /** Returns its name in tables. */
    String words() {
        return words;
    }

    /** Returns whether it draws random numbers of its own, so that its runs can be met on average only. */
    boolean draws() {
        return draws;
    }

    /** Returns the chain that stands for it. */
    StrategyChain chain() {
        return new StrategyChain(strategy.info().name(), List.of(strategy));
    }
}
