package io.ecsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PricesCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("prices"));
        all.addAll(List.of(arguments));
        return EcsimCommand.execute(
                new PrintWriter(out), new PrintWriter(err), new Interrupts(), all.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m5.", "--vcpu=96", "--gpu=1", "fargate", "load"})
    void fitsAndNamesRegionDateAndSource(String argument) {
        assertThat(argument.isEmpty() ? run() : run(argument)).isZero();
        assertThat(out.toString().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        assertThat(out.toString()).contains("us-east-1", "2026-");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void findsTheCheapestTypeThatHasAsMuch() {
        assertThat(run("--vcpu", "4", "--memory", "16", "--arch", "arm64", "t4g.*"))
                .isZero();
        assertThat(out.toString().lines().filter(line -> line.startsWith("t4g")).toList())
                .hasSize(2)
                .first()
                .asString()
                .contains("t4g.xlarge", "4", "16.0", "0.1344");
    }

    @Test
    void printsForPrograms() {
        assertThat(run("fargate.vcpu", "--csv")).isZero();
        assertThat(out.toString().lines().toList().get(1)).startsWith("fargate,vcpu,,,,,vCPU-h,0.04048,,us-east-1,");
        assertThat(run("m5.large", "--json")).isZero();
        assertThat(out.toString()).contains("0.0326").contains("15-20%");
    }

    @Test
    void pricesOfOnesOwnTakeThePlace(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("own.yaml");
        Files.writeString(file, "region: us-east-1\ndate: 2026-11-01\nsource: mine\nnetwork: {natGb: 0.0401}\n");
        assertThat(run("nat", "--file", file.toString())).isZero();
        assertThat(out.toString()).contains("network.natGb", "0.0401000", "0.0450000", "mine, 2026-11-01");
    }

    @ParameterizedTest
    @CsvSource({
        "--region=eu-west-1, there are no prices of eu-west-1",
        "--sort=prise, did you mean \"price\"?",
        "--arch=arm, Allowed: x86_64",
        "--vcpu=-1, must be at least 0",
        "m6zz, no price fits"
    })
    void saysWhatIsWrong(String argument, String message) {
        assertThat(run(argument)).isEqualTo(2);
        assertThat(err.toString().lines().toList()).hasSize(1);
        assertThat(err.toString()).contains(message);
        assertThat(out.toString()).isEmpty();
    }
}
