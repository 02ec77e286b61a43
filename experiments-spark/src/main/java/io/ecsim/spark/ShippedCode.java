package io.ecsim.spark;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.executor.ExecutorException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;

/** The jars that executors need beside Spark's own: {@code ecsim.jar} with its libraries, and this module. */
final class ShippedCode {

    private ShippedCode() {}

    /**
     * Returns the jars of the running program.
     *
     * @throws ExecutorException if it was not started from jars
     */
    static List<String> jars() {
        return List.of(jar(Experiment.class), jar(ShippedCode.class));
    }

    private static String jar(Class<?> type) {
        return Optional.ofNullable(type.getProtectionDomain().getCodeSource())
                .map(CodeSource::getLocation)
                .map(location -> {
                    try {
                        return Path.of(location.toURI());
                    } catch (URISyntaxException strange) {
                        throw new ExecutorException("jars cannot be sent from " + location, strange);
                    }
                })
                .filter(Files::isRegularFile)
                .map(Path::toString)
                .orElseThrow(() -> new ExecutorException("other machines need the program as jars, but this one was"
                        + " started from a folder of classes; docs/scale.md shows the command line"));
    }

    /** Returns what went wrong, in one line. */
    static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return (message == null
                ? root.getClass().getSimpleName()
                : message.lines().findFirst().orElse(""));
    }
}
