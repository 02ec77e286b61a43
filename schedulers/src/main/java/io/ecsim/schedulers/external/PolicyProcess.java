package io.ecsim.schedulers.external;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The process of an external policy: lines go to it and come from it, within a time limit, and it ends with the run. */
final class PolicyProcess {

    /** A line that is longer is no answer. */
    private static final int LONGEST_LINE_BYTES = 1 << 20;

    private static final long START_FACTOR = 10;
    private static final long GRACE_MILLIS = 2000;
    private static final int QUOTED_CHARACTERS = 160;

    private final ExternalPolicy policy;
    private final int replication;
    private final Process process;
    private final OutputStream requests;
    private final InputStream answers;
    private final PolicyWatch watch;
    private final Thread killer;
    private byte[] line = new byte[1 << 12];
    private int lineLength;
    private byte[] buffer = new byte[1 << 13];
    private int from;
    private int to;
    private long asked;

    private PolicyProcess(ExternalPolicy policy, int replication, Process process) {
        this.policy = policy;
        this.replication = replication;
        this.process = process;
        this.requests = process.getOutputStream();
        this.answers = process.getInputStream();
        this.watch = new PolicyWatch(process);
        this.killer = new Thread(() -> PolicyWatch.killTree(process), "ecsim-policy-end");
    }

    /**
     * Starts the process of a policy for one run.
     *
     * @throws PolicyException if it cannot be started
     */
    static PolicyProcess start(ExternalPolicy policy, int replication) {
        Process process;
        try {
            process = new ProcessBuilder(policy.command())
                    .directory(policy.directory().toFile())
                    .start();
        } catch (IOException cannot) {
            throw new PolicyException("external policy " + policy.name() + " cannot be started: "
                    + String.valueOf(cannot.getMessage()).replaceAll("\\s+", " "));
        }
        PolicyProcess started = new PolicyProcess(policy, replication, process);
        started.endWithThisProcess();
        started.watch.start();
        return started;
    }

    /** However ecsim ends, no policy stays behind. */
    private void endWithThisProcess() {
        try {
            Runtime.getRuntime().addShutdownHook(killer);
        } catch (IllegalStateException ending) {
            PolicyWatch.killTree(process);
        }
    }

    /** Returns what a refusal of this policy begins with. */
    private String who() {
        return "external policy " + policy.name() + ", replication " + replication;
    }

    /** Sends the first line and waits for the first answer; starting an interpreter takes its time. */
    void greet(ByteArrayOutputStream message) {
        exchange(message, policy.timeoutMicros() * START_FACTOR);
    }

    /** Sends a request and waits for its answer, which {@link #answer} then holds. */
    void ask(ByteArrayOutputStream message) {
        asked++;
        exchange(message, policy.timeoutMicros());
    }

    private void exchange(ByteArrayOutputStream message, long timeoutMicros) {
        watch.expectWithin(timeoutMicros);
        try {
            message.writeTo(requests);
            requests.flush();
            readLine();
        } catch (IOException broken) {
            throw died(timeoutMicros);
        }
        watch.expectNothing();
    }

    private void readLine() throws IOException {
        lineLength = 0;
        while (true) {
            if (from == to) {
                from = 0;
                to = Math.max(0, answers.read(buffer, 0, buffer.length));
                if (to == 0) {
                    throw new IOException("the policy says no more");
                }
            }
            int at = from;
            while (at < to && buffer[at] != '\n') {
                at++;
            }
            append(at);
            boolean complete = at < to;
            from = complete ? at + 1 : at;
            if (complete) {
                return;
            }
        }
    }

    private void append(int end) {
        int more = end - from;
        if (lineLength + more > LONGEST_LINE_BYTES) {
            throw broken("its answer is longer than " + LONGEST_LINE_BYTES + " bytes");
        }
        if (lineLength + more > line.length) {
            line = Arrays.copyOf(line, Math.max(line.length * 2, lineLength + more));
        }
        System.arraycopy(buffer, from, line, lineLength, more);
        lineLength += more;
    }

    /** Returns the bytes of the last answer: the first {@link #answerLength} of them, until the next. */
    byte[] answer() {
        return line;
    }

    int answerLength() {
        return lineLength;
    }

    /** Returns the failure of a policy that answered what it may not. */
    PolicyException broken(String what) {
        return failure(what, "; it said " + said());
    }

    /** Returns a failure that is not the policy's fault. */
    PolicyException failed(String what) {
        return failure(what, "");
    }

    private String said() {
        String text = new String(line, 0, lineLength, StandardCharsets.UTF_8).strip();
        return text.isEmpty() ? "an empty line" : shortened(text);
    }

    private PolicyException died(long timeoutMicros) {
        watch.expectNothing();
        if (watch.isLate()) {
            return failure("gave no answer within " + timeoutMicros / 1000 + " ms", lastWords());
        }
        String how;
        try {
            how = process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS)
                    ? "ended with exit code " + process.exitValue()
                    : "closed its input or output";
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            how = "was stopped";
        }
        return failure(how, lastWords());
    }

    private String lastWords() {
        String words = watch.lastWords();
        return words.isEmpty() ? "" : "; its last line on stderr: " + shortened(words);
    }

    private PolicyException failure(String what, String words) {
        long decisions = Math.max(0, asked - 1);
        String when = decisions == 0
                ? " before its first decision"
                : " after " + decisions + (decisions == 1 ? " decision" : " decisions");
        kill();
        return new PolicyException(who() + ": " + what + when + words + "; the run is invalid");
    }

    private static String shortened(String text) {
        String oneLine = text.replaceAll("[\\s\\p{Cntrl}]+", " ");
        return oneLine.length() <= QUOTED_CHARACTERS ? oneLine : oneLine.substring(0, QUOTED_CHARACTERS) + "...";
    }

    /** Says good-bye, lets the policy end by itself for two seconds, then ends it. */
    void close(ByteArrayOutputStream goodbye) {
        List<ProcessHandle> children = process.descendants().toList(); // nobody knows whose they were once it has ended
        if (process.isAlive()) {
            watch.expectWithin(TimeUnit.MILLISECONDS.toMicros(GRACE_MILLIS));
            try {
                goodbye.writeTo(requests);
                requests.close();
                process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (IOException gone) {
                // it has ended already, which is what is wanted
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
        children.forEach(ProcessHandle::destroyForcibly);
        kill();
    }

    /** Ends the process and all it started. */
    void kill() {
        PolicyWatch.killTree(process);
        watch.stop();
        try {
            Runtime.getRuntime().removeShutdownHook(killer);
        } catch (IllegalStateException ending) {
            // the hook runs already
        }
    }
}
