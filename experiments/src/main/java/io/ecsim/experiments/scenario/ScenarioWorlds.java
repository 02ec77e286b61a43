package io.ecsim.experiments.scenario;

import io.ecsim.controlplane.World;
import io.ecsim.experiments.Replicate;
import io.ecsim.experiments.WorldSource;
import io.ecsim.workloads.resample.BlockBootstrapWorkload;
import io.ecsim.workloads.resample.ShuffledWorkload;
import io.ecsim.workloads.resample.WindowedWorkload;
import io.ecsim.workloads.scenario.ScenarioWorld;

/**
 * The worlds of a scenario. Replications differ through the random streams that each run is given, by which the
 * workload also picks its window, its blocks or its order; so one world serves all of them.
 */
final class ScenarioWorlds implements WorldSource {

    private final ScenarioWorld scenario;
    private final World stated;

    private final boolean seeksWarmup;

    private ScenarioWorlds(ScenarioWorld scenario) {
        this(scenario, false);
    }

    private ScenarioWorlds(ScenarioWorld scenario, boolean seeksWarmup) {
        this.seeksWarmup = seeksWarmup;
        this.scenario = scenario;
        this.stated = scenario.world(scenario.cluster().size());
    }

    static ScenarioWorlds of(ScenarioWorld scenario, Replicate replicate) {
        if (replicate instanceof Replicate.Windows windows) {
            return new ScenarioWorlds(
                    scenario.withWorkload(new WindowedWorkload(scenario.workload(), windows.lengthMicros()))
                            .withHorizon(windows.lengthMicros(), windows.warmupMicros()));
        }
        if (replicate instanceof Replicate.BlockBootstrap blocks) {
            return new ScenarioWorlds(
                    scenario.withWorkload(new BlockBootstrapWorkload(scenario.workload(), blocks.blockMicros())));
        }
        if (replicate instanceof Replicate.Shuffle && !scenario.drawsOrder()) {
            return new ScenarioWorlds(scenario.withWorkload(new ShuffledWorkload(scenario.workload())));
        }
        return new ScenarioWorlds(scenario);
    }

    /** Returns the same worlds, of which pilot runs find the warm-up. */
    ScenarioWorlds seekingWarmup() {
        return new ScenarioWorlds(scenario, true);
    }

    @Override
    public boolean seeksWarmup() {
        return seeksWarmup;
    }

    @Override
    public WorldSource withWarmup(long warmupMicros) {
        return new ScenarioWorlds(scenario.withHorizon(scenario.horizonMicros(), warmupMicros));
    }

    @Override
    public World world(int replication) {
        return stated;
    }

    @Override
    public World world(int replication, int instances) {
        return instances == instances() ? stated : scenario.world(instances);
    }

    @Override
    public int instances() {
        return scenario.cluster().size();
    }

    @Override
    public int mostInstances() {
        return scenario.cluster().mostInstances();
    }

    @Override
    public long mostMicroUsdPerHour() {
        return scenario.cluster().mostMicroUsdPerHour();
    }

    @Override
    public long microUsdPerHour(int instances) {
        return scenario.cluster().microUsdPerHour(instances);
    }

    @Override
    public String region() {
        return scenario.cluster().region();
    }

    @Override
    public String priceDate() {
        return scenario.cluster().priceDate();
    }
}
