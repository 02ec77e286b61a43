package io.ecsim.schedulers.external;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Looks after the process of a policy from a thread of its own: ends it when an answer is late, which ends the wait for it,
 * and keeps what it says on its standard error, which would otherwise fill up and block it.
 */
final class PolicyWatch {

    private static final long NOTHING_EXPECTED = Long.MAX_VALUE;
    private static final long LOOK_MILLIS = 10;
    private static final int KEPT_CHARACTERS = 4096;

    private final Process process;
    private final Thread thread;
    private final StringBuilder words = new StringBuilder();
    private final byte[] buffer = new byte[1 << 13];
    private volatile long deadlineNanos = NOTHING_EXPECTED;
    private volatile boolean late;
    private volatile boolean stopped;

    PolicyWatch(Process process) {
        this.process = process;
        this.thread = new Thread(this::look, "ecsim-policy-watch");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** An answer is due within this time from now. */
    void expectWithin(long micros) {
        deadlineNanos = Math.min(NOTHING_EXPECTED - 1, System.nanoTime() + micros * 1000);
    }

    void expectNothing() {
        deadlineNanos = NOTHING_EXPECTED;
    }

    /** Returns whether the process was ended because an answer was late. */
    boolean isLate() {
        return late;
    }

    void stop() {
        stopped = true;
        thread.interrupt();
    }

    private void look() {
        while (!stopped) {
            listen();
            long deadline = deadlineNanos;
            if (deadline != NOTHING_EXPECTED && System.nanoTime() - deadline > 0) {
                late = true;
                killTree(process);
                deadlineNanos = NOTHING_EXPECTED;
            }
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException ended) {
                return;
            }
        }
    }

    /** Keeps what is there of standard error, without waiting for more. */
    private synchronized void listen() {
        InputStream error = process.getErrorStream();
        try {
            for (int there = error.available(); there > 0; there = error.available()) {
                int read = error.read(buffer, 0, Math.min(there, buffer.length));
                words.append(new String(buffer, 0, Math.max(0, read), StandardCharsets.UTF_8));
                if (words.length() > KEPT_CHARACTERS) {
                    words.delete(0, words.length() - KEPT_CHARACTERS);
                }
            }
        } catch (IOException closed) {
            // nothing more will come
        }
    }

    /** Returns the last line on standard error that is not blank; empty where there is none. */
    synchronized String lastWords() {
        listen();
        return words.toString()
                .lines()
                .filter(line -> !line.isBlank())
                .reduce("", (before, line) -> line)
                .strip();
    }

    /** Ends a process at once, and all that it started. */
    static void killTree(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
