package io.ecsim.schedulers.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ecsim.cluster.ClusterState;
import io.ecsim.model.AvailabilityZone;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Demand;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.query.ClusterQuery;
import io.ecsim.placement.DeviceChooser;
import io.ecsim.placement.ImageLocality;
import io.ecsim.placement.Ranking;
import io.ecsim.placement.Request;
import io.ecsim.placement.RequestKind;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.SchedulerTally;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyProvider;
import io.ecsim.placement.TaskMix;
import io.ecsim.placement.TaskMix.Demanded;
import io.ecsim.random.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The strategies of Weng et al. (ATC 2023) against numbers worked out from their definitions by hand. */
class GpuStrategiesTest {

    private static final int CPU_UNITS = 64_000;

    private final ClusterState cluster = new ClusterState(
            List.of(instance("a", 4, "T4"), instance("b", 2, "T4"), instance("c", 8, "V100"), instance("d", 0, "")));
    private final List<Demanded> mix = new ArrayList<>();

    private static ContainerInstance instance(String id, int gpus, String model) {
        Map<String, String> attributes = model.isEmpty() ? Map.of() : Map.of("gpu-model", model);
        return new ContainerInstance(
                id,
                new AvailabilityZone("z"),
                "custom",
                CPU_UNITS,
                500_000,
                gpus,
                0,
                List.of(),
                Map.of(),
                attributes,
                0);
    }

    private void start() {
        cluster.shareGpus();
        cluster.trackGpuTasks();
        for (int i = 0; i < cluster.instances(); i++) {
            cluster.register(i, 0);
        }
    }

    private RequestKind kind(PlacementConstraint... constraints) {
        return RequestKind.of(cluster, Demand.of(1, 1), "g", List.of(constraints), false);
    }

    private Request request(int cpuUnits, int gpus, int gpuMilli) {
        RequestKind kind = kind();
        return new Request(kind, 0, 0, 0).set(kind, cpuUnits, 100, gpus, gpuMilli);
    }

    private void expect(int tasks, int cpuUnits, int gpus, int gpuMilli, PlacementConstraint... constraints) {
        mix.add(new Demanded(kind(constraints), cpuUnits, 100, gpus, gpuMilli, tasks));
    }

    /** Takes thousandths of each device of a set. */
    private void use(int instance, int cpuUnits, int gpus, int gpuMilli, long devices) {
        cluster.reserve(instance, kind().needs(), cpuUnits, 100, gpus, gpuMilli, devices);
    }

    private Stage open(StrategyProvider strategy) {
        return strategy.open(new RunContext(
                cluster,
                new Streams(1, 0),
                "test",
                ImageLocality.EVERYWHERE,
                new SchedulerTally(),
                () -> new TaskMix(mix)));
    }

    private long score(StrategyProvider strategy, Request request, int instance) {
        return -((Ranking) open(strategy)).cost(request, cluster.newView().at(instance));
    }

    /**
     * b has 8,000 CPU units and devices with 1000 and 500 free. Three tasks of 4,000 units and 600 thousandths fit on
     * the first device, so 3 x 500 are lost to them; one with 9,000 units does not fit, 1,500; one without GPU,
     * 1,500: 4,500 over five tasks. With 500 taken from the first device none fits: 5 x 1,000, growth 500 / 5 = 0.1
     * devices, 100 / (1 + e^0.1) = 47.5. From the second: 0 + 1,000 + 1,000, growth -0.5 devices, 62.2.
     */
    @Test
    void fgdTakesTheDeviceWhereFragmentationGrowsLeast() {
        expect(3, 4_000, 0, 600);
        expect(1, 9_000, 1, 0);
        expect(1, 1_000, 0, 0);
        start();
        use(1, CPU_UNITS - 8_000, 0, 500, 0b10);
        GpuFragmentation fragmentation = new GpuFragmentation(new TaskMix(mix), cluster.instanceClasses());
        assertThat(fragmentation.weight()).isEqualTo(5);
        assertThat(fragmentation.amount(cluster.newView().at(1))).isEqualTo(4_500);
        assertThat(fragmentation.amount(7_000, new int[] {500, 500}, 2, 1)).isEqualTo(5_000);
        assertThat(fragmentation.amount(7_000, new int[] {1000, 0}, 2, 1)).isEqualTo(2_000);

        Request wanted = request(1_000, 0, 500);
        assertThat(score(new Fgd(), wanted, 1)).isEqualTo(62);
        DeviceChooser chooser = (DeviceChooser) open(new Fgd());
        assertThat(chooser.chooseDevice(wanted, cluster.newView().at(1))).isEqualTo(1);
    }

