package io.ecsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RerunCommandTest {

    private static final String SCENARIO = """
            name: Tiny Cluster
            seed: 5
            horizon: 2h
            cluster:
              region: us-east-1
              zones: [us-east-1a, us-east-1b]
              instances:
                - {count: 4, cpu: 4096, memory: 16GiB, price: 0.2}
            workload:
              arrivals: {poisson: {load: 70%}}
              runTime: {exponential: {mean: 5m}}
              tasks:
                - {name: small, weight: 9, cpu: 512, memory: 1024}
                - {name: large, weight: 1, cpu: 3072, memory: 8192}
            strategies:
              - binpack(memory)
              - random
            replicate: {regenerate: 3}
            """;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path scenario = Path.of("");
    private Path bundle = Path.of("");

    @BeforeEach
    void writeScenario() throws IOException {
        scenario = Files.writeString(folder.resolve("tiny.yaml"), SCENARIO);
        bundle = folder.resolve("tiny.zip");
    }

    private int run(Object... arguments) {
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        return EcsimCommand.execute(new PrintWriter(out, true), new PrintWriter(err, true), new Interrupts(), words);
    }

    private void bundle(Object... more) {
        Object[] all = new Object[more.length + 7];
        System.arraycopy(
                new Object[] {"compare", scenario, "--quiet", "--out", folder.resolve("out"), "--bundle", bundle},
                0,
                all,
                0,
                7);
        System.arraycopy(more, 0, all, 7, more.length);
        assertThat(run(all)).as(err.toString()).isZero();
        assertThat(out.toString()).contains("Bundle: " + bundle);
    }

    @Test
    void theSameComesOutBitForBit() throws IOException {
        bundle(
                "--set",
                "cluster.instances=5",
                "--strategies",
                "random;binpack(memory)",
                "--variant",
                "small=cluster.instances=3");
        byte[] first = Files.readAllBytes(bundle);
        assertThat(run("rerun", bundle, "--threads", 1)).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("Checked: 12 runs, 0 event streams, ")
                .endsWith("identical\n");
        bundle(
                "--set",
                "cluster.instances=5",
                "--strategies",
                "random;binpack(memory)",
                "--variant",
                "small=cluster.instances=3");
        assertThat(Files.readAllBytes(bundle)).isEqualTo(first);
    }

    @Test
    void aControlPlaneHasAStreamOfEventsToCheck() {
        bundle("--set", "controlPlane={}", "--seed", "9", "--replications", "2");
        Path kept = folder.resolve("again");
        assertThat(run("rerun", bundle, "--out", kept)).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("Checked: 4 runs, 4 event streams, ")
                .contains("identical\n");
        assertThat(kept.resolve("results.csv")).hasSameTextualContentAs(folder.resolve("out/results.csv"));
    }

    @Test
    void oneRunOfABundleCanBeLookedAt() throws IOException {
        bundle("--set", "controlPlane={}", "--seed", "9");
        Files.delete(scenario);
        assertThat(run("events", bundle, "--replication", "1"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("\"detail-type\":\"ECS Task State Change\"");
        assertThat(run("explain", bundle, "--strategy", "random", "--task", "3"))
                .as(err.toString())
                .isZero();
        assertThat(run("events", bundle, "--set", "seed=1")).isEqualTo(2);
        assertThat(err.toString()).contains("a bundle is taken as it is, without --set and --lenient");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"digest\" : \"([0-9a-f]{16})\" | \"digest\" : \"0123456789abcdef\""
                        + " | different: replication 0 of binpack(memory): the digest of its placements is ",
                "\"events\" : \"[0-9a-f]{64}\" | \"events\" : \"00\""
                        + " | different: replication 0 of binpack(memory): the sha-256 of its event stream is ",
                "\"seed\" : 5 | \"seed\" : 6 | different: replication 0 of binpack(memory): the digest",
                "(?s)(\"name\" : \"results.csv\".{10,40}) : \"[0-9a-f]{64} | $1 : \""
                        + "0000000000000000000000000000000000000000000000000000000000000000"
                        + " | different: the sha-256 of results.csv is "
            })
    void theFirstDifferenceIsNamed(String was, String is, String expected) throws IOException {
        bundle("--set", "controlPlane={}");
        edit("bundle.json", json -> json.replaceFirst(was, is));
        assertThat(run("rerun", bundle, "--quiet")).isEqualTo(1);
        assertThat(out.toString()).contains(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"ecsim\" : \"development build\" | \"ecsim\" : \"9.9\""
                        + " | made by ecsim 9.9, this is development build; only the same version",
                "ecsim-bundle-1 | ecsim-bundle-7 | has the form \"ecsim-bundle-7\", this ecsim reads ecsim-bundle-1",
                "\"place\" : \"tiny.yaml\" | \"place\" : \"../tiny.yaml\" | \"../tiny.yaml\" is no place inside",
                "\"place\" : \"tiny.yaml\" | \"place\" : \"/tiny.yaml\" | \"/tiny.yaml\" is no place inside",
                "\"place\" : \"tiny.yaml\" | \"place\" : \"big.yaml\" | the bundle has no files/big.yaml",
                "\"seed\" | \"sead\" | bundle.json is damaged: ",
                "\"random\" | \"rondam\" | the bundle compares \"rondam\", which its scenario does not have",
                "\"inside\" : true | \"inside\" : false | tiny.yaml (",
            })
    void aBadBundleIsRefused(String was, String is, String expected) throws IOException {
        bundle();
        edit("bundle.json", json -> json.replaceFirst(was, is));
        assertThat(run("rerun", bundle)).isEqualTo(2);
        assertThat(err.toString()).contains(expected).doesNotContain("\tat ");
    }

    @Test
    void aChangedFileInsideIsRefused() throws IOException {
        bundle();
        edit("files/tiny.yaml", text -> text.replace("4096", "8192"));
        assertThat(run("rerun", bundle)).isEqualTo(2);
        assertThat(err.toString()).contains("tiny.yaml in it is not the file that it names");
    }

    @Test
    void aFileThatIsOnlyNamedIsFoundByItsHash() throws IOException {
        bundle();
        edit("bundle.json", json -> json.replaceFirst("\"inside\" : true", "\"inside\" : false"));
        Path data = Files.createDirectories(folder.resolve("data/deep"));
        Files.writeString(data.resolve("tiny.yaml"), SCENARIO.replace("70%", "71%"));
        assertThat(run("rerun", bundle, "--data", folder.resolve("data"))).isEqualTo(2);
        assertThat(err.toString()).contains("has only another tiny.yaml (");
        Files.move(scenario, Files.createDirectories(folder.resolve("data/a")).resolve("tiny.yaml"));
        assertThat(run("rerun", bundle, "--data", folder.resolve("data")))
                .as(err.toString())
                .isZero();
    }

    @Test
    void whatIsNoBundleIsRefused() throws IOException {
        Files.writeString(bundle, "no zip");
        assertThat(run("rerun", bundle)).isEqualTo(2);
        assertThat(err.toString()).contains("this is no bundle");
        assertThat(run("rerun", folder.resolve("none.zip"))).isEqualTo(2);
        assertThat(run("compare", scenario, "--bundle", folder.resolve("b.tar")))
                .isEqualTo(2);
        assertThat(err.toString()).contains("expected a file ending in .zip");
        assertThat(run("compare", scenario, "--json", "--bundle", bundle)).isEqualTo(2);
    }

    private void edit(String name, UnaryOperator<String> change) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(bundle))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        String text = new String(entries.get(name), StandardCharsets.UTF_8);
        assertThat(change.apply(text)).isNotEqualTo(text);
        entries.put(name, change.apply(text).getBytes(StandardCharsets.UTF_8));
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bundle))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
    }
}
