package io.ecsim.schedulers.source;

import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A strategy from one Java source file, compiled in memory. Its class is named as the file and has a constructor without
 * parameters; it implements {@link StrategyProvider}, or a stage such as {@code Ranking} and is then named as the class.
 */
final class SourceStrategy {

    private final Path file;
    private final String shown;

    private SourceStrategy(Path file, String shown) {
        this.file = file;
        this.shown = shown;
    }

    /**
     * Returns the strategy of a source file.
     *
     * @param shown the file's name in messages
     * @throws StrategyFileException if it does not compile or gives no strategy
     */
    static StrategyProvider load(Path file, String shown) {
        return new SourceStrategy(file, shown).load(Optional.ofNullable(ToolProvider.getSystemJavaCompiler()));
    }

    /** As {@link #load(Path, String)}; a runtime without a JDK has no compiler. */
    static StrategyProvider load(Path file, String shown, Optional<JavaCompiler> compiler) {
        return new SourceStrategy(file, shown).load(compiler);
    }

    private StrategyProvider load(Optional<JavaCompiler> compiler) {
        CompiledClasses classes = compile(compiler.orElseThrow(() -> new StrategyFileException(shown
                + ": this Java runtime has no compiler; a strategy in a source file needs a JDK, a jar does not")));
        Class<?> type = classes.named(stem())
                .orElseThrow(() -> new StrategyFileException(shown + ": it has no class named " + stem()));
        if (StrategyProvider.class.isAssignableFrom(type)) {
            return (StrategyProvider) made(constructor(type));
        }
        if (Stage.class.isAssignableFrom(type)) {
            return new OfStage(constructor(type));
        }
        throw new StrategyFileException(shown + ": class " + stem()
                + " must implement StrategyProvider, or a stage: Ranking, StateRanking, Partition or Chooser");
    }

    private CompiledClasses compile(JavaCompiler compiler) {
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        StringWriter other = new StringWriter();
        try (StandardJavaFileManager standard =
                compiler.getStandardFileManager(problems, Locale.ROOT, StandardCharsets.UTF_8)) {
            CompiledClasses classes = new CompiledClasses(standard);
            List<String> options = List.of(
                    "-classpath", System.getProperty("java.class.path"), "-proc:none", "-parameters", "-Xlint:none");
            boolean compiled = compiler.getTask(
                            other, classes, problems, options, null, standard.getJavaFileObjects(file))
                    .call();
            if (!compiled) {
                throw new StrategyFileException(faults(problems, other.toString()));
            }
            return classes;
        } catch (IOException unreadable) {
            throw new StrategyFileException(shown + ": it cannot be read: " + unreadable.getMessage());
        }
    }

    private String faults(DiagnosticCollector<JavaFileObject> problems, String other) {
        List<String> lines = problems.getDiagnostics().stream()
                .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
                .map(problem -> shown + ":" + problem.getLineNumber() + ":" + problem.getColumnNumber() + ": "
                        + problem.getMessage(Locale.ROOT).replaceAll("\\s*\\R\\s*", "; "))
                .toList();
        return lines.isEmpty()
                ? shown + ": it does not compile: " + other.strip().replaceAll("\\s*\\R\\s*", "; ")
                : lines.stream().collect(Collectors.joining("\n"));
    }

    private Constructor<?> constructor(Class<?> type) {
        try {
            if (Modifier.isAbstract(type.getModifiers())) {
                throw new StrategyFileException(shown + ": class " + stem() + " is abstract");
            }
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException missing) {
            throw new StrategyFileException(shown + ": class " + stem() + " needs a constructor without parameters");
        }
    }

    private Object made(Constructor<?> constructor) {
        try {
            return constructor.newInstance();
        } catch (InvocationTargetException failed) {
            throw new StrategyFileException((shown + ": the constructor of " + stem() + " failed: " + failed.getCause())
                    .replaceAll("\\s+", " "));
        } catch (ReflectiveOperationException impossible) {
            throw new StrategyFileException(shown + ": " + stem() + " cannot be made: " + impossible.getMessage());
        }
    }

    private String stem() {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.length() - ".java".length());
    }

    /** A stage on its own: made anew for each run, so that it may keep account. */
    private final class OfStage implements StrategyProvider {

        private final Constructor<?> constructor;

        OfStage(Constructor<?> constructor) {
            this.constructor = constructor;
        }

        @Override
        public StrategyInfo info() {
            String name = stem().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
            return new StrategyInfo(name, "source file " + file.getFileName(), "");
        }

        @Override
        public Stage open(RunContext run) {
            return (Stage) made(constructor);
        }
    }
}
