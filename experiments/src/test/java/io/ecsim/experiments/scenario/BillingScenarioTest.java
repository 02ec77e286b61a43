package io.ecsim.experiments.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.billing.Bill;
import io.ecsim.billing.BillItem;
import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.findings.BillScope;
import io.ecsim.experiments.findings.Doubts;
import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.output.Repetition;
import io.ecsim.experiments.output.ResultsWriter;
import io.ecsim.experiments.run.ExperimentResult;
import io.ecsim.experiments.run.ExperimentRunner;
import io.ecsim.experiments.run.RunFunction;
import io.ecsim.experiments.run.RunListener;
import io.ecsim.experiments.run.StopSignal;
import io.ecsim.observe.Metric;
import io.ecsim.observe.RunResult;
import io.ecsim.schedulers.BuiltInStrategies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bills of scenarios, computed by hand. */
class BillingScenarioTest {

    private static final Offset<Double> EXACT = within(1e-9);

    private static final String SCENARIO = """
            horizon: 10h
            warmup: 5h
            cluster:
              zones: [us-east-1a, us-east-1b]
              instances: [{count: 4, instanceType: m5.large}]
            services: [{name: web, cpu: 512, memory: 1GiB, desiredCount: 4}]
            strategies: [random]
            replicate: {regenerate: 1}
            """;

    @TempDir
    private Path folder;

    private ExperimentResult run(String more) throws IOException {
        Path file = Files.writeString(folder.resolve("b.yaml"), SCENARIO + more);
        Experiment experiment = new ScenarioReader(BuiltInStrategies.catalogue(), Optional.empty(), false).read(file);
        return new ExperimentRunner(1, RunListener.SILENT, new StopSignal(), RunFunction.SIMULATED).run(experiment);
    }

    private static Bill bill(ExperimentResult result) {
        return result.runs().finished(0).get(0).bill();
    }

    @Test
    void instancesAloneUnlessMoreIsAskedFor() throws IOException {
        ExperimentResult result = run("");
        assertThat(bill(result).isOfInstancesOnly()).isTrue();
        assertThat(bill(result).usd()).isCloseTo(4 * 5 * 0.096, EXACT);
        assertThat(BillScope.isWide(result.runs())).isFalse();
        assertThat(Doubts.of(Findings.of(result))).anyMatch(doubt -> doubt.contains("only instances are counted"));
    }

    /** models.md M11: five measured hours of everything that a scenario can ask for. */
    @Test
    void everythingThatWasAskedFor() throws IOException {
        ExperimentResult result = run("""
                billing:
                  rootVolume: {volumeType: gp3, sizeInGiB: 72, iops: 3100, throughput: 135}
                  loadBalancers: [{services: [web]}, {type: network, services: [web], internetFacing: false}]
                  natGateways: perZone
                  interfaceEndpoints: 3
                  zoneTraffic: true
                  publicIpv4: true
                """);
        Bill bill = bill(result);
        assertThat(bill.usd(BillItem.EC2_ON_DEMAND)).isCloseTo(4 * 5 * 0.096, EXACT);
        assertThat(bill.usd(BillItem.EBS_STORAGE)).isCloseTo(4 * 72 * 0.08 * 5 / 720, EXACT);
        assertThat(bill.usd(BillItem.EBS_IOPS)).isCloseTo(4 * 100 * 0.005 * 5 / 720, EXACT);
        assertThat(bill.usd(BillItem.EBS_THROUGHPUT)).isCloseTo(4 * 10 * 0.04 * 5 / 720, EXACT);
        assertThat(bill.usd(BillItem.LOAD_BALANCER_HOURS)).isCloseTo(2 * 5 * 0.0225, EXACT);
        assertThat(bill.usd(BillItem.NAT_HOURS)).isCloseTo(2 * 5 * 0.045, EXACT);
        assertThat(bill.usd(BillItem.ENDPOINT_HOURS)).isCloseTo(3 * 2 * 5 * 0.01, EXACT);
        assertThat(bill.usd(BillItem.PUBLIC_IPV4))
                .as("two of NAT gateways, two of a load balancer, four of instances")
                .isCloseTo(8 * 5 * 0.005, EXACT);
        RunResult only = result.runs().finished(0).get(0);
        assertThat(only.value(Metric.BILLED)).isCloseTo(bill.usd(), EXACT);
        assertThat(BillScope.notCounted(result.experiment())).startsWith("Not counted: commitments (");
        assertThat(Doubts.of(Findings.of(result)))
                .anyMatch(doubt -> doubt.startsWith("EBS: prices of 2026-"))
                .anyMatch(doubt -> doubt.startsWith("Network: prices of 2026-"))
                .noneMatch(doubt -> doubt.contains("only instances are counted"));
    }