    /** Where a task may not go, all that is free is lost to it; two devices are needed at once, or none serves. */
    @Test
    void constraintsAndNumbersOfDevicesCount() {
        expect(2, 1_000, 2, 0, new PlacementConstraint.MemberOf(ClusterQuery.parse("attribute:gpu-model == V100")));
        expect(1, 1_000, 3, 0);
        start();
        GpuFragmentation fragmentation = new GpuFragmentation(new TaskMix(mix), cluster.instanceClasses());
        assertThat(fragmentation.amount(cluster.newView().at(0)))
                .as("a: T4, 4 devices")
                .isEqualTo(2 * 4_000);
        assertThat(fragmentation.amount(cluster.newView().at(1)))
                .as("b: T4, 2 devices")
                .isEqualTo(3 * 2_000);
        assertThat(fragmentation.amount(cluster.newView().at(2)))
                .as("c: V100, 8 devices")
                .isZero();
        assertThat(fragmentation.amount(cluster.newView().at(3)))
                .as("d: no device")
                .isZero();
    }

    /**
     * A whole GPU on a: 4 free become 3 and three are needed by the task to be expected: nothing grows; on b all is
     * lost already.
     */
    @Test
    void fgdOfWholeGpus() {
        expect(1, 1_000, 3, 0);
        start();
        assertThat(score(new Fgd(), request(1_000, 1, 0), 0))
                .as("0 lost before and after")
                .isEqualTo(50);
        assertThat(score(new Fgd(), request(1_000, 1, 0), 1))
                .as("2 lost before, 1 after: 100 / (1 + 1/e)")
                .isEqualTo(73);
        assertThat(score(new Fgd(), request(1_000, 2, 0), 0))
                .as("0 before, 2 after: 100 / (1 + e^2)")
                .isEqualTo(11);
        assertThat(score(new Fgd(), request(63_500, 0, 0), 0))
                .as("no CPU left: 0, then 4")
                .isEqualTo(1);
        assertThat(score(new Fgd(), request(1_000, 0, 0), 3))
                .as("no GPU to lose")
                .isEqualTo(50);
    }

    /** Without sharing: 70 free GPUs, a task to be expected wants 70, one takes one: 69 are lost, 100 / (1 + e^69). */
    @Test
    void instancesMayHaveManyGpusThatNobodyShares() {
        ClusterState large = new ClusterState(List.of(instance("large", 70, "")));
        RequestKind kind = RequestKind.of(large, Demand.of(1, 1), "g", List.of(), false);
        large.register(0, 0);
        TaskMix expected = new TaskMix(List.of(new Demanded(kind, 1, 1, 70, 0, 1)));
        Stage stage = new Fgd()
                .open(new RunContext(
                        large,
                        new Streams(1, 0),
                        "test",
                        ImageLocality.EVERYWHERE,
                        new SchedulerTally(),
                        () -> expected));
        Request one = new Request(kind, 1, 1, 1);
        Request all = new Request(kind, 1, 1, 70);
        assertThat(((Ranking) stage).cost(one, large.newView().at(0))).isZero();
        assertThat(((Ranking) stage).cost(all, large.newView().at(0)))
                .as("nothing lost")
                .isEqualTo(-50);
    }

    /** 100 / (1 + e^g) at g = 0 is 50; a thousandth of a device more is less. */
    @ParameterizedTest
    @CsvSource({"0, 50", "1, 49", "-1, 50", "-40, 50", "-41, 51", "1000, 26", "-1000, 73", "8000, 0", "-8000, 99"})
    void growthIsScoredInHundredSteps(long thousandths, int score) {
        assertThat(new GrowthScore(7).of(7 * thousandths)).isEqualTo(score);
    }

    /** 94 % is too few; the most frequent come first, and what is left counts no more. */
    @Test
    void typicalTasksAreThoseOf95Percent() {
        expect(90, 1_000, 1, 0);
        expect(2, 2_000, 0, 0);
        expect(4, 1_000, 0, 300);
        expect(4, 5_000, 1, 0);
        assertThat(TypicalTasks.ofCpuAndGpus(new TaskMix(mix), cluster.instanceClasses()))
                .extracting(TypicalTasks.Typical::cpuUnits, TypicalTasks.Typical::milli)
                .containsExactly(tuple(1_000, 1000), tuple(5_000, 1000), tuple(1_000, 300));
    }

