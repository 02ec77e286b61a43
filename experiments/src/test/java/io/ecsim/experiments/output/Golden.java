package io.ecsim.experiments.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares text with a file under {@code src/test/golden}; {@code -Decsim.golden=update} rewrites the file. */
final class Golden {

    private static final Path DIRECTORY = Path.of("src", "test", "golden");

    private Golden() {}

    static void assertMatches(String file, String text) throws IOException {
        Path path = DIRECTORY.resolve(file);
        if ("update".equals(System.getProperty("ecsim.golden"))) {
            Files.createDirectories(DIRECTORY);
            Files.writeString(path, text, StandardCharsets.UTF_8);
        }
        assertThat(text)
                .as("golden file %s (rewrite with -Decsim.golden=update)", file)
                .isEqualTo(Files.readString(path, StandardCharsets.UTF_8));
    }
}
