package io.ecsim.workloads.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentReaderTest {

    @TempDir
    Path folder;

    @Test
    void yamlNodesKnowTheirPlace() {
        Node root = parse("s.yaml", "cluster:\n  instances:\n    - zone: a\n    - zone: 'b'\n      count: 3\n");
        Node count = root.member("cluster")
                .orElseThrow()
                .member("instances")
                .orElseThrow()
                .items()
                .get(1)
                .member("count")
                .orElseThrow();
        assertThat(count.path()).isEqualTo("cluster.instances[1].count");
        assertThat(count.line()).isEqualTo(5);
        assertThat(count.column()).isEqualTo(14);
        assertThat(count.kind()).isEqualTo(Kind.INTEGER);
    }

    @Test
    void jsonNodesKnowTheirPlace() {
        Node root = parse("s.json", "{\n  \"a\": [1, {\"b\": true}]\n}");
        Node b = root.member("a").orElseThrow().items().get(1).member("b").orElseThrow();
        assertThat(b.path() + "@" + b.line() + ":" + b.column()).isEqualTo("a[1].b@2:18");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "7|INTEGER",
                "-7|INTEGER",
                "0|INTEGER",
                "7.5|DECIMAL",
                ".5|DECIMAL",
                "1e6|DECIMAL",
                "\"7\"|TEXT",
                "'7'|TEXT",
                "&x 7|INTEGER",
                "&x '7'|TEXT",
                "true|BOOLEAN",
                "yes|TEXT",
                "~|NOTHING",
                "null|NOTHING",
                "2026-07-20|TEXT",
                "16GiB|TEXT",
                "1.2.3|TEXT",
                "+|TEXT",
                ".|TEXT",
                "e5|TEXT",
                "|NOTHING"
            })
    void yamlScalarsFollowTheCoreSchema(String written, String kind) {
        Node root = parse("s.yaml", "a: " + (written == null ? "" : written) + "\n");
        assertThat(root.member("a").orElseThrow().kind()).isEqualTo(Kind.valueOf(kind));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "010|found 010, which some YAML readers take as octal: write the number without leading zeros, or in quotes if it is text",
                "1:30|found 1:30, which some YAML readers take as a base-60 number: write a duration such as 90s, or in quotes if it is text",
                "1_000|found 1_000, expected a number without underscores",
                "0x1F|found 0x1F, expected a decimal number, or quotes if it is text",
                ".nan|found .nan, expected a finite number",
                "-.inf|found -.inf, expected a finite number",
                "!Ref x|found the tag !Ref, expected a plain value",
                "*nobody|found the alias *nobody, but no &nobody is complete before it",
                "&x [*x]|found the alias *x, but no &x is complete before it",
            })
    void ambiguousYamlIsRefused(String written, String message) {
        Faults faults = new Faults();
        DocumentReader.parse("s.yaml", "a: " + written + "\n", faults);
        assertThat(faults.list()).extracting(Fault::message).containsExactly(message);
    }

    @Test
    void aliasesAreExpandedAndKeepTheirOwnPath() {
        Node root = parse("s.yaml", "a: &m {cpu: 5}\nb: *m\n");
        Node cpu = root.member("b").orElseThrow().member("cpu").orElseThrow();
        assertThat(cpu.path()).isEqualTo("b.cpu");
        assertThat(cpu.text()).isEqualTo("5");
        assertThat(cpu.line()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "s.yaml|a: 1\\na: 2|s.yaml:2:1: a: duplicate field \"a\", first on line 1",
                "s.json|{\"a\": 1, \"a\": 2}|s.json:1:10: a: duplicate field \"a\", first on line 1",
                "s.yaml|a: b: c|s.yaml:1:5: found \": \" where no field can begin: check the indentation, or quote the text that contains it",
                "s.yaml|a:\\n\\t- b|s.yaml:2:1: found a tab, expected spaces",
                "s.yaml|a: \"x|s.yaml:1:6: the file ends inside a quoted text",
                "s.yaml|a: [1, 2|s.yaml:1:9: expected , or ] in this [...]",
                "s.yaml|a:\\n  b: 1\\n c: 2|s.yaml:3:2: this line does not fit the indentation of the lines before",
                "s.yaml|a: @x|s.yaml:1:4: a value cannot begin with this character: put it in quotes",
                "s.yaml|a: 1\\n---\\nb: 2|s.yaml:3:1: found more after the document's end, expected one document",
                "s.yaml|<<: {a: 1}|s.yaml:1:1: <<: merge keys are not supported, write the fields out",
                "s.json|{\"a\": 1 \"b\": 2}|s.json:1:9: found \", expected a comma or }",
                "s.json|{\"a\" 1}|s.json:1:6: found 1, expected a colon after the field's name",
                "s.json|{a: 1}|s.json:1:2: found a, expected a field name in double quotes",
                "s.json|{\"a\": 1|s.json:1:8: the file ends too early: a quote, bracket or brace is not closed",
                "s.json|{\"a\": NaN}|s.json:1:10: found a number that is not finite, expected a finite number",
                "s.json|{\"a\": foo}|s.json:1:7: found foo, expected a value (text goes in double quotes)",
                "s.json|{\"a\": 010}|s.json:1:8: a number must not begin with 0",
                "s.json|{} {}|s.json:1:4: found more after the document's end, expected one document",
                "s.yaml|   |s.yaml: the file is empty",
                "s.yaml|# nothing|s.yaml: the file is empty",
            })
    void brokenSyntaxIsOneLocatedLine(String name, String text, String line) {
        Faults faults = new Faults();
        DocumentReader.parse(
                name, (text == null ? " " : text).replace("\\n", "\n").replace("\\t", "\t"), faults);
        assertThat(faults.list()).extracting(Fault::toString).containsExactly(line);
    }

    @Test
    void filesThatCannotBeReadSayWhy() throws IOException {
        Path latin = Files.write(folder.resolve("latin.yaml"), new byte[] {'a', ':', '\n', ' ', (byte) 0xE9, '\n'});
        assertThatThrownBy(() -> DocumentReader.read(latin))
                .isInstanceOf(DocumentException.class)
                .hasMessage(latin + ":2:2: found byte 0xE9, expected UTF-8 text");
        assertThatThrownBy(() -> DocumentReader.read(folder.resolve("latim.yaml")))
                .hasMessage(folder.resolve("latim.yaml") + ": no such file, did you mean \"latin.yaml\"?");
        assertThatThrownBy(() -> DocumentReader.read(folder))
                .hasMessage(folder + ": this is a directory, expected a file");
        Path cut = Files.write(folder.resolve("cut.yaml"), new byte[] {'a', ':', ' ', (byte) 0xC3});
        assertThatThrownBy(() -> DocumentReader.read(cut))
                .hasMessage(cut + ":1:4: found byte 0xC3, expected UTF-8 text");
    }

    @Test
    void aMarkBeforeTheTextIsSkippedAndWideCharactersDoNotShiftQuotes() {
        Node root = parse("s.yaml", "\uFEFFa: \"\uD83D\uDE80\uD83D\uDE80\"\nb: '7'\nc: 7\n");
        assertThat(root.member("b").orElseThrow().kind()).isEqualTo(Kind.TEXT);
        assertThat(root.member("c").orElseThrow().kind()).isEqualTo(Kind.INTEGER);
    }

    private static Node parse(String name, String text) {
        Faults faults = new Faults();
        Node node = DocumentReader.parse(name, text, faults).orElseThrow();
        faults.throwIfAny();
        return node;
    }
}
