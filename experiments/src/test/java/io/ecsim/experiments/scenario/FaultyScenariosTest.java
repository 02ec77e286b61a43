package io.ecsim.experiments.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.experiments.Experiment;
import io.ecsim.random.Streams;
import io.ecsim.workload.ArrivalCursor;
import io.ecsim.workload.WorkloadException;
import io.ecsim.workloads.document.DocumentException;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every faulty input has its expected message, word for word, in the file beside it that ends in .expected. */
class FaultyScenariosTest {

    private static final Path FOLDER = folder();

    private static Path folder() {
        try {
            return Path.of(Objects.requireNonNull(FaultyScenariosTest.class.getResource("faulty/empty.yaml"))
                            .toURI())
                    .resolveSibling("");
        } catch (URISyntaxException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    static List<String> scenarios() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name ->
                            Files.exists(FOLDER.resolve(stem(name) + ".expected")) && name.matches(".*\\.(yaml|json)"))
                    .sorted()
                    .toList();
        }
    }

    private static String stem(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void saysWhatIsWrong(String name) throws IOException {
        String expected = Files.readString(FOLDER.resolve(stem(name) + ".expected"));

        assertThat(message(FOLDER.resolve(name))).isEqualTo(expected.strip());
    }

    @Test
    void everyScenarioHasItsExpectedMessage() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(String::valueOf).filter(name -> name.endsWith(".yaml")))
                    .hasSizeGreaterThanOrEqualTo(60)
                    .allMatch(name -> Files.exists(Path.of(stem(name) + ".expected")));
        }
    }

    /** Reads the scenario and, when that works, its workload; returns what the user would be told. */
    static String message(Path scenario) {
        String message = "no fault was found";
        try {
            Experiment experiment = ScenarioReader.read(scenario, Optional.empty());
            for (int replication = 0; replication < experiment.replicate().count(); replication++) {
                Streams streams = new Streams(experiment.seed(), replication);
                try (ArrivalCursor cursor =
                        experiment.worlds().world(replication).workload().open(streams)) {
                    long tasks = 0;
                    while (cursor.advance()) {
                        tasks++;
                    }
                    assertThat(tasks).isNotNegative();
                }
            }
        } catch (DocumentException | WorkloadException told) {
            message = String.valueOf(told.getMessage());
        }
        return message.replace(scenario.getParent() + File.separator, "");
    }
}
