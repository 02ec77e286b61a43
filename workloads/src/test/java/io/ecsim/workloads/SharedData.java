package io.ecsim.workloads;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Finds the public data that lies beside the repository; tests that need it are skipped when it is absent. */
public final class SharedData {

    private SharedData() {}

    /** Returns a file or folder of the public data, or skips the test with a message. */
    public static Path require(String name) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path found = folder.resolve("shared").resolve("data").resolve(name);
            if (Files.exists(found)) {
                return found;
            }
        }
        return Assumptions.abort("skipped: the public data file " + name + " is not beside the repository");
    }
}
