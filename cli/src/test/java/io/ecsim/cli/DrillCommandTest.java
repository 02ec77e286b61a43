package io.ecsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrillCommandTest {

    private static final String SCENARIO = """
            name: Three Rooms
            seed: 3
            horizon: 3h
            cluster:
              zones: [us-east-1a, us-east-1b, us-east-1c]
              instances: [{count: 6, cpu: 2048, memory: 8GiB, price: 0.1}]
            services:
              - {name: web, cpu: 512, memory: 512, image: "web:1", desiredCount: 20}
            strategies: [binpack(memory), "spread(attribute:ecs.availability-zone)"]
            replicate: {regenerate: 2}
            """;

    @TempDir
    private Path folder = Path.of("");

    private Path scenario = Path.of("");
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    @BeforeEach
    void write() throws IOException {
        scenario = Files.writeString(folder.resolve("rooms.yaml"), SCENARIO);
    }

    private int run(String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        return EcsimCommand.execute(new PrintWriter(out), new PrintWriter(err), new Interrupts(), arguments);
    }

    private String results() {
        return folder.resolve("results").toString();
    }

    @Test
    void theListSaysWhatCanBeHadAndWhyNotTheRest() {
        assertThat(run("drill", scenario.toString(), "--list")).isZero();

        assertThat(out.toString().lines()).allMatch(line -> line.length() <= EcsimCommand.WIDTH);
        assertThat(out.toString())
                .startsWith("Drills for " + scenario + "\n  zone-loss ")
                .contains("\nNot for this scenario\n")
                .containsPattern("\n  zone-impaired +nobody asks its services for anything");
    }

    /** M7. */
    @Test
    void theLossOfAZoneIsToldInOneTableAndSentencesToActOn() throws IOException {
        int code = run(
                "drill",
                scenario.toString(),
                "zone-loss",
                "--at",
                "1h",
                "--for",
                "20m",
                "--pre-provisioned",
                "--out",
                results());

        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        String text = out.toString();
        assertThat(text.lines().filter(line -> !line.startsWith("Report: ")))
                .allMatch(line -> line.length() <= EcsimCommand.WIDTH);
        assertThat(text)
                .startsWith("Three Rooms, drill zone-loss: us-east-1a loses power from 1h to 1h20m; 2\n"
                        + "replications, seed 3\n")
                .containsPattern("undisturbed +binpack\\(memory\\) +100.0 % +0 s +1.80")
                .containsPattern("pre-provisioned +binpack\\(memory\\) .* 107 s +2.60")
                .contains("When us-east-1a loses power from 1h to 1h20m, ")
                .contains("of the desired tasks of a service are")
                .contains("Pre-provisioned is 9 instances instead of 6, of which 2 zones of 3 hold the\npeak.");
        Path results = folder.resolve("results");
        JsonNode json =
                new ObjectMapper().readTree(results.resolve("results.json").toFile());
        assertThat(json.at("/drill/name").asText()).isEqualTo("zone-loss");
        assertThat(json.at("/drill/atSeconds").asDouble()).isEqualTo(3600);
        assertThat(json.at("/drill/contenders")).hasSize(6);
        assertThat(json.at("/experiment/variants")).hasSize(3);
        assertThat(Files.readString(results.resolve("report.md")))
                .startsWith("# Three Rooms: zone-loss\n")
                .contains("## Through the drill")
                .contains("zone without power: us-east-1a")
                .contains("ecsim drill " + scenario + " zone-loss --at 1h --for 20m --pre-provisioned --seed 3");
        assertThat(Files.readString(results.resolve("figures/timeline-healthy.csv")))
                .contains("zone without power: us-east-1a,0,")
                .contains("end of zone without power: us-east-1a,20,");
        assertThat(results.resolve("figures/timeline-instances.png")).exists();
        assertThat(Files.readString(results.resolve("results.csv"))).contains("undisturbed,binpack(memory),0");
    }

    @Test
    void aDrillOfAVariantStrikesThatVariant() throws IOException {
        Files.writeString(
                scenario, SCENARIO + "variants: [{name: as-is}, {name: large, set: {cluster.instances: 12}}]\n");
        int code = run(
                "drill",
                scenario.toString(),
                "zone-loss",
                "--variant",
                "large",
                "--strategies",
                "binpack(memory)",
                "--pre-provisioned",
                "--replications",
                "1",
                "--json");

        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.at("/experiment/variants/0/instances").asInt()).isEqualTo(12);
        assertThat(json.at("/experiment/variants")).hasSize(2);
        assertThat(json.at("/drill/answer").toString()).contains("The fleet is pre-provisioned as it is: at most ");
    }

    @Test
    void whatCannotBeDrilledIsOneLine() {
        assertThat(run("drill", scenario.toString(), "zone-los")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("there is no drill \"zone-los\", did you mean \"zone-loss\"? There are: ");
        assertThat(run("drill", scenario.toString(), "zone-impaired")).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "zone-impaired cannot be put upon this scenario: nobody asks its services for anything:"
                                + " it has neither requests nor target groups");
        assertThat(run("drill", scenario.toString(), "zone-loss", "--at", "soon"))
                .isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly("--at is \"soon\", expected a duration such as 90s, 30m, 2h or 1d");
        assertThat(run("drill", scenario.toString(), "zone-loss", "--variant", "x"))
                .isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly("--variant is given, but " + scenario + " states no variants");
    }
}