    /**
     * Free instances 33 less their devices, free devices 50 less those used, devices in use 100 less a tenth of
     * percent free.
     */
    @Test
    void packingScores() {
        start();
        use(1, 1_000, 0, 380, 0b01);
        GpuPacking packing = new GpuPacking();
        assertThat(score(packing, request(1_000, 0, 500), 0)).as("a is free").isEqualTo(33 - 4);
        assertThat(score(packing, request(1_000, 2, 0), 2)).as("c is free").isEqualTo(33 - 8);
        assertThat(score(packing, request(1_000, 0, 500), 1))
                .as("62 %% of a device in use")
                .isEqualTo(100 - 6);
        assertThat(score(packing, request(1_000, 0, 700), 1))
                .as("a free device")
                .isEqualTo(50 - 1);
        assertThat(score(packing, request(1_000, 1, 0), 1)).as("a free device").isEqualTo(50 - 1);
        assertThat(score(packing, request(1_000, 0, 0), 1)).as("no GPU").isZero();
    }

    /**
     * 75 and more beside equals alone, 50 beside equals and others, 25 on a free instance, 0 beside others; 25 when
     * full.
     */
    @Test
    void clusteringScores() {
        start();
        use(0, 1_000, 0, 500, 0b1);
        use(2, 1_000, 2, 0, 0b11);
        use(2, 1_000, 0, 500, 0b100);
        GpuClustering clustering = new GpuClustering();
        assertThat(score(clustering, request(1, 0, 100), 0))
                .as("3,500 of 8,000 free")
                .isEqualTo(75 + 25 * 4_500 / 8_000);
        assertThat(score(clustering, request(1, 1, 0), 0)).as("others there").isEqualTo(25 * 4_500 / 8_000);
        assertThat(score(clustering, request(1, 2, 0), 2)).as("5,500 free").isEqualTo(50 + 25 * 2_500 / 8_000);
        assertThat(score(clustering, request(1, 2, 0), 1)).as("free: 2,000").isEqualTo(25 + 25 * 6_000 / 8_000);
        assertThat(score(clustering, request(1, 0, 0), 1)).as("no GPU").isZero();
        cluster.release(2, kind().needs(), 1_000, 100, 0, 500, 0b100);
        assertThat(score(clustering, request(1, 2, 0), 2)).as("alone again").isEqualTo(75 + 25 * 2_000 / 8_000);
    }

    /**
     * Of 128,000 units and 8 GPUs: 100 - 50 x 60 / 128 - 50 x 3.5 / 8 = 54.7; 100 x (1 - (1/2 x 1/32 + 1/2 x 1/16) /
     * 2) = 97.66.
     */
    @Test
    void bestFitAndDotProductScores() {
        start();
        assertThat(score(new GpuBestFit(128_000, 8), request(4_000, 0, 500), 0)).isEqualTo(54);
        assertThat(score(new GpuDotProduct(128_000, 8), request(4_000, 0, 500), 0))
                .isEqualTo(97);
        assertThat(score(new GpuDotProduct(128_000, 8), request(64_000, 8, 0), 2))
                .as("100 x (1 - (1/4 + 1) / 2)")
                .isEqualTo(37);
    }

    /**
     * 10 CPU units and 100 MiB free: two tasks of 4 and 30 leave 2 and 40; in mean demands, which are these, half and
     * 4/3. A demand of 3 and 30 takes one task's room: 3 and 40 are left of 7 and 70.
     */
    @Test
    void cpuAndMemoryFragmentation() {
        mix.add(new Demanded(kind(), 4, 30, 0, 0, 5));
        FgdCpuMemory.LeastGrowth growth = new FgdCpuMemory.LeastGrowth(new TaskMix(mix), cluster.instanceClasses());
        long before = 5 * (2 * 1024 / 4 + 40 * 1024 / 30);
        long after = 5 * (3 * 1024 / 4 + 40 * 1024 / 30);
        assertThat(growth.amount(10, 100, 0)).isEqualTo(before);
        assertThat(growth.amount(7, 70, 0)).isEqualTo(after);
    }
}
