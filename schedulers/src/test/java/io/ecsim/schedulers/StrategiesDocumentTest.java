package io.ecsim.schedulers;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Demand;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;
import io.ecsim.schedulers.TestCluster.Mode;
import io.ecsim.schedulers.TestCluster.Task;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keeps {@code docs/strategies.md} true: its table against the strategies, its code by compiling and running it. */
class StrategiesDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "strategies.md");
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern TYPE = Pattern.compile("(?:class|record) (\\w+)");
    private static final int MOST_LINES = 14;

    @TempDir
    Path folder;

    static Stream<StrategyCatalogue.Entry> strategies() {
        return BuiltInStrategies.catalogue().entries().stream();
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void theTableStatesSourceAndDeviationOfEveryStrategy(StrategyCatalogue.Entry entry) throws IOException {
        StrategyInfo strategy = entry.info();
        String row = document()
                .lines()
                .filter(line -> line.startsWith("|") && line.contains("`" + entry.form() + "`"))
                .findFirst()
                .orElse("");
        assertThat(row).contains(strategy.reference());
        assertThat(row).contains("| " + (strategy.deviation().isEmpty() ? "none" : strategy.deviation()) + " |");
    }

    @Test
    void theCustomStrategiesAreShortCompileAndPlace() throws Exception {
        Map<String, String> sources = sources();
        assertThat(sources.keySet()).containsExactly("BestOf", "FewestTasks", "KeepRoom");
        for (String source : sources.values()) {
            long lines = source.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("import"))
                    .count();
            assertThat(lines).as(source).isLessThanOrEqualTo(MOST_LINES);
        }
        compile(sources);
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            Class<?> fewest = loader.loadClass("FewestTasks");
            assertThat(place((StrategyProvider) fewest.getMethod("strategy").invoke(null), "fewest-tasks", 2))
                    .as("A1 has the only task")
                    .containsExactly("B1", "C1");
            assertThat(place(make(loader, "KeepRoom", 2048), "keep-room(2048), binpack(memory)", 2))
                    .as("A1 has room for less than 2048 CPU units; once full, no more")
                    .containsExactly("A1", "B1");
            assertThat(place(make(loader, "BestOf", 50), "best-of(50)", 1))
                    .as("fifty draws of three meet the emptiest, C1")
                    .containsExactly("C1");
        }
    }

    private static StrategyProvider make(ClassLoader loader, String type, int parameter) throws Exception {
        return (StrategyProvider)
                loader.loadClass(type).getConstructor(int.class).newInstance(parameter);
    }

    private static List<String> place(StrategyProvider own, String chain, int times) {
        TestCluster cluster = new TestCluster(
                BuiltInStrategies.catalogue().with(own).parse(chain),
                Mode.INDEXED,
                List.of(
                        ContainerInstance.of("A1", "a", 2048, 4096),
                        ContainerInstance.of("B1", "b", 2560, 4096),
                        ContainerInstance.of("C1", "c", 3072, 8192)));
        Task task = cluster.task("g", Demand.of(1024, 512));
        cluster.put("A1", task);
        return cluster.place(task, times);
    }

    private void compile(Map<String, String> sources) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("-classpath", System.getProperty("java.class.path"), "-proc:none", "-d", folder.toString()));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = folder.resolve(source.getKey() + ".java");
            Files.writeString(file, source.getValue(), StandardCharsets.UTF_8);
            arguments.add(file.toString());
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler.run(null, null, null, arguments.toArray(String[]::new)))
                .as("the document's code compiles")
                .isZero();
    }

    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        Matcher block = BLOCK.matcher(document());
        while (block.find()) {
            Matcher type = TYPE.matcher(block.group(1));
            assertThat(type.find()).as(block.group(1)).isTrue();
            sources.put(type.group(1), block.group(1));
        }
        return sources;
    }

    private static String document() throws IOException {
        return Files.readString(DOCUMENT, StandardCharsets.UTF_8);
    }
}
