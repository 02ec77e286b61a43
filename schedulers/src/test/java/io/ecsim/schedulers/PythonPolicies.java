package io.ecsim.schedulers;

import io.ecsim.schedulers.external.ExternalPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Writes policies in Python and starts real ones; tests are skipped where there is no python3. */
final class PythonPolicies {

    private static final String LIBRARY = "/io/ecsim/schedulers/external/ecsim_policy.py";

    private final Path folder;

    PythonPolicies(Path folder) throws IOException {
        Assumptions.assumeTrue(hasPython(), "there is no python3 on the path: external policies are not tested");
        this.folder = folder;
        try (InputStream library = PythonPolicies.class.getResourceAsStream(LIBRARY)) {
            if (library == null) {
                throw new IOException("no resource " + LIBRARY);
            }
            Files.copy(library, folder.resolve("ecsim_policy.py"));
        }
    }

    private static boolean hasPython() {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Returns a policy by the library whose function chooses by these lines. */
    ExternalPolicy choosing(String name, String... body) throws IOException {
        return script(
                name,
                "import ecsim_policy\n\ndef choose(task, instances):\n    " + String.join("\n    ", body)
                        + "\n\necsim_policy.run(choose)\n");
    }

    /** Returns a policy that greets as it should, then does as these lines say for each request. */
    ExternalPolicy answering(String name, String... body) throws IOException {
        return script(
                name,
                "import json, os, sys, time\nsys.stdin.readline()\nprint('{\"protocol\": 1}', flush=True)\n"
                        + "for line in sys.stdin:\n    " + String.join("\n    ", body) + "\n");
    }

    /** Returns a policy that is this script. */
    ExternalPolicy script(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name + ".py"), text, StandardCharsets.UTF_8);
        return new ExternalPolicy(name, List.of("python3", name + ".py"), folder, 1_000_000);
    }
}
