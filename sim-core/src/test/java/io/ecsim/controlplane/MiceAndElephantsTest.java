package io.ecsim.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.faults.FaultPlan;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.placement.Partition;
import io.ecsim.placement.Ranking;
import io.ecsim.placement.Request;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StateRanking;
import io.ecsim.placement.StrategyChain;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;
import io.ecsim.random.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Mice and elephants at 85 % load: directions and sizes from an independent program. */
class MiceAndElephantsTest {

    private static final int[] CPU = {256, 512, 1024, 2048, 7168};
    private static final int[] MEMORY = {1024, 2048, 4096, 4096, 28672};
    private static final int[] WEIGHT = {35, 25, 20, 15, 5};

    private static World world(double load) {
        List<ContainerInstance> instances = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            instances.add(ContainerInstance.of(String.format(Locale.ROOT, "i-%03d", i), "z" + i % 3, 8192, 32768));
        }
        List<TaskSpec> tasks = new ArrayList<>();
        double meanCpu = 0;
        for (int i = 0; i < CPU.length; i++) {
            tasks.add(TaskSpec.standalone(TaskDefinition.of("class" + i, CPU[i], MEMORY[i])));
            meanCpu += CPU[i] * WEIGHT[i] / 100.0;
        }
        double perSecond = load * 60 * 8192 / meanCpu / 1800;
        return new World(
                instances,
                tasks,
                new MixWorkload(perSecond, 1800, 2 * 86400, CPU, MEMORY, WEIGHT),
                new NoFitPolicy.Wait(false),
                FaultPlan.NONE,
                2 * 86400L * 1_000_000,
                2 * 3600L * 1_000_000);
    }

    static StrategyProvider provider(String name, Function<RunContext, Stage> open) {
        return new StrategyProvider() {
            @Override
            public StrategyInfo info() {
                return new StrategyInfo(name, "test", "");
            }

            @Override
            public Stage open(RunContext run) {
                return open.apply(run);
            }
        };
    }

    static final StrategyProvider BINPACK = provider("binpack", run -> (StateRanking) i -> i.memoryFree());
    static final StrategyProvider SPREAD = provider("spread", run -> {
        run.trackGroupsByInstance();
        return (Ranking) (request, i) -> i.tasksOfGroup(request.group());
    });
    static final StrategyProvider SPREAD_ZONE = provider("spread zone", run -> {
        var counts = run.groupCounts("ecs.availability-zone");
        return new Partition() {
            @Override
            public int values() {
                return counts.values();
            }

            @Override
            public int valueOf(int instanceClass) {
                return counts.valueOf(instanceClass);
            }

            @Override
            public long cost(Request request, int value) {
                return counts.tasks(request.group(), value);
            }
        };
    });

    static RunResult run(double load, RunOptions options, StrategyProvider... strategies) {
        StrategyChain chain = new StrategyChain("chain", List.of(strategies));
        return ClusterSimulation.run(world(load), chain, new Streams(1, 0), options);
    }

    @Test
    void binpackKeepsRoomForElephants() {
        RunResult binpack = run(0.85, RunOptions.DEFAULT, BINPACK);
        RunResult zones = run(0.85, RunOptions.DEFAULT, SPREAD_ZONE, BINPACK);
        RunResult random = run(0.85, RunOptions.DEFAULT);
        RunResult spread = run(0.85, RunOptions.DEFAULT, SPREAD);
        assertThat(binpack.value(Metric.WAIT_MEAN_LARGE)).isBetween(15.0, 80.0);
        assertThat(zones.value(Metric.EXPOSURE)).isBetween(0.34, 0.40);
        assertThat(random.value(Metric.WAIT_MEAN_LARGE)).isGreaterThan(500);
        assertThat(spread.value(Metric.WAIT_MEAN_LARGE)).isGreaterThan(3 * random.value(Metric.WAIT_MEAN_LARGE));
        assertThat(spread.value(Metric.UNPLACED_LARGE)).isGreaterThan(0.03);
        assertThat(spread.value(Metric.IN_USE)).isGreaterThan(59.5);
        assertThat(binpack.value(Metric.IN_USE)).isBetween(56.0, 58.5);
    }

    @Test
    void indexAndScanLiveTheSameRun() {
        RunOptions scan =
                new RunOptions(RunOptions.Lookup.SCAN, RunOptions.TieBreak.REGISTRATION, RunOptions.Checks.OFF, 240);
        assertThat(run(0.85, RunOptions.DEFAULT, BINPACK).digest())
                .isEqualTo(run(0.85, scan, BINPACK).digest());
        assertThat(run(0.85, RunOptions.DEFAULT, SPREAD_ZONE, BINPACK).digest())
                .isEqualTo(run(0.85, scan, SPREAD_ZONE, BINPACK).digest());
    }
}
