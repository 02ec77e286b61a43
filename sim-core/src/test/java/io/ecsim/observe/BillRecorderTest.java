package io.ecsim.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.billing.Bill;
import io.ecsim.billing.BillItem;
import io.ecsim.billing.BillLine;
import io.ecsim.billing.BillingPlan;
import io.ecsim.billing.BillingPlan.LoadBalancer;
import io.ecsim.billing.BillingPlan.PullRoute;
import io.ecsim.billing.BillingPlan.SavingsPlan;
import io.ecsim.billing.BillingPlan.Standing;
import io.ecsim.billing.BillingPlan.Traffic;
import io.ecsim.billing.BillingPlan.Volume;
import io.ecsim.billing.FargatePlatform;
import io.ecsim.billing.FargatePrices;
import io.ecsim.billing.FargateSize;
import io.ecsim.model.ContainerInstance;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bills computed by hand. */
class BillRecorderTest {

    private static final Offset<Double> EXACT = within(1e-13);
    private static final long SECOND = 1_000_000;
    private static final long HOUR = 3600 * SECOND;
    private static final FargateSize ONE_VCPU_TWO_GB = new FargateSize(1024, 2048);
    private static final long USD = 1_000_000_000;

    private static BillingPlan plan(
            List<Volume> volumes,
            List<Standing> standing,
            List<LoadBalancer> balancers,
            Traffic traffic,
            long address,
            Optional<SavingsPlan> savings) {
        return new BillingPlan(
                FargatePrices.US_EAST_1, volumes, standing, balancers, traffic, address, address, savings);
    }

    private static ContainerInstance instance(long microUsdPerHour) {
        ContainerInstance plain = ContainerInstance.of("i-1", "a", 2048, 4096);
        return new ContainerInstance(
                "i-1",
                plain.zone(),
                "m5.large",
                2048,
                4096,
                0,
                0,
                plain.reservedPorts(),
                plain.extra(),
                plain.attributes(),
                microUsdPerHour);
    }

    /** W40, R8.3, R8.4, R8.8: by the second, a minute at least. */
    @ParameterizedTest
    @CsvSource({
        "3600, 0.04937",
        "45, 0.000822833333333333",
        "60, 0.000822833333333333",
        "61, 0.000836547222222222",
        "2592000, 35.5464"
    })
    void fargateByTheSecond(long seconds, double usd) {
        BillRecorder recorder = new BillRecorder(BillingPlan.DEFAULT, 0);
        recorder.fargateTask(ONE_VCPU_TWO_GB, false, 7, 7 + seconds * SECOND);
        Bill bill = recorder.finish(seconds * SECOND, 0);
        assertThat(bill.usd()).isCloseTo(usd, EXACT);
        assertThat(recorder.totalUsd(bill)).isCloseTo(usd, EXACT);
        assertThat(bill.lines())
                .extracting(BillLine::item)
                .containsExactly(BillItem.FARGATE_VCPU, BillItem.FARGATE_MEMORY);
    }

    /** R8.4: a second that has begun is a whole one. */
    @Test
    void aBegunSecondIsWhole() {
        BillRecorder recorder = new BillRecorder(BillingPlan.DEFAULT, 0);
        recorder.fargateTask(ONE_VCPU_TWO_GB, false, 0, 60 * SECOND + 1);
        assertThat(recorder.finish(HOUR, 0).usd()).isCloseTo(0.04937 / 3600 * 61, EXACT);
    }

    /** R8.3, R8.5: Fargate Spot at 30 % of the price on demand; storage costs the same. */
    @Test
    void fargateSpotAndStorage() {
        BillRecorder recorder = new BillRecorder(BillingPlan.DEFAULT, 0);
        recorder.fargateTask(new FargateSize(FargatePlatform.LINUX_X86_64, 1024, 2048, 100), true, 0, HOUR);
        Bill bill = recorder.finish(HOUR, 0);
        assertThat(bill.usd(BillItem.FARGATE_SPOT_VCPU) + bill.usd(BillItem.FARGATE_SPOT_MEMORY))
                .isCloseTo(0.3 * 0.04937, EXACT);
        assertThat(bill.usd(BillItem.FARGATE_STORAGE)).isCloseTo(80 * 0.000111, EXACT);
        assertThat(bill.usd(BillItem.FARGATE_VCPU)).isZero();
    }

    /** What was used before the end of the warm-up is not billed, and has no minimum. */
    @Test
    void theWarmUpIsFree() {
        BillRecorder recorder = new BillRecorder(BillingPlan.DEFAULT, HOUR);
        recorder.fargateTask(ONE_VCPU_TWO_GB, false, 0, HOUR);
        recorder.fargateTask(ONE_VCPU_TWO_GB, false, 0, HOUR + 6 * SECOND);
        recorder.fargateTask(ONE_VCPU_TWO_GB, false, HOUR, HOUR + 6 * SECOND);
        assertThat(recorder.finish(2 * HOUR, 0).usd()).isCloseTo(0.04937 / 3600 * 66, EXACT);
    }