    /** models.md M11: the commitment is billed, used or not. */
    @Test
    void aSavingsPlanThatIsTooLarge() throws IOException {
        Bill bill = bill(run("billing: {savingsPlan: {commitment: 1, ec2Discount: 25%, fargateDiscount: 20%}}\n"));
        assertThat(bill.usd(BillItem.SAVINGS_PLAN)).isCloseTo(4 * 5 * 0.096 * 0.75, EXACT);
        assertThat(bill.usd(BillItem.SAVINGS_PLAN_UNUSED)).isCloseTo(5 - 4 * 5 * 0.096 * 0.75, EXACT);
        assertThat(bill.usd(BillItem.EC2_ON_DEMAND)).isZero();
    }

    @Test
    void pricesOfOnesOwn() throws IOException {
        Files.writeString(folder.resolve("own.yaml"), "region: us-east-1\ndate: 2026-11-01\nec2: {m5.large: 0.05}\n");
        ExperimentResult result = run("prices: own.yaml\n");
        assertThat(bill(result).usd()).isCloseTo(4 * 5 * 0.05, EXACT);
        assertThat(result.experiment().worlds().priceDate()).isEqualTo("2026-11-01");
        assertThat(result.experiment().inputs())
                .extracting(input -> input.name())
                .contains("own.yaml");
    }

    /** R5.44, models.md M9: Spot at the advisor's long-run mean and band where the scenario states nothing. */
    @Test
    void spotAtTheCataloguesPrice() throws IOException {
        Path file = Files.writeString(
                folder.resolve("s.yaml"),
                SCENARIO.replace("instanceType: m5.large", "instanceType: m5.large, spot: {hazardFactor: 0}"));
        Experiment experiment = new ScenarioReader(BuiltInStrategies.catalogue(), Optional.empty(), false).read(file);
        ExperimentResult result =
                new ExperimentRunner(1, RunListener.SILENT, new StopSignal(), RunFunction.SIMULATED).run(experiment);
        assertThat(bill(result).usd(BillItem.EC2_SPOT)).isCloseTo(4 * 5 * 0.0326, EXACT);
        assertThat(bill(result).lines()).hasSize(1);
        assertThat(experiment.assumptions()).anyMatch(doubt -> doubt.contains("15-20% of it are taken a month"));
        assertThat(BillScope.isWide(result.runs())).isTrue();
    }

    /** The report shows the bill where there is more on it than instances, with what is not counted. */
    @Test
    void theReportShowsTheBill() throws IOException {
        Path out = folder.resolve("out");
        ResultsWriter.write(
                Findings.of(run("billing: {rootVolume: {volumeType: gp3, sizeInGiB: 72}}\n")),
                new Repetition("ecsim", "1", 1),
                out);
        assertThat(Files.readAllLines(out.resolve("tables").resolve("bill.csv")))
                .first()
                .isEqualTo("strategy,item,detail,quantity,unit,usd_per_unit,usd,usd_per_month");
        assertThat(Files.readString(out.resolve("report.md")))
                .contains("## Bill", "| random | EBS volumes | gp3 | 2.0 | GB-month | 0.080000 | 0.16 | 23.36 |")
                .contains("Not counted: load balancers, NAT gateways,", "traffic to the internet");
        assertThat(Files.readString(out.resolve("results.json"))).contains("\"item\" : \"ebsStorage\"");
        List<String> total = Files.readAllLines(out.resolve("tables").resolve("bill.csv")).stream()
                .filter(line -> line.startsWith("random,Total"))
                .toList();
        assertThat(total).hasSize(1);
    }
}
