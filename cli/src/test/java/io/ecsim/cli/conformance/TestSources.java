package io.ecsim.cli.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tests of all modules as their sources name them, without running or loading any. */
final class TestSources {

    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
    private static final Pattern MEMBER =
            Pattern.compile("^(?: {4}| {8})(?=\\S)(?!return |new |else |throw )[\\w<>, ?\\[\\]]+ (\\w+)\\(.*");
    private static final Pattern END_OF_MEMBER = Pattern.compile("^ {0,8}\\}$|^[\\w ]*\\b(class|interface|record) .*");
    private static final Pattern TEST_ANNOTATION =
            Pattern.compile("@(Test|ParameterizedTest|RepeatedTest|TestFactory)\\b");

    private final Map<String, Set<String>> methods = new TreeMap<>();
    private final Map<String, String> packages = new TreeMap<>();
    private final Map<String, String> modules = new TreeMap<>();

    private TestSources() {}

    /** Returns the folder that holds all modules. */
    static Path root() {
        return Path.of("").toAbsolutePath().getParent();
    }

    static TestSources read() throws IOException {
        TestSources sources = new TestSources();
        try (Stream<Path> modules = Files.list(root())) {
            for (Path module : modules.sorted().toList()) {
                Path tests = module.resolve("src/test/java");
                if (Files.isDirectory(tests)) {
                    sources.readModule(module.getFileName().toString(), tests);
                }
            }
        }
        return sources;
    }

    private void readModule(String module, Path tests) throws IOException {
        try (Stream<Path> files = Files.walk(tests)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList()) {
                String text = Files.readString(file);
                String name = file.getFileName().toString().replace(".java", "");
                Matcher inPackage = PACKAGE.matcher(text);
                if (inPackage.find()) {
                    packages.put(name, inPackage.group(1));
                    modules.put(name, module);
                }
                methods.computeIfAbsent(name, added -> new TreeSet<>())
                        .addAll(testMethods(text.lines().toList()));
            }
        }
    }

    /** A test method is a member with a test annotation between it and the member before. */
    static Set<String> testMethods(List<String> lines) {
        Set<String> found = new TreeSet<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher member = MEMBER.matcher(lines.get(i));
            if (member.matches() && annotated(lines, i)) {
                found.add(member.group(1));
            }
        }
        return found;
    }

    private static boolean annotated(List<String> lines, int member) {
        for (int i = member - 1; i >= 0; i--) {
            if (END_OF_MEMBER.matcher(lines.get(i)).matches()) {
                return false;
            }
            if (TEST_ANNOTATION.matcher(lines.get(i)).find()) {
                return true;
            }
        }
        return false;
    }

    /** Returns what is wrong with a reference such as {@code WaitingTest.hostPortsLimit}; empty if it names a test. */
    Optional<String> fault(String reference) {
        int dot = reference.indexOf('.');
        String type = reference.substring(0, dot);
        if (!methods.containsKey(type)) {
            return Optional.of("there is no test class " + type);
        }
        return methods.get(type).contains(reference.substring(dot + 1))
                ? Optional.empty()
                : Optional.of(type + " has no test method " + reference.substring(dot + 1));
    }

    /** Returns the full name of a test class. */
    String qualified(String type) {
        return packages.get(type) + "." + type;
    }

    /** Returns the module that holds a test class. */
    String module(String type) {
        return modules.get(type);
    }
}
