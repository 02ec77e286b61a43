package io.ecsim.controlplane;

import static io.ecsim.controlplane.FargateWorld.MIXED;
import static io.ecsim.controlplane.FargateWorld.SECOND;
import static io.ecsim.controlplane.FargateWorld.definition;
import static io.ecsim.controlplane.FargateWorld.fargate;
import static io.ecsim.controlplane.FargateWorld.market;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.agent.Seconds;
import io.ecsim.billing.BillItem;
import io.ecsim.cluster.Task;
import io.ecsim.faults.FaultPlan;
import io.ecsim.faults.Outage;
import io.ecsim.model.Launch;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The price of a run is the sum over every second of every instance and every task on Fargate, counted again. */
class BillRecountTest {

    private static final double INSTANCE_PER_SECOND = 1 / 3600.0;
    private static final long LEAST_SECONDS = 60;

    private final FargateWorld world = new FargateWorld();

    /** Returns how many seconds begin from the later of launch and end of the warm-up on, a minute at least after a launch. */
    private long seconds(double launched, double ended) {
        double from = Math.max(launched, world.warmupSeconds);
        long count = 0;
        for (double second = from; second < Math.min(ended, world.horizonSeconds) - 1e-9; second += 1) {
            count++;
        }
        boolean measured = launched >= world.warmupSeconds;
        return measured && launched < world.horizonSeconds ? Math.max(count, LEAST_SECONDS) : count;
    }

    /** R2.41, R8.3-R8.5: outages at given times; tasks on Fargate, a part of which Spot takes away. */
    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "3, 900", "4, 1000", "5, 3500"})
    void everySecondIsPaidForOnce(long seed, long warmupSeconds) {
        world.instance("i-d", "a", 4096).instance("i-e", "b", 4096).instance("i-f", "c", 4096);
        world.warmupSeconds = warmupSeconds;
        world.settings = fargate(List.of(), 0, Seconds.of(3), market(0.999999, 0.5, 300), Optional.empty());
        world.faults = FaultPlan.NONE.withOutages(List.of(
                new Outage("i-d", 100 * SECOND, 1010 * SECOND),
                new Outage("i-d", 1030 * SECOND, Outage.ENDLESS),
                new Outage("i-e", 0, 3590 * SECOND)));
        world.service("web", 6, MIXED, definition(1024, 2048, "", 30))
                .calls(10.25, 7, 33.5, Launch.FARGATE, definition(256, 512, "", 0))
                .calls(3580, 3, 600, Launch.FARGATE, definition(4096, 16_384, "", 0));
        RunResult result = world.run(seed);

        double instances =
                INSTANCE_PER_SECOND * (seconds(0, 100) + seconds(1010, 1030) + seconds(3590, 3600) + seconds(0, 3600));
        double onDemand = 0;
        double spot = 0;
        for (Task task : world.tasks) {
            if (task.pullStartedMicros() == Task.ABSENT) {
                continue;
            }
            double ended = task.stoppedMicros() == Task.ABSENT ? world.horizonSeconds : task.stoppedMicros() / 1e6;
            boolean isSpot = task.capacityProvider().equals("FARGATE_SPOT");
            double perHour = task.definition().cpuUnits() / 1024.0 * 0.04048
                    + task.definition().memoryMiB() / 1024.0 * 0.004445;
            double usd = seconds(task.pullStartedMicros() / 1e6, ended) * perHour / 3600;
            onDemand += isSpot ? 0 : usd;
            spot += isSpot ? 0.3 * usd : 0;
        }
        assertThat(result.bill().usd(BillItem.EC2_ON_DEMAND))
                .as("seed %d", seed)
                .isCloseTo(instances, within(1e-9));
        assertThat(result.bill().usd(BillItem.FARGATE_VCPU) + result.bill().usd(BillItem.FARGATE_MEMORY))
                .as("seed %d", seed)
                .isCloseTo(onDemand, within(1e-9));
        assertThat(result.bill().usd(BillItem.FARGATE_SPOT_VCPU) + result.bill().usd(BillItem.FARGATE_SPOT_MEMORY))
                .as("seed %d", seed)
                .isCloseTo(spot, within(1e-9));
        assertThat(spot).as("Fargate Spot was used").isPositive();
        assertThat(result.value(Metric.BILLED)).isCloseTo(instances + onDemand + spot, within(1e-9));
        assertThat(result.bill().usd()).isCloseTo(result.value(Metric.BILLED), within(1e-9));
    }
}
