package io.ecsim.experiments.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ecsim.experiments.Experiment;
import io.ecsim.workloads.document.DocumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values given with {@code --set}, from the text to the experiment. */
class ScenarioOverridesTest {

    private static final String SCENARIO = """
            horizon: 1d
            cluster:
              zones: [us-east-1a, us-east-1b]
              instances:
                - {count: 30, cpu: 4096, memory: 8GiB}
                - {count: 10, cpu: 8192, memory: 16GiB, price: 1}
            workload:
              arrivals: {poisson: {load: 50%}}
              runTime: 10m
              tasks:
                - {name: web, cpu: 512, memory: 512}
            strategies: [random, binpack(memory)]
            """;

    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("s.yaml"), SCENARIO);
    }

    private Experiment read(String... overrides) {
        return ScenarioReader.read(file, Optional.empty(), false, List.of(overrides));
    }

    @Test
    void theExperimentIsThatOfTheGivenValuesAndNamesThem() {
        Experiment given = read("seed=9", "strategies[1]=spread(instanceId)", "replicate.regenerate=3");

        assertThat(given.seed()).isEqualTo(9);
        assertThat(given.strategies()).extracting(each -> each.name()).containsExactly("random", "spread(instanceId)");
        assertThat(given.replicate().count()).isEqualTo(3);
        assertThat(given.overrides())
                .containsExactly("seed=9", "strategies[1]=spread(instanceId)", "replicate.regenerate=3");
    }

    @ParameterizedTest
    @CsvSource({"40, 30, 10", "80, 60, 20", "7, 5, 2", "1, 1, 0"})
    void theNumberOfInstancesIsSharedAsTheSearchForTheNeedSharesIt(int total, int small, int large) {
        Experiment given = read("cluster.instances=" + total);

        assertThat(given.worlds().instances()).isEqualTo(total);
        assertThat(given.worlds().microUsdPerHour(total)).isEqualTo(large * 1_000_000L);
        assertThat(read().worlds().microUsdPerHour(total)).isEqualTo(large * 1_000_000L);
        assertThat(small + large).isEqualTo(total);
    }

    @Test
    void aRemovedFieldMakesRoomForAnother() {
        Experiment given = read("workload.arrivals.poisson.load=", "workload.arrivals.poisson.perSecond=2");

        assertThat(given.overrides()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cluster.instances=0             | --set cluster.instances: found 0, expected an integer from 1 to 1000000
            cluster.instances=2.5           | --set cluster.instances: found 2.5, expected an integer from 1 to 1000000
            cluster.instances[1].count=0    | --set cluster.instances[1].count: found 0, expected an integer from 1 to 1000000
            cluster.instnces=50             | --set cluster.instnces: unknown field "instnces", did you mean "instances"?
            workload.arivals.poisson=1      | --set workload.arivals.poisson: workload.arivals: unknown field "arivals", did you mean "arrivals"?
            workload.arrivals.poison.load=1 | --set workload.arrivals.poison.load: workload.arrivals.poison: unknown field "poison", did you mean "poisson"?
            workload.arrivals.rate=2/s      | --set workload.arrivals.rate: unknown field "rate". Allowed: poisson,
            workload.arrivals.poisson.perSecond=2 | expected exactly one of load, perSecond
            workload.arrivals.poisson.perSecond=2 | found an object (with --set workload.arrivals.poisson.perSecond)
            strategies[1]=radom             | --set strategies[1]:
            strategies[1]=radom             | did you mean "random"?
            workload.tasks[web].cpu=512.5   | --set workload.tasks[web].cpu: found 512.5, expected an integer
            workload.runTime=10             | --set workload.runTime: found 10, give a unit: 10s
            """, quoteCharacter = '\u0001')
    void whatIsWrongIsAtTheOption(String override, String message) {
        DocumentException refused = catchThrowableOfType(DocumentException.class, () -> read(override));

        assertThat(refused.getMessage()).contains(message).hasLineCount(1);
    }

    @Test
    void faultsOfTheFileAndOfTheOptionsComeTogether() throws IOException {
        Files.writeString(file, SCENARIO.replace("runTime: 10m", "runTime: 10"));

        DocumentException refused =
                catchThrowableOfType(DocumentException.class, () -> read("seed=x", "horizon", "tieBreak=y"));

        assertThat(refused.faults()).hasSize(4);
    }
}
