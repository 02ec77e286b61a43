package io.ecsim.schedulers.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.placement.StrategyChain;
import io.ecsim.placement.StrategyProvider;
import io.ecsim.schedulers.BuiltInStrategies;
import io.ecsim.schedulers.StrategySyntaxException;
import io.ecsim.schedulers.external.ExternalPolicy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Strategies from sources, jars and programs. */
class StrategyFilesTest {

    private static final String RANKING = """
            package my.own;
            import io.ecsim.cluster.InstanceView;
            import io.ecsim.placement.*;
            public final class FewestOfAll implements Ranking {
                private final Counts counts = new Counts();
                public long cost(Request request, InstanceView instance) { return counts.of(instance); }
                private static final class Counts { long of(InstanceView instance) { return instance.tasks(); } }
            }
            """;

    private static final String PROVIDER = """
            import io.ecsim.placement.*;
            public record Mine() implements StrategyProvider {
                public StrategyInfo info() { return new StrategyInfo("mine(2)", "own idea", ""); }
                public Stage open(RunContext run) { return (StateRanking) instance -> instance.tasks(); }
            }
            """;

    @TempDir
    Path folder;

    private StrategyFiles files;

    @BeforeEach
    void readHere() {
        files = new StrategyFiles(BuiltInStrategies.catalogue(), folder);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    }

    private StrategyChain one(String text) {
        List<StrategyChain> chains = files.read(text);
        assertThat(chains).hasSize(1);
        return chains.get(0);
    }

    @Test
    void aStageInASourceFileIsNamedAsItsClass() throws IOException {
        write("FewestOfAll.java", RANKING);
        StrategyProvider provider = one("FewestOfAll.java").strategies().get(0);
        assertThat(provider.info().name()).isEqualTo("fewest-of-all");
        assertThat(provider.info().reference()).isEqualTo("source file FewestOfAll.java");
        assertThat(files.files()).containsExactly(folder.resolve("FewestOfAll.java"));
    }

    @Test
    void aProviderInASourceFileStatesItsOwnName() throws IOException {
        write("Mine.java", PROVIDER);
        StrategyChain chain = one("spread(attribute:ecs.availability-zone) , Mine.java, binpack( memory )");
        assertThat(chain.name()).isEqualTo("spread(attribute:ecs.availability-zone), mine(2), binpack(memory)");
    }

    @Test
    void whatIsNoFileIsForTheCatalogue() {
        assertThat(one("binpack(memory)").name()).isEqualTo("binpack(memory)");
        assertThat(files.files()).isEmpty();
        assertThatThrownBy(() -> files.read("binpak(memory)"))
                .isInstanceOf(StrategySyntaxException.class)
                .hasMessageContaining("did you mean \"binpack(memory)\"?");
    }

