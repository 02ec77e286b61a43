package io.ecsim.workloads.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.model.AvailabilityZone;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.InstanceType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class InstanceCatalogueTest {

    private final InstanceCatalogue catalogue = InstanceCatalogue.load();

    @ParameterizedTest
    @CsvFileSource(resources = "rule-figures.csv")
    void everyFigureOfTheRulesAgrees(
            String name, int vcpus, int gib, BigDecimal usd, int maxEnis, int slots, int trunked, int gpus) {
        InstanceType type = catalogue.require(name);
        assertThat(type.vcpus()).isEqualTo(vcpus);
        assertThat(type.memoryMiB()).isEqualTo(gib * 1024);
        assertThat(BigDecimal.valueOf(type.onDemandMicroUsdPerHour(), 6)).isEqualByComparingTo(usd);
        assertThat(type.maxEnis()).isEqualTo(maxEnis);
        assertThat(type.eniSlots()).isEqualTo(slots);
        assertThat(type.trunkedTasks()).isEqualTo(trunked);
        assertThat(type.gpus()).isEqualTo(gpus);
    }

    @ParameterizedTest
    @CsvSource({ // R2.36
        "m6g.medium,4", "m7g.medium,4", "c7g.medium,4", "c6i.8xlarge,90", "m6i.12xlarge,120", "r6i.8xlarge,90",
        "m5.8xlarge,60", "m5.12xlarge,60", "c5.9xlarge,60", "c5.12xlarge,60", "m5.16xlarge,120", "c5.18xlarge,120",
        "r5.24xlarge,120", "m5.metal,120", "t2.large,0", "t3.2xlarge,0", "g4dn.12xlarge,0"
    })
    void trunkingFollowsTheRules(String name, int tasks) {
        assertThat(catalogue.require(name).trunkedTasks()).isEqualTo(tasks);
    }

    @Test
    void theCatalogueIsDatedAndComplete() {
        assertThat(catalogue.date()).isEqualTo(LocalDate.of(2026, 7, 20));
        assertThat(catalogue.region()).isEqualTo("us-east-1");
        assertThat(catalogue.types()).hasSize(1353).allSatisfy(type -> {
            assertThat(type.onDemandMicroUsdPerHour()).as(type.name()).isPositive();
            assertThat(type.maxEnis()).as(type.name()).isPositive();
            assertThat(type.architecture()).as(type.name()).isIn("x86_64", "arm64");
        });
        assertThat(List.copyOf(catalogue.names())).isSorted();
    }

    @Test
    void anUnknownTypeNamesTheNearest() {
        assertThatThrownBy(() -> catalogue.require("m5.lrage"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "unknown instance type \"m5.lrage\", did you mean \"m5.large\"? The catalogue of us-east-1 of"
                                + " 2026-07-20 has 1353 types");
    }

    @ParameterizedTest
    @CsvSource({"m4.large,0,7985", "m5.large,0,7987", "c4.large,0,3767", "m5.xlarge,0,15974", "m5.large,512,7475"})
    void registeredMemoryFollowsTheRules(String name, int reservedMiB, int registeredMiB) { // R2.7, R2.8, W10, W22
        assertThat(RegisteredMemory.mib(catalogue.require(name), reservedMiB)).isEqualTo(registeredMiB);
    }

    @Test
    void reservingEverythingIsRefused() {
        assertThatThrownBy(() -> RegisteredMemory.mib(catalogue.require("m5.large"), 7987))
                .hasMessage("reservedMiB must be below 7987 for m5.large, was 7987");
    }

    @Test
    void anInstanceRegistersWhatEcsWouldSee() { // R2.1, R2.35, R2.36, R1.43
        InstanceRegistration plain = InstanceRegistration.of(catalogue.require("c5.large"));
        ContainerInstance instance = plain.register("i-1", new AvailabilityZone("us-east-1a"));
        assertThat(instance.cpuUnits()).isEqualTo(2048);
        assertThat(instance.eniSlots()).isEqualTo(2);
        assertThat(instance.attributes())
                .containsEntry("ecs.availability-zone", "us-east-1a")
                .containsEntry("ecs.instance-type", "c5.large")
                .containsEntry("ecs.cpu-architecture", "x86_64");
        ContainerInstance arm = InstanceRegistration.of(catalogue.require("m7g.large"))
                .register("i-3", new AvailabilityZone("us-east-1a"));
        assertThat(arm.attributes()).containsEntry("ecs.cpu-architecture", "arm64");
        InstanceRegistration trunked = new InstanceRegistration(plain.type(), 0, true, Map.of("stack", "prod"));
        ContainerInstance second = trunked.register("i-2", new AvailabilityZone("us-east-1b"));
        assertThat(second.eniSlots()).isEqualTo(10);
        assertThat(second.attributes()).containsEntry("stack", "prod");
        assertThat(second.microUsdPerHour()).isEqualTo(85_000);
        assertThatThrownBy(() -> new InstanceRegistration(plain.type(), 0, true, Map.of("ecs.os-type", "windows")))
                .hasMessage("attribute ecs.os-type is built in, a custom one has another name");
    }
}
