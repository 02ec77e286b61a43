package io.ecsim.workloads.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.billing.FargatePlatform;
import io.ecsim.billing.FargatePrices;
import io.ecsim.model.InstanceType;
import io.ecsim.workloads.document.DocumentReader;
import io.ecsim.workloads.document.Fault;
import io.ecsim.workloads.document.Faults;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PriceCatalogueTest {

    private static final String HERE = "us-east-1";

    private final PriceCatalogue catalogue = PriceCatalogue.load();

    private long nano(PriceKind kind, String name) {
        return catalogue.find(kind, name, HERE).orElseThrow().nanoUsd();
    }

    /** R8.3, R8.5: what the rules state; Spot at 30 % of the price on demand. */
    @ParameterizedTest
    @CsvSource({
        "vcpu, 40480000",
        "memory, 4445000",
        "spotVcpu, 12144000",
        "spotMemory, 1333500",
        "armVcpu, 32380000",
        "armMemory, 3560000",
        "armSpotVcpu, 9714000",
        "armSpotMemory, 1068000",
        "windowsVcpu, 91480000",
        "windowsMemory, 10050000",
        "windowsLicence, 46000000",
        "storage, 111000"
    })
    void fargate(String name, long nanoUsd) {
        assertThat(nano(PriceKind.FARGATE, name)).isEqualTo(nanoUsd);
    }

    /** What a world without a scenario is billed at are the same prices. */
    @Test
    void theDefaultIsThatOfTheCatalogue() {
        FargatePrices.Rate rate = FargatePrices.US_EAST_1.rate(FargatePlatform.LINUX_X86_64);
        assertThat(rate.nanoUsdPerVcpuHour()).isEqualTo(nano(PriceKind.FARGATE, "vcpu"));
        assertThat(rate.nanoUsdPerGbHour()).isEqualTo(nano(PriceKind.FARGATE, "memory"));
        assertThat(rate.spotNanoUsdPerVcpuHour()).isEqualTo(nano(PriceKind.FARGATE, "spotVcpu"));
        assertThat(rate.spotNanoUsdPerGbHour()).isEqualTo(nano(PriceKind.FARGATE, "spotMemory"));
        assertThat(FargatePrices.US_EAST_1.storageNanoUsdPerGbHour()).isEqualTo(nano(PriceKind.FARGATE, "storage"));
    }

    /** models.md M11: every price has a region, a date and a source. */
    @ParameterizedTest
    @EnumSource(PriceKind.class)
    void everyPriceIsDatedAndSourced(PriceKind kind) {
        assertThat(catalogue.prices(kind)).isNotEmpty();
        assertThat(catalogue.prices(kind).values()).allSatisfy(price -> {
            assertThat(price.date()).isAfter(LocalDate.of(2025, 1, 1));
            assertThat(price.source()).isNotEmpty();
            assertThat(price.nanoUsd()).isPositive();
        });
    }

    /** models.md M11: a region without a price is not given another region's. */
    @Test
    void noPriceIsTakenFromAnotherRegion() {
        InstanceType type = catalogue.types().require("m5.large");
        assertThat(catalogue.onDemandMicroUsdPerHour(type, HERE)).contains(96_000L);
        assertThat(catalogue.onDemandMicroUsdPerHour(type, "eu-west-1")).isEmpty();
        assertThat(catalogue.find(PriceKind.NETWORK, "natHour", "eu-west-1")).isEmpty();
        assertThat(catalogue.missing(PriceKind.NETWORK, "natHour", "eu-west-1"))
                .contains("network.natHour in eu-west-1", "at hand are of us-east-1", "prices: FILE")
                .doesNotContain("\n");
    }

    /** R5.44, models.md M9: the advisor's figures where there are any, else 35 % and the lowest band. */
    @Test
    void spot() {
        SpotOffer known = catalogue.spot("m5.large", HERE, 96_000);
        assertThat(known).isEqualTo(new SpotOffer(32_600, Optional.of(InterruptionBand.FROM_15), false));
        assertThat(known.band().orElseThrow().at(SpotBand.MIDDLE)).isEqualTo(0.175);
        assertThat(known.band().orElseThrow().at(SpotBand.LOW)).isEqualTo(0.15);
        assertThat(known.band().orElseThrow().at(SpotBand.HIGH)).isEqualTo(0.2);
        assertThat(catalogue.spot("m5.large", "eu-west-1", 100_000))
                .isEqualTo(new SpotOffer(35_000, Optional.empty(), true));
    }

    private Optional<PriceFile> file(Faults faults, String yaml) {
        return DocumentReader.parse("own.yaml", yaml, faults)
                .flatMap(document -> new PriceFileReader(catalogue, faults).read(document, "own.yaml"));
    }

    @Test
    void ownPricesOfTheSameRegionTakeThePlaceOneByOne() {
        Faults faults = new Faults();
        PriceCatalogue own = catalogue.with(
                file(faults, "region: us-east-1\ndate: 2026-11-01\nec2: {m5.large: 0.05}\nnetwork: {natGb: 0.0401}\n")
                        .orElseThrow());
        assertThat(faults.list()).isEmpty();
        assertThat(own.onDemandMicroUsdPerHour(own.types().require("m5.large"), HERE))
                .contains(50_000L);
        assertThat(own.onDemandMicroUsdPerHour(own.types().require("m5.xlarge"), HERE))
                .contains(192_000L);
        Price natGb = own.find(PriceKind.NETWORK, "natGb", HERE).orElseThrow();
        assertThat(natGb)
                .isEqualTo(new Price(
                        PriceKind.NETWORK, "natGb", "GB", 40_100_000, "", LocalDate.of(2026, 11, 1), "own.yaml"));
    }

    /** A Spot price of one's own says nothing of interruptions: what is known of the region's stays, no other region's. */
    @Test
    void bandsStayInTheirRegion() {
        String yaml = "region: %s\ndate: 2026-11-01\nec2Spot: {m5.large: 0.04}\n";
        assertThat(catalogue
                        .with(file(new Faults(), yaml.formatted(HERE)).orElseThrow())
                        .spot("m5.large", HERE, 96_000))
                .isEqualTo(new SpotOffer(40_000, Optional.of(InterruptionBand.FROM_15), false));
        assertThat(catalogue
                        .with(file(new Faults(), yaml.formatted("eu-west-1")).orElseThrow())
                        .spot("m5.large", "eu-west-1", 96_000))
                .isEqualTo(new SpotOffer(40_000, Optional.empty(), false));
    }

    @Test
    void ownPricesOfAnotherRegionStandAlone() {
        PriceCatalogue own =
                catalogue.with(file(new Faults(), "region: eu-west-1\ndate: 2026-11-01\nec2: {m5.large: 0.107}\n")
                        .orElseThrow());
        assertThat(own.region()).isEqualTo("eu-west-1");
        assertThat(own.prices()).hasSize(1);
        assertThat(own.find(PriceKind.EC2, "m5.large", HERE)).isEmpty();
    }

    private static String product(String family, String attributes, String unit, String steps) {
        return """
                {"product": {"productFamily": "%s", "attributes": {"regionCode": "eu-west-1", %s}, "sku": "S"},
                 "serviceCode": "AmazonEC2", "publicationDate": "2026-10-03T10:00:00Z",
                 "terms": {"OnDemand": {"S.T": {"priceDimensions": {%s}}}}}""".formatted(family, attributes, steps.replace("UNIT", unit))
                .replace("\n", "")
                .replace("\"", "\\\"");
    }

    private static String step(String from, String usd) {
        return "\"S.T.%s\": {\"unit\": \"UNIT\", \"beginRange\": \"%s\", \"pricePerUnit\": {\"USD\": \"%s\"}}"
                .formatted(from, from, usd);
    }

    private static String instance(String system, String software) {
        String attributes = "\"instanceType\": \"m5.large\", \"operatingSystem\": \"%s\", \"tenancy\": \"Shared\","
                        .formatted(system)
                + "\"preInstalledSw\": \"%s\", \"capacitystatus\": \"Used\", \"usagetype\": \"EU-BoxUsage:m5.large\""
                        .formatted(software);
        return product("Compute Instance", attributes, "Hrs", step("0", system.equals("Linux") ? "0.107" : "0.199"));
    }

    /** What the AWS command line prints is read as it is: products as JSON in text, some of which are of no concern. */
    @Test
    void readsWhatAwsPricingGetProductsPrints() {
        String list = "{\"FormatVersion\": \"aws_v1\", \"PriceList\": [\""
                + String.join(
                        "\", \"",
                        instance("Windows", "NA"),
                        instance("Linux", "NA"),
                        instance("Linux", "SQL Web"),
                        product("NAT Gateway", "\"usagetype\": \"EU-NatGateway-Bytes\"", "GB", step("0", "0.048")),
                        product(
                                "VpcEndpoint",
                                "\"usagetype\": \"EU-VpcEndpoint-Bytes\"",
                                "GB",
                                step("1048576", "0.006") + ", " + step("0", "0.01")),
                        product(
                                "Load Balancer-Application",
                                "\"usagetype\": \"EU-LCUUsage\", \"operation\": \"LoadBalancing:Application\"",
                                "LCU-Hrs",
                                step("0", "0.0080000000")),
                        product(
                                "Provisioned Throughput",
                                "\"usagetype\": \"EU-EBS:VolumeP-Throughput.gp3\"",
                                "GiBps-mo",
                                step("0", "45.056")),
                        product("Storage", "\"usagetype\": \"EU-Something\"", "GB", step("0", "1")))
                + "\"]}";
        Faults faults = new Faults();
        PriceFile read = DocumentReader.parse("list.json", list, faults)
                .flatMap(document -> new PriceFileReader(catalogue, faults).read(document, "list.json"))
                .orElseThrow(() -> new AssertionError(faults.list().toString()));
        assertThat(read.region()).isEqualTo("eu-west-1");
        assertThat(read.prices())
                .extracting(price -> price.kind().key() + "." + price.name() + " " + price.nanoUsd())
                .containsExactly(
                        "ec2.m5.large 107000000",
                        "network.natGb 48000000",
                        "network.endpointGb 10000000",
                        "loadBalancers.applicationUnit 8000000",
                        "ebs.gp3Throughput 44000000");
        assertThat(read.prices().get(0).date()).isEqualTo(LocalDate.of(2026, 10, 3));
    }

    /** models.md M11: every price has a region. */
    @Test
    void aPriceListWithoutItsRegionIsRefused() {
        String nat = product("NAT Gateway", "\"usagetype\": \"EU-NatGateway-Bytes\"", "GB", step("0", "0.048"));
        Faults faults = new Faults();
        assertThat(file(faults, "{\"PriceList\": [\"" + nat.replace("regionCode", "location") + "\"]}"))
                .isEmpty();
        assertThat(faults.list()).hasSize(1).first().asString().contains("regionCode");
    }

    @Test
    void aPriceListOfNothingIsRefused() {
        Faults faults = new Faults();
        assertThat(file(faults, "{FormatVersion: aws_v1, PriceList: [{product: {}}]}"))
                .isEmpty();
        assertThat(faults.list()).hasSize(1).first().asString().contains("found no price that ecsim counts");
    }

    @Test
    void aFileWithoutPricesIsRefused() {
        Faults faults = new Faults();
        assertThat(file(faults, "region: eu-west-1\ndate: 2026-11-01\n")).isEmpty();
        assertThat(faults.list())
                .extracting(Fault::message)
                .containsExactly("the file has no prices, expected ec2, ec2Spot, fargate, ebs, loadBalancers, network");
    }
}