    @Test
    void programsAreStartedInTheFolder() throws IOException {
        write("policy.py", "");
        write("run.sh", "");
        assertThat(one("policy.py").strategies())
                .containsExactly(new ExternalPolicy(
                        "policy.py",
                        List.of("python3", folder.resolve("policy.py").toString()),
                        folder,
                        5_000_000));
        assertThat(one("first-fit, ./run.sh").name()).isEqualTo("first-fit, run.sh");
        assertThat(files.policy("p", List.of("node", "run.sh", "--fast"), 1000).command())
                .containsExactly("node", "run.sh", "--fast");
        assertThat(files.files()).containsExactly(folder.resolve("policy.py"), folder.resolve("run.sh"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "class Bad { int x = \"a\"; }|Bad.java:1:21: incompatible types: ",
                "class Bad { }|Bad.java: class Bad must implement StrategyProvider, or a stage",
                "class Good { }|Bad.java: it has no class named Bad",
                "abstract class Bad implements io.ecsim.placement.Ranking { }|Bad.java: class Bad is abstract",
                "record Bad(int k) implements io.ecsim.placement.StateRanking { public long cost("
                        + "io.ecsim.cluster.InstanceView i) { return k; } }|Bad.java: class Bad needs a constructor"
                        + " without parameters",
                "record Bad() implements io.ecsim.placement.StrategyProvider { Bad { if (true) throw new Error(\"no\"); }"
                        + " public io.ecsim.placement.StrategyInfo info() { return null; }"
                        + " public io.ecsim.placement.Stage open(io.ecsim.placement.RunContext r) { return null; } }"
                        + "|Bad.java: the constructor of Bad failed: java.lang.Error: no"
            })
    void saysWhereASourceIsWrong(String source, String message) throws IOException {
        write("Bad.java", source);
        assertThatThrownBy(() -> files.read("Bad.java"))
                .isInstanceOf(StrategyFileException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void everyErrorOfASourceHasItsLine() throws IOException {
        write("Two.java", "class Two {\n    int a = b;\n    nothing c;\n}\n");
        assertThatThrownBy(() -> files.read("Two.java"))
                .message()
                .satisfies(text -> assertThat(text.lines().map(line -> line.replaceAll(": .*", "")))
                        .containsExactlyInAnyOrder("Two.java:2:13", "Two.java:3:5"));
    }

    @Test
    void aRuntimeWithoutACompilerSaysSo() throws IOException {
        Path file = write("Mine.java", PROVIDER);
        assertThatThrownBy(() -> SourceStrategy.load(file, "Mine.java", Optional.empty()))
                .isInstanceOf(StrategyFileException.class)
                .hasMessage(
                        "Mine.java: this Java runtime has no compiler; a strategy in a source file needs a JDK, a jar"
                                + " does not");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "none.py|none.py: there is no such file",
                "None.java, random|None.java: there is no such file",
                "none.jar|none.jar: there is no such file",
                "random, none.jar|none.jar: a jar stands alone"
            })
    void saysWhichFileIsMissing(String text, String message) {
        assertThatThrownBy(() -> files.read(text))
                .isInstanceOf(StrategyFileException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void aNameThatIsTakenIsRefused() throws IOException {
        write("Random.java", RANKING.replace("package my.own;", "").replace("FewestOfAll", "Random"));
        assertThatThrownBy(() -> files.read("Random.java"))
                .hasMessage("Random.java: two strategies are named \"random\"; give yours another name");
    }

    @Test
    void aJarGivesTheProvidersThatItLists() throws IOException {
        jar("good.jar", "Mine");
        StrategyChain chain = one("good.jar");
        assertThat(chain.name()).isEqualTo("mine(2)");
        assertThat(files.files()).containsExactly(folder.resolve("good.jar"));
    }

    @Test
    void aJarWithoutProvidersIsRefused() throws IOException {
        jar("empty.jar", "");
        assertThatThrownBy(() -> files.read("empty.jar"))
                .hasMessage(
                        "empty.jar: no strategy in it; META-INF/services/io.ecsim.placement.StrategyProvider must list"
                                + " its providers");
        jar("lost.jar", "Lost");
        assertThatThrownBy(() -> files.read("lost.jar"))
                .isInstanceOf(StrategyFileException.class)
                .hasMessageStartingWith("lost.jar: ")
                .hasMessageContaining("Provider Lost not found");
        write("text.jar", "no jar at all");
        assertThatThrownBy(() -> files.read("text.jar"))
                .isInstanceOf(StrategyFileException.class)
                .hasMessageStartingWith("text.jar: ");
    }

    private void jar(String name, String listed) throws IOException {
        Path source = write("Mine.java", PROVIDER);
        String path = System.getProperty("java.class.path");
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-classpath", path, "-proc:none", source.toString()))
                .isZero();
        try (OutputStream file = Files.newOutputStream(folder.resolve(name));
                JarOutputStream jar = new JarOutputStream(file)) {
            jar.putNextEntry(new JarEntry("Mine.class"));
            jar.write(Files.readAllBytes(folder.resolve("Mine.class")));
            jar.putNextEntry(new JarEntry("META-INF/services/" + StrategyProvider.class.getName()));
            jar.write(listed.getBytes(StandardCharsets.UTF_8));
        }
    }
}
