package io.ecsim.cli.conformance;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Plants a flip in a copy of its module's classes and runs the cited test on them, in a process of its own. The tree is
 * left alone.
 */
final class PlantedFlip {

    private static final long TIMEOUT_SECONDS = 120;

    /** What became of the cited test. */
    enum Outcome {
        BROKEN,
        SURVIVED,
        /** The flip, the test or the tools are at fault, not the rule. */
        ERROR
    }

    private final Flip flip;
    private final Path scratch;
    private final TestSources tests;

    PlantedFlip(Flip flip, Path scratch, TestSources tests) {
        this.flip = flip;
        this.scratch = scratch;
        this.tests = tests;
    }

    /** Runs the cited test without and with the flip. */
    Outcome outcome() throws IOException, InterruptedException {
        if (runTest(List.of()) != OneTest.PASSED) {
            return Outcome.ERROR;
        }
        Path classes = Files.createDirectories(scratch.resolve("classes"));
        if (!compile(classes)) {
            return Outcome.ERROR;
        }
        return switch (runTest(List.of(classes.toString()))) {
            case OneTest.PASSED -> Outcome.SURVIVED;
            case OneTest.NOT_RUN -> Outcome.ERROR;
            default -> Outcome.BROKEN; // failed, crashed or never came to an end
        };
    }

    /** The whole module: constants are copied into other classes. */
    private boolean compile(Path classes) throws IOException {
        Path sources = TestSources.root().resolve(flip.module()).resolve("src/main/java");
        Path original = TestSources.root().resolve(flip.file());
        Path flipped = scratch.resolve(original.getFileName());
        Files.writeString(flipped, flip.flipped());
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(sources)) {
            all.filter(file -> file.toString().endsWith(".java") && !file.equals(original))
                    .forEach(files::add);
        }
        files.add(flipped);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of(
                "-proc:none",
                "-nowarn",
                "-parameters",
                "--release",
                "17",
                "-d",
                classes.toString(),
                "-cp",
                classPath(List.of()));
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            return compiler.getTask(null, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
        }
    }

    private int runTest(List<String> first) throws IOException, InterruptedException {
        Path log = scratch.resolve(first.isEmpty() ? "before.log" : "after.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath(first),
                        OneTest.class.getName(),
                        tests.qualified(flip.testClass()),
                        flip.testMethod())
                .directory(TestSources.root()
                        .resolve(tests.module(flip.testClass()))
                        .toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            return process.exitValue();
        }
        process.destroyForcibly().waitFor();
        return OneTest.FAILED;
    }

    /** What this module sees, and the classes and test classes of all modules, which it does not all see. */
    private static String classPath(List<String> first) throws IOException {
        List<String> entries = new ArrayList<>(first);
        entries.add(System.getProperty("java.class.path"));
        try (Stream<Path> modules = Files.list(TestSources.root())) {
            for (Path module : modules.sorted().toList()) {
                for (String built : List.of("target/test-classes", "target/classes")) {
                    if (Files.isDirectory(module.resolve(built))) {
                        entries.add(module.resolve(built).toString());
                    }
                }
            }
        }
        return String.join(File.pathSeparator, entries);
    }
}
