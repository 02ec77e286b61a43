package io.ecsim.schedulers.external;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The files that come with ecsim for policies in Python. */
public final class PolicyLibrary {

    /** The name of the library: it lies beside the policies that import it. */
    public static final String NAME = "ecsim_policy.py";

    private PolicyLibrary() {}

    /** Returns the library: one file that needs nothing but Python 3.8 or later. */
    public static String text() {
        return resource(NAME);
    }

    /** Returns a policy to start from. */
    public static String example() {
        return resource("best_fit_memory.py");
    }

    private static String resource(String name) {
        try (InputStream stream = PolicyLibrary.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read resource " + name, unreadable);
        }
    }
}
