package io.ecsim.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.cli.conformance.PlantedFlip.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The flips of implemented rules: that they can be planted, and, on request, that the cited tests notice them. */
class FlipsTest {

    private static final int LEAST_NOTICED_PERCENT = 90;

    @TempDir
    Path scratch;

    @Test
    void everyFlipCanBePlantedAndCitesATestOfItsRow() throws IOException {
        TestSources tests = TestSources.read();
        Map<String, ConformanceRow> rows = new TreeMap<>();
        ConformanceRow.read(Files.readString(TestSources.root().resolve("docs/conformance.md")))
                .forEach(row -> rows.put(row.rule(), row));
        List<String> faults = new ArrayList<>();
        for (Flip flip : Flip.all()) {
            flip.fault().ifPresent(fault -> faults.add(flip.rule() + ": " + fault));
            tests.fault(flip.test()).ifPresent(fault -> faults.add(flip.rule() + ": " + fault));
            ConformanceRow row = rows.get(flip.rule());
            if (row == null
                    || !row.status().equals("implemented")
                    || !row.tests().contains(flip.test())) {
                faults.add(flip.rule() + ": docs/conformance.md does not cite " + flip.test() + " for it");
            }
        }

        assertThat(faults).isEmpty();
        assertThat(Flip.all()).doesNotHaveDuplicates();
    }

    @Test
    void aFlipOfSourceThatHasChangedIsNoticed() throws IOException {
        String file = "sim-core/src/main/java/io/ecsim/model/HostPort.java";

        assertThat(new Flip("R2.31", file, "no such text", "", "A.b").fault())
                .hasValue(file + " does not hold no such text");
        assertThat(new Flip("R2.31", file, "port", "", "A.b").fault()).hasValue(file + " holds more than one port");
        assertThat(new Flip("R2.31", "no/File.java", "port", "", "A.b").fault()).hasValue("there is no no/File.java");
    }

    /** {@code -Dflips=30 -Dflips.seed=1}: so many rules at random, one flip of each; {@code -Dflips=R1.5,R1.26}: of these. */
    @Test
    @EnabledIfSystemProperty(named = "flips", matches = ".+", disabledReason = "takes minutes: -Dflips=30")
    void flippedRulesBreakTheirTests() throws IOException, InterruptedException {
        List<Flip> chosen = choose(System.getProperty("flips"), Long.getLong("flips.seed", 1));
        TestSources tests = TestSources.read();
        Map<Outcome, List<Flip>> outcomes = new EnumMap<>(Outcome.class);
        for (Flip flip : chosen) {
            Path folder = Files.createDirectories(scratch.resolve(String.valueOf(
                    outcomes.values().stream().mapToInt(List::size).sum())));
            Outcome outcome = new PlantedFlip(flip, folder, tests).outcome();
            outcomes.computeIfAbsent(outcome, added -> new ArrayList<>()).add(flip);
            System.out.println(outcome + " " + flip);
        }
        int broken = outcomes.getOrDefault(Outcome.BROKEN, List.of()).size();
        System.out.println(broken + " of " + chosen.size() + " flipped rules break the test that is cited for them");

        assertThat(outcomes.getOrDefault(Outcome.ERROR, List.of())).isEmpty();
        assertThat(100 * broken)
                .as("survived: " + outcomes.get(Outcome.SURVIVED))
                .isGreaterThanOrEqualTo(LEAST_NOTICED_PERCENT * chosen.size());
    }

    private static List<Flip> choose(String wanted, long seed) throws IOException {
        Map<String, List<Flip>> byRule = new TreeMap<>();
        Flip.all()
                .forEach(flip -> byRule.computeIfAbsent(flip.rule(), added -> new ArrayList<>())
                        .add(flip));
        if (!wanted.matches("\\d+")) {
            List<String> rules = List.of(wanted.split(","));
            return Flip.all().stream()
                    .filter(flip -> rules.contains(flip.rule()))
                    .toList();
        }
        List<String> rules = new ArrayList<>(byRule.keySet());
        Random random = new Random(seed);
        Collections.shuffle(rules, random);
        return rules.stream()
                .limit(Integer.parseInt(wanted))
                .map(rule ->
                        byRule.get(rule).get(random.nextInt(byRule.get(rule).size())))
                .toList();
    }
}
