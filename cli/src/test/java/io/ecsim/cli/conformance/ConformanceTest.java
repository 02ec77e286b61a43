package io.ecsim.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** docs/conformance.md has one row for each rule, and what it names exists. */
class ConformanceTest {

    private static final Path TABLE = TestSources.root().resolve("docs/conformance.md");
    private static final Pattern RULE_IN_PAGE = Pattern.compile("^- (R\\d+\\.\\d+|W\\d+)\\b.*");

    @Test
    void everyRuleHasOneRowAndEveryRowHoldsGood() throws IOException {
        assertThat(faults(Files.readString(TABLE))).isEmpty();
    }

    /** The list of rules is ours; the page is not part of this repository. Where it lies beside it, they agree. */
    @Test
    void theListOfRulesIsThatOfTheReference() throws IOException {
        List<String> inPage = Files.readAllLines(reference()).stream()
                .map(RULE_IN_PAGE::matcher)
                .filter(Matcher::matches)
                .map(rule -> rule.group(1))
                .toList();

        assertThat(rules()).doesNotHaveDuplicates().containsExactlyElementsOf(inPage);
    }

    @Test
    void aFaultyTableIsNoticed() throws IOException {
        String table = Files.readString(TABLE);
        String row = table.lines()
                .filter(line -> line.startsWith("| R1.26 |"))
                .findFirst()
                .orElseThrow();

        assertThat(faults(table.replace(row + "\n", ""))).containsExactly("R1.26 has no row");
        assertThat(faults(table.replace(row, row + "\n" + row))).containsExactly("R1.26 has 2 rows");
        assertThat(faults(table.replace(row, row.replace("| R1.26 |", "| R1.99 |"))))
                .containsExactlyInAnyOrder("R1.26 has no row", "R1.99 is not a rule");
        assertThat(faults(table.replace(row, row.replace("implemented", "done"))))
                .containsExactly("R1.26: \"done\" is not a status");
        assertThat(faults(table.replace(row, row.replaceAll("`.*`", ""))))
                .containsExactly("R1.26: implemented, but no test is named");
        assertThat(faults(table.replace(row, row.replaceFirst("`\\w+\\.", "`MissingTest."))))
                .containsExactly("R1.26: there is no test class MissingTest");
        assertThat(faults(table.replace(row, row.replaceFirst("`(\\w+)\\.\\w+`", "`$1.missing`"))))
                .containsExactly("R1.26: WorkedExamplesTest has no test method missing");
        assertThat(faults(table.replace(row, "| R1.26 | binpack | deliberate difference | |")))
                .containsExactly("R1.26: a deliberate difference needs a reason");
    }

    @Test
    void aMethodWithoutATestAnnotationIsNoTest() {
        List<String> lines = """
                class A {
                    @Test
                    void first() {
                        check(1);
                        List<String> list = list();
                    }

                    private void helper() {
                    }

                    @ParameterizedTest
                    @CsvSource({
                        "a, b",
                    })
                    void second(String a, String b) { // a comment
                    }
                }
                """.lines().toList();

        assertThat(TestSources.testMethods(lines)).containsExactlyInAnyOrder("first", "second");
    }

    private static List<String> faults(String table) throws IOException {
        TestSources tests = TestSources.read();
        List<ConformanceRow> rows = ConformanceRow.read(table);
        List<String> faults = new ArrayList<>();
        Set<String> known = new TreeSet<>(rules());
        for (String rule : rules()) {
            long count = rows.stream().filter(row -> row.rule().equals(rule)).count();
            if (count != 1) {
                faults.add(rule + " has " + (count == 0 ? "no row" : count + " rows"));
            }
        }
        for (ConformanceRow row : rows) {
            if (!known.contains(row.rule())) {
                faults.add(row.rule() + " is not a rule");
            }
            row.fault().ifPresent(fault -> faults.add(row.rule() + ": " + fault));
            for (String test : row.tests()) {
                tests.fault(test).ifPresent(fault -> faults.add(row.rule() + ": " + fault));
            }
        }
        return faults;
    }

    private static List<String> rules() throws IOException {
        try (InputStream in = ConformanceTest.class.getResourceAsStream("rules.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static Path reference() {
        for (Path folder = TestSources.root(); folder != null; folder = folder.getParent()) {
            Path found = folder.resolve("shared/ecs-semantics.md");
            if (Files.exists(found)) {
                return found;
            }
        }
        return Assumptions.abort("skipped: the reference of ECS behaviour is not beside the repository");
    }
}
