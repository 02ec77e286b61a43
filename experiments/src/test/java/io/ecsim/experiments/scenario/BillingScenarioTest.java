package io.ecsim.experiments.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
            strategies: [random]
            replicate: {regenerate: 1}
            services:
              - {name: web, cpu: 512, memory: 1GiB, desiredCount: 4}
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
                  loadBalancers: [{services: [web]}, {type: network, internetFacing: false}]
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

    /** models.md M11: where everything runs on Fargate, the zones are those that its tasks may go to. */
    @Test
    void zonesOfFargateHaveTheirGatewaysAndEndpoints() throws IOException {
        Path file = Files.writeString(folder.resolve("f.yaml"), """
                horizon: 10h
                cluster: {zones: [us-east-1a, us-east-1b, us-east-1c]}
                fargate: {zones: [us-east-1a, us-east-1b]}
                strategies: [random]
                replicate: {regenerate: 1}
                services: [{name: web, cpu: 512, memory: 1GiB, desiredCount: 4, launchType: FARGATE}]
                billing:
                  loadBalancers: [{services: [web]}]
                  natGateways: perZone
                  interfaceEndpoints: 3
                """);
        Experiment experiment = new ScenarioReader(BuiltInStrategies.catalogue(), Optional.empty(), false).read(file);
        Bill bill = bill(
                new ExperimentRunner(1, RunListener.SILENT, new StopSignal(), RunFunction.SIMULATED).run(experiment));
        assertThat(bill.usd(BillItem.NAT_HOURS)).isCloseTo(2 * 10 * 0.045, EXACT);
        assertThat(bill.usd(BillItem.ENDPOINT_HOURS)).isCloseTo(3 * 2 * 10 * 0.01, EXACT);
        assertThat(bill.usd(BillItem.PUBLIC_IPV4)).isCloseTo(4 * 10 * 0.005, EXACT);
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

    /**
     * models.md M11: 200 requests a second of 20 kB each are 14.4 GB an hour behind the application load balancer, which
     * reaches other zones free; of 50 of 100 kB each without one, half go to the other zone and are charged twice.
     */
    @Test
    void requestsAreBilled() throws IOException {
        ExperimentResult result =
                run("""
                billing: {loadBalancers: [{services: [web], requestsPerConnection: 10}], zoneTraffic: true}
                requests:
                  - {service: web, rate: {constant: {perSecond: 200}}, work: {cpu: 1ms}, bytes: 20 kB}
                  - {service: api, rate: {constant: {perSecond: 50}}, work: {cpu: 1ms}, bytes: 100 kB}
                """.replace("billing", "  - {name: api, cpu: 256, memory: 512MiB, desiredCount: 4}\nbilling"));
        double gb = 1L << 30;
        assertThat(bill(result).usd(BillItem.LOAD_BALANCER_UNITS))
                .isCloseTo(5 * 200 * 20e3 * 3600 / gb * 0.008, within(1e-4));
        assertThat(bill(result).usd(BillItem.ZONE_TRAFFIC)).isCloseTo(5 * 50 * 100e3 * 3600 / gb * 0.01, within(1e-3));
    }

    private static final String ON_FARGATE =
            SCENARIO.replace("web, cpu", "web, launchType: FARGATE, cpu").replace("cluster:", "cluster:\n  region: %s");

    /** R8.3: EC2 and Fargate in one cluster, like with like: the same tasks, and an address for each instance and task. */
    @Test
    void fargateBesideInstances() throws IOException {
        Path file = Files.writeString(
                folder.resolve("f.yaml"), ON_FARGATE.formatted("us-east-1") + "billing: {publicIpv4: true}\n");
        ExperimentResult result =
                new ExperimentRunner(1, RunListener.SILENT, new StopSignal(), RunFunction.SIMULATED).run(read(file));
        assertThat(bill(result).usd(BillItem.FARGATE_VCPU)).isCloseTo(4 * 5 * 0.5 * 0.04048, EXACT);
        assertThat(bill(result).usd(BillItem.FARGATE_MEMORY)).isCloseTo(4 * 5 * 0.004445, EXACT);
        assertThat(bill(result).usd(BillItem.EC2_ON_DEMAND)).isCloseTo(4 * 5 * 0.096, EXACT);
        assertThat(bill(result).usd(BillItem.PUBLIC_IPV4)).isCloseTo((4 + 4) * 5 * 0.005, EXACT);
        assertThat(read(file).assumptions()).anyMatch(doubt -> doubt.startsWith("Fargate: prices of 2026-03-31"));
    }

    /** models.md M11: Fargate in a region without its prices is an error that names where to state them. */
    @Test
    void fargateWithoutAPriceIsAnError() throws IOException {
        Path file = Files.writeString(
                folder.resolve("f.yaml"),
                ON_FARGATE.formatted("eu-west-3").replace("m5.large}", "m5.large, price: 0.1}"));
        assertThatThrownBy(() -> read(file))
                .hasMessageContaining("there is no price of fargate.vcpu in eu-west-3")
                .hasMessageContaining("prices: FILE");
    }

    private static Experiment read(Path file) {
        return new ScenarioReader(BuiltInStrategies.catalogue(), Optional.empty(), false).read(file);
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
