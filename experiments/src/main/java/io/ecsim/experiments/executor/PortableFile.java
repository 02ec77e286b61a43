package io.ecsim.experiments.executor;

import io.ecsim.experiments.InputFile;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An input file as another machine knows it.
 *
 * @param place where it lies under the folder that stands for the root there, parts with slashes between them
 * @param sha256 of its bytes, 64 lower-case hexadecimal digits
 */
public record PortableFile(String place, String sha256) implements Serializable {

    /** Makes a file portable; reads all of it. */
    public static PortableFile of(Path file) {
        try {
            return new PortableFile(place(file), InputFile.of(file).sha256());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file + ": the file cannot be read", unreadable);
        }
    }

    /** Returns where a file lies under another root: all folders stay, so that names relative to it stay true. */
    static String place(Path file) {
        StringBuilder place = new StringBuilder();
        for (Path part : file.toAbsolutePath().normalize()) {
            place.append(place.isEmpty() ? "" : "/").append(part);
        }
        return place.toString();
    }

    /** Puts a file with these bytes in its place under a root. */
    void put(Path root, Path bytes) throws IOException {
        Path target = root.resolve(place);
        Path folder = target.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try {
            Files.createLink(target, bytes);
        } catch (IOException | UnsupportedOperationException impossible) {
            Files.copy(bytes, target);
        }
    }
}
