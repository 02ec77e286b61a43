package io.ecsim.experiments.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.run.ExperimentRunner;
import io.ecsim.experiments.run.RunListener;
import io.ecsim.experiments.run.StopSignal;
import io.ecsim.experiments.statistics.PairedDifference;
import io.ecsim.workloads.document.DocumentReader;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What searches found is still there: the first strategy of each file beats the second by about what its comment says. */
class AdversarialExamplesTest {

    private static final Path EXAMPLES = Path.of("..", "examples");

    @ParameterizedTest
    @CsvSource({
        "spread-behind-binpack.yaml, 800, 1600",
        "binpack-behind-spread.yaml, 40, 250",
        "dot-product-behind-first-fit.yaml, 1200, 2200",
        "first-fit-behind-dot-product.yaml, 100, 350"
    })
    void theGapIsStillThere(String file, double leastSeconds, double mostSeconds) {
        Experiment experiment = ScenarioReader.read(
                        EXAMPLES.resolve("adversarial").resolve(file), Optional.empty())
                .withReplications(8);
        Findings findings = Findings.of(new ExperimentRunner(2, RunListener.SILENT, new StopSignal()).run(experiment));

        PairedDifference gap = PairedDifference.of(
                findings.result().runs().values(0, experiment.objective().metric()),
                findings.result().runs().values(1, experiment.objective().metric()),
                0.95);
        assertThat(gap.interval().lower()).as("gap in seconds").isPositive();
        assertThat(gap.mean()).isBetween(leastSeconds, mostSeconds);
    }

    @Test
    void everyFoundExampleIsHeldAndListed() throws IOException {
        TreeSet<String> files = new TreeSet<>();
        try (Stream<Path> found = Files.list(EXAMPLES.resolve("adversarial"))) {
            found.forEach(file -> files.add(String.valueOf(file.getFileName())));
        }
        String list = Files.readString(EXAMPLES.resolve("README.md"));

        assertThat(files).hasSize(4).allSatisfy(file -> assertThat(list).contains("adversarial/" + file));
    }

    static List<Path> scenarios() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aScenarioThatIsWrittenReadsBackAsTheSame(Path file) {
        Node document = DocumentReader.read(file);

        String text = ScenarioText.of(document);

        Faults faults = new Faults();
        Node again = DocumentReader.parse("again.yaml", text, faults).orElseThrow();
        assertThat(faults.list()).isEmpty();
        assertThat(again.written()).isEqualTo(document.written());
    }
}
