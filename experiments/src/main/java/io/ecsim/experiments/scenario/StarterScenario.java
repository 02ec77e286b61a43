package io.ecsim.experiments.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The commented scenario that a new user starts from. */
public final class StarterScenario {

    /** The name it is written under. */
    public static final String FILE_NAME = "scenario.yaml";

    private static final String RESOURCE = "starter.yaml";

    private StarterScenario() {}

    /** Returns its text, with line feeds. */
    public static String text() {
        try (InputStream stream = StarterScenario.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("the program is incomplete: it lacks " + RESOURCE);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
