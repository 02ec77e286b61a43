package io.ecsim.experiments.bundle;

import io.ecsim.experiments.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of a results folder that are the same bytes for the same scenario, seed and version: numbers and words, not
 * times and not pictures, which the fonts of a machine have a part in.
 */
final class CheckedResults {

    private static final List<String> ENDINGS = List.of(".csv", ".json", ".md");

    private CheckedResults() {}

    /** Returns them by name, with slashes between folders. */
    static List<InputFile> of(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        List<InputFile> checked = new ArrayList<>();
        for (Path file : files) {
            String name = folder.relativize(file).toString().replace('\\', '/');
            if (isChecked(name)) {
                InputFile found = InputFile.of(file);
                checked.add(new InputFile(name, found.sha256(), found.bytes()));
            }
        }
        checked.sort((one, other) -> one.name().compareTo(other.name()));
        return checked;
    }

    private static boolean isChecked(String name) {
        return !name.equals("timing.json")
                && !name.startsWith("paper/")
                && ENDINGS.stream().anyMatch(name::endsWith);
    }
}
