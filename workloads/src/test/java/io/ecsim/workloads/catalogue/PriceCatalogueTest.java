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
        assertThat(known).isEqualTo(new SpotOffer(32_600, InterruptionBand.FROM_15, false));
        assertThat(known.band().middle()).isEqualTo(0.175);
        assertThat(catalogue.spot("m5.large", "eu-west-1", 100_000))
                .isEqualTo(new SpotOffer(35_000, InterruptionBand.UP_TO_5, true));
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

    @Test
    void ownPricesOfAnotherRegionStandAlone() {
        PriceCatalogue own =
                catalogue.with(file(new Faults(), "region: eu-west-1\ndate: 2026-11-01\nec2: {m5.large: 0.107}\n")
                        .orElseThrow());
        assertThat(own.region()).isEqualTo("eu-west-1");
        assertThat(own.prices()).hasSize(1);
        assertThat(own.find(PriceKind.EC2, "m5.large", HERE)).isEmpty();
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
