package io.ecsim.cli;

import io.ecsim.experiments.InputFile;
import io.ecsim.experiments.journal.RunJournal;
import io.ecsim.experiments.run.RunFunction;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Where the finished runs of a comparison are kept until it is done: a file beside the folder of results, named after
 * all that the runs depend on, so that another scenario, seed or build never finds them.
 */
final class UnfinishedComparison {

    private static final int NAME_DIGITS = 12;

    private final Path file;

    /**
     * Names the file.
     *
     * @param folder the folder of results
     * @param command what is compared, as a command line
     * @param version number of this build
     * @param inputs every file read
     */
    UnfinishedComparison(Path folder, String command, String version, List<InputFile> inputs) throws IOException {
        MessageDigest digest = sha256();
        add(digest, command);
        add(digest, version);
        add(digest, build());
        for (InputFile input : inputs) {
            add(digest, input.sha256());
        }
        String name = HexFormat.of().formatHex(digest.digest()).substring(0, NAME_DIGITS);
        // Beside the folder also where the path ends in dots: inside it, the file would be in the way of the results.
        Path full = folder.toAbsolutePath().normalize();
        String folderName = String.valueOf(full.getFileName());
        Path named = folder.endsWith(folderName) ? folder : full;
        file = named.resolveSibling(folderName + "." + name + ".unfinished");
    }

    /**
     * Opens the journal; with nothing in it if asked to start over.
     *
     * @param runs does the runs that are not in the journal
     */
    RunJournal open(boolean fresh, RunFunction runs) {
        RunJournal journal = RunJournal.open(file, runs);
        if (fresh) {
            journal.clear();
        }
        return journal;
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    /** Two development builds have one version number; their jars differ. Classes in a folder cannot be told apart. */
    private static String build() throws IOException {
        CodeSource source = EcsimCommand.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return "";
        }
        try {
            Path code = Path.of(source.getLocation().toURI());
            return Files.isRegularFile(code) ? InputFile.of(code).sha256() : "";
        } catch (URISyntaxException e) {
            return "";
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
