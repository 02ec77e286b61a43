package io.ecsim.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether somebody looks at standard error. */
final class StandardErrorTerminal {

    private static final Path LINUX_DESCRIPTOR = Path.of("/proc/self/fd/2");

    private StandardErrorTerminal() {}

    /** Returns whether standard error is a terminal: on Linux exactly, elsewhere if the process has a console. */
    static boolean isTerminal() {
        if (!Files.isSymbolicLink(LINUX_DESCRIPTOR)) {
            return System.console() != null;
        }
        try {
            String target = Files.readSymbolicLink(LINUX_DESCRIPTOR).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }
}