    /** models.md M11: root volumes and addresses are billed for as long as their instance is. */
    @Test
    void whatComesWithAnInstance() {
        Volume root = new Volume("gp3", 100, 80_000_000, 1000, 5_000_000, 75, 40_000_000);
        BillRecorder recorder = new BillRecorder(
                plan(List.of(root), List.of(), List.of(), Traffic.FREE, 5_000_000, Optional.empty()), 0);
        recorder.instance(instance(96_000), 0, 72 * HOUR);
        recorder.instance(instance(96_000).onSpot(30_000), 0, 1);
        Bill bill = recorder.finish(72 * HOUR, 0);
        double hours = 72 + 1 / 60.0;
        assertThat(bill.usd(BillItem.EC2_ON_DEMAND)).isCloseTo(72 * 0.096, EXACT);
        assertThat(bill.usd(BillItem.EC2_SPOT)).as("a minute at least").isCloseTo(0.03 / 60, EXACT);
        assertThat(bill.usd(BillItem.EBS_STORAGE)).isCloseTo(100 * 0.08 * hours / 720, EXACT);
        assertThat(bill.usd(BillItem.EBS_IOPS)).isCloseTo(1000 * 0.005 * hours / 720, EXACT);
        assertThat(bill.usd(BillItem.EBS_THROUGHPUT)).isCloseTo(75 * 0.04 * hours / 720, EXACT);
        assertThat(bill.usd(BillItem.PUBLIC_IPV4)).isCloseTo(0.005 * hours, EXACT);
        assertThat(recorder.totalUsd(bill)).isCloseTo(bill.usd(), within(1e-10));
    }

    /** models.md M11: traffic between zones is charged out and in, pulls by their route. */
    @Test
    void bytes() {
        Traffic traffic = new Traffic(10_000_000, 45_000_000, 10_000_000, PullRoute.NAT_GATEWAY);
        Standing gateways = new Standing(BillItem.NAT_HOURS, "", 3, 45_000_000);
        BillRecorder recorder =
                new BillRecorder(plan(List.of(), List.of(gateways), List.of(), traffic, 0, Optional.empty()), HOUR);
        recorder.requests(0, 5, 1L << 41, 1L << 40, HOUR - 1);
        recorder.requests(0, 5, 15L << 30, 10L << 30, HOUR);
        recorder.imageBytesBefore(5L << 30);
        Bill bill = recorder.finish(3 * HOUR, 7L << 30);
        assertThat(bill.usd(BillItem.ZONE_TRAFFIC)).isCloseTo(10 * 2 * 0.01, EXACT);
        assertThat(bill.usd(BillItem.NAT_BYTES)).isCloseTo(2 * 0.045, EXACT);
        assertThat(bill.usd(BillItem.NAT_HOURS)).isCloseTo(3 * 2 * 0.045, EXACT);
    }

    /** models.md M11: of each hour the greatest of the dimensions of a capacity unit. */
    @Test
    void capacityUnits() {
        Traffic zones = new Traffic(10_000_000, 0, 0, PullRoute.FREE);
        LoadBalancer alb = new LoadBalancer("application", List.of(1, 3), 25, 3000, 2, 60 * SECOND, 8_000_000, true);
        BillRecorder recorder =
                new BillRecorder(plan(List.of(), List.of(), List.of(alb), zones, 0, Optional.empty()), 0);
        recorder.requests(1, 360_000, 1L << 30, 1L << 29, 5); // 180,000 connections: 2 a 25 a second; 1 active; 1 GB
        recorder.requests(3, 0, 2L << 30, 0, HOUR - 1); // 3 GB in the hour
        recorder.requests(3, 720_000, 1L << 30, 0, HOUR); // 4 a 25 a second
        recorder.requests(2, 1L << 40, 1L << 50, 1L << 30, HOUR); // not behind it
        recorder.requests(99, 1L << 40, 1L << 50, 1L << 30, HOUR);
        Bill bill = recorder.finish(2 * HOUR, 0);
        assertThat(bill.usd(BillItem.LOAD_BALANCER_UNITS)).isCloseTo((3 + 4) * 0.008, EXACT);
        assertThat(bill.usd(BillItem.ZONE_TRAFFIC))
                .as("free behind an application load balancer")
                .isCloseTo(2 * 2 * 0.01, EXACT);
    }

    /**
     * models.md M11, by hand: 1 USD an hour is committed, instances are covered at 70 %, Fargate at 80 %. First hour: two
     * instances at 0.5 USD an hour cost 0.7 under the plan, 0.3 is left for Fargate, which covers 0.375 USD of 1 USD on
     * demand. Second hour: one instance, 0.35 used, 0.65 not.
     */
    @Test
    void savingsPlan() {
        FargatePrices fargate = new FargatePrices(
                java.util.Map.of(FargatePlatform.LINUX_X86_64, new FargatePrices.Rate(USD, 0, 0, 0, 0)), 0);
        BillingPlan plan = new BillingPlan(
                fargate,
                List.of(),
                List.of(),
                List.of(),
                Traffic.FREE,
                0,
                0,
                Optional.of(new SavingsPlan(USD, 700, 800)));
        BillRecorder recorder = new BillRecorder(plan, 0);
        recorder.instance(instance(500_000), 0, 2 * HOUR);
        recorder.instance(instance(500_000), 0, HOUR);
        recorder.instance(instance(900_000).onSpot(100_000), 0, HOUR);
        recorder.fargateTask(ONE_VCPU_TWO_GB, false, 0, HOUR);
        Bill bill = recorder.finish(2 * HOUR, 0);
        assertThat(bill.usd(BillItem.SAVINGS_PLAN)).isCloseTo(1.35, EXACT);
        assertThat(bill.usd(BillItem.SAVINGS_PLAN_UNUSED)).isCloseTo(0.65, EXACT);
        assertThat(bill.usd(BillItem.EC2_ON_DEMAND)).isZero();
        assertThat(bill.usd(BillItem.FARGATE_VCPU)).isCloseTo(0.625, EXACT);
        assertThat(bill.usd(BillItem.EC2_SPOT)).as("Spot is not covered").isCloseTo(0.1, EXACT);
        assertThat(recorder.totalUsd(bill)).isCloseTo(2 + 0.625 + 0.1, EXACT);
    }
}
