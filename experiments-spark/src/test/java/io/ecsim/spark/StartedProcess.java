package io.ecsim.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Java process that a test has started, with its output in files. */
final class StartedProcess implements AutoCloseable {

    /** Long enough for a machine that is busy with something else. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final long LOOK_MILLIS = 50;

    private final Process process;
    private final Path out;
    private final Path err;
    private final Thread lastResort;

    private StartedProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
        this.lastResort = new Thread(() -> end(process));
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    /** Starts a main class on the Java of this process. */
    static StartedProcess java(Path folder, String name, Map<String, String> environment, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(arguments);
        Path out = folder.resolve(name + ".out");
        Path err = folder.resolve(name + ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("SPARK_"));
        builder.environment().putAll(environment);
        return new StartedProcess(builder.start(), out, err);
    }

    /** Waits until something is so while the process lives. */
    void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError((process.isAlive() ? "in vain waited for " : "the process ended before ")
                        + what + ", it said\n" + out() + err());
            }
            sleep();
        }
    }

    /** Waits for what the process says on its error output; returns the first group. */
    String awaitSaid(String pattern) {
        Pattern said = Pattern.compile(pattern);
        await(pattern, () -> said.matcher(err()).find());
        Matcher matcher = said.matcher(err());
        matcher.find();
        return matcher.groupCount() > 0 ? matcher.group(1) : "";
    }

    private static void sleep() {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the exit code, once there is one. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the process does not end, it said\n" + out() + err());
        }
        return process.exitValue();
    }

    /** Asks the process to end, as Ctrl-C does. */
    void interrupt() {
        process.destroy();
    }

    /** Returns the processes that it has started. */
    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    String out() {
        return text(out);
    }

    String err() {
        return text(err);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the process and all that it has started. */
    @Override
    public void close() {
        end(process);
        Runtime.getRuntime().removeShutdownHook(lastResort);
    }

    private static void end(Process process) {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
