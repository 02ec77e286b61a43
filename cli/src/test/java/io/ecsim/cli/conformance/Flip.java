package io.ecsim.cli.conformance;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An implemented rule turned round in the source.
 *
 * @param rule such as {@code R1.26}
 * @param file source file below the root
 * @param find text that stands in it exactly once
 * @param replace what stands there instead
 * @param test such as {@code WorkedExamplesTest.w4Legal}, which must then fail
 */
record Flip(String rule, String file, String find, String replace, String test) {

    /** Returns the flips of flips.yaml. */
    static List<Flip> all() throws IOException {
        try (InputStream in = Flip.class.getResourceAsStream("flips.yaml")) {
            return new ObjectMapper(new YAMLFactory())
                    .readValue(Objects.requireNonNull(in), new TypeReference<List<Flip>>() {});
        }
    }

    /** Returns why it cannot be planted; empty if it can. */
    Optional<String> fault() throws IOException {
        Path source = TestSources.root().resolve(file);
        if (!Files.exists(source)) {
            return Optional.of("there is no " + file);
        }
        String text = Files.readString(source);
        int at = text.indexOf(find);
        if (at < 0) {
            return Optional.of(file + " does not hold " + find);
        }
        return text.indexOf(find, at + 1) < 0 ? Optional.empty() : Optional.of(file + " holds more than one " + find);
    }

    /** Returns the source with the rule turned round. */
    String flipped() throws IOException {
        return Files.readString(TestSources.root().resolve(file)).replace(find, replace);
    }

    /** Returns the module of the source. */
    String module() {
        return file.substring(0, file.indexOf('/'));
    }

    String testClass() {
        return test.substring(0, test.indexOf('.'));
    }

    String testMethod() {
        return test.substring(test.indexOf('.') + 1);
    }

    @Override
    public String toString() {
        return rule + " in " + file.substring(file.lastIndexOf('/') + 1) + ", " + test;
    }
}
