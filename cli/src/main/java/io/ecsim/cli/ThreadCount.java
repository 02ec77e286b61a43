package io.ecsim.cli;

import org.jspecify.annotations.Nullable;

/** The number of runs done at a time, as every command with {@code --threads} understands it. */
final class ThreadCount {

    private static final int MOST = 1024;

    private ThreadCount() {}

    /** Returns the number asked for, or the number of processors. */
    static int of(@Nullable Integer asked) {
        if (asked == null) {
            return Runtime.getRuntime().availableProcessors();
        }
        if (asked < 1 || asked > MOST) {
            throw new InputException("--threads is " + asked + ", allowed is 1 to " + MOST);
        }
        return asked;
    }
}
