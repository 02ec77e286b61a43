package io.ecsim.schedulers.source;

import io.ecsim.placement.StrategyChain;
import io.ecsim.placement.StrategyProvider;
import io.ecsim.schedulers.StrategyCatalogue;
import io.ecsim.schedulers.external.ExternalPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads chains in which files may stand for strategies: {@code MyStrategy.java} is compiled, {@code my_policy.py} and
 * {@code ./my-program} are run, {@code my.jar} is searched for providers. Everything else is for the catalogue.
 */
public final class StrategyFiles {

    /** What an entry of a chain looks like that is a file. */
    private static final Pattern FILE = Pattern.compile("\\S.*\\.(?:py|java|jar)|\\.{0,2}/.*");

    private static final Pattern ENTRY = Pattern.compile("[^,()]*(?:\\([^()]*\\)[^,()]*)*");

    private final StrategyCatalogue catalogue;
    private final Path folder;
    private final Set<Path> files = new LinkedHashSet<>();

    /**
     * Makes a reader.
     *
     * @param catalogue the strategies known by name
     * @param folder that file names are relative to
     */
    public StrategyFiles(StrategyCatalogue catalogue, Path folder) {
        this.catalogue = catalogue;
        this.folder = folder;
    }

    /** Returns the files that have been read or will be run, in the order of reading. */
    public List<Path> files() {
        return List.copyOf(files);
    }

    /**
     * Reads a competitor: a chain as {@link StrategyCatalogue#parse} reads it, whose entries may be files; a jar stands
     * alone and gives one competitor for each of its providers.
     *
     * @throws StrategyFileException if a file is missing or gives no strategy
     * @throws io.ecsim.schedulers.StrategySyntaxException if the chain cannot be read
     */
    public List<StrategyChain> read(String text) {
        List<String> entries = entries(text);
        if (entries.stream().noneMatch(StrategyFiles::isFile)) {
            return List.of(catalogue.parse(text));
        }
        if (entries.size() == 1 && entries.get(0).endsWith(".jar")) {
            return StrategyJar.providers(require(entries.get(0))).stream()
                    .map(provider -> new StrategyChain(provider.info().name(), List.of(provider)))
                    .toList();
        }
        StrategyCatalogue known = catalogue;
        List<String> names = new ArrayList<>();
        for (String entry : entries) {
            if (isFile(entry)) {
                StrategyProvider own = provider(entry);
                known = names.contains(own.info().name()) ? known : with(known, own, entry);
                names.add(own.info().name());
            } else {
                names.add(entry);
            }
        }
        return List.of(known.parse(String.join(", ", names)));
    }

    private static StrategyCatalogue with(StrategyCatalogue known, StrategyProvider own, String entry) {
        try {
            return known.with(own);
        } catch (IllegalArgumentException taken) {
            throw new StrategyFileException(entry + ": " + taken.getMessage() + "; give yours another name");
        }
    }

    private StrategyProvider provider(String entry) {
        if (entry.endsWith(".jar")) {
            throw new StrategyFileException(entry + ": a jar stands alone, it gives a competitor for each provider");
        }
        Path file = require(entry);
        if (entry.endsWith(".java")) {
            return SourceStrategy.load(file, entry);
        }
        List<String> command = entry.endsWith(".py") ? List.of("python3", file.toString()) : List.of(file.toString());
        return new ExternalPolicy(
                String.valueOf(file.getFileName()),
                command,
                folder.toAbsolutePath(),
                ExternalPolicy.DEFAULT_TIMEOUT_MICROS);
    }

    private Path require(String entry) {
        Path file = folder.resolve(entry).toAbsolutePath().normalize();
        if (!Files.isRegularFile(file)) {
            throw new StrategyFileException(entry + ": there is no such file");
        }
        files.add(file);
        return file;
    }

    /**
     * Returns the policy of a command; the files it names are remembered as read.
     *
     * @param name shown in results
     * @param timeoutMicros longest wait for an answer
     */
    public ExternalPolicy policy(String name, List<String> command, long timeoutMicros) {
        for (String word : command) {
            Path file = folder.resolve(word).toAbsolutePath().normalize();
            if (Files.isRegularFile(file)) {
                files.add(file);
            }
        }
        return new ExternalPolicy(name, command, folder.toAbsolutePath(), timeoutMicros);
    }

    private static boolean isFile(String entry) {
        return FILE.matcher(entry).matches();
    }

    private static List<String> entries(String text) {
        List<String> entries = new ArrayList<>();
        Matcher matcher = ENTRY.matcher(text);
        for (int at = 0; at <= text.length() && matcher.find(at); at = matcher.end() + 1) {
            entries.add(matcher.group().strip());
        }
        return entries;
    }
}
