package io.ecsim.experiments.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A results folder that appears whole or not at all: files are written beside it and the folder is moved into place
 * when all are there. Only a folder that an earlier run of ecsim wrote is replaced.
 */
public final class ResultFiles implements AutoCloseable {

    /** In every results folder, so that a later run knows it may replace the folder. */
    static final String MARK = ".ecsim-results";

    private static final int MOST_ATTEMPTS = 100;

    private final Path target;
    private final Path draft;

    /**
     * Begins a results folder.
     *
     * @throws IOException if the folder exists and holds something else, or nothing can be written beside it
     */
    public ResultFiles(Path target) throws IOException {
        this.target = target.toAbsolutePath().normalize();
        requireReplaceable(this.target);
        Path parent = this.target.getParent();
        if (parent == null) {
            throw new IOException(target + " cannot be a results folder");
        }
        Files.createDirectories(parent);
        draft = newFolder(
                parent,
                "." + this.target.getFileName() + "-" + ProcessHandle.current().pid());
        Files.writeString(draft.resolve(MARK), "Written by ecsim; replaced by its next run.\n", StandardCharsets.UTF_8);
    }

    /** Not a temporary folder of the platform: those are closed to everybody but their owner. */
    private static Path newFolder(Path parent, String stem) throws IOException {
        for (int attempt = 0; ; attempt++) {
            try {
                return Files.createDirectory(parent.resolve(stem + "-" + attempt));
            } catch (FileAlreadyExistsException e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /**
     * Checks, before any work is done, that results could be put into a folder.
     *
     * @throws IOException if the folder exists and ecsim did not write it, or if it cannot be made
     */
    public static void requireReplaceable(Path target) throws IOException {
        if (!Files.exists(target)) {
            requireMakeable(target);
            return;
        }
        if (!Files.isDirectory(target)) {
            throw new IOException(target + " is a file; --out needs a folder");
        }
        if (Files.exists(target.resolve(MARK))) {
            return;
        }
        try (var entries = Files.list(target)) {
            if (entries.findAny().isPresent()) {
                throw new IOException(target + " holds files that ecsim did not write; give --out another folder");
            }
        }
    }

    private static void requireMakeable(Path target) throws IOException {
        Path above = target.toAbsolutePath().normalize().getParent();
        while (above != null && !Files.exists(above)) {
            above = above.getParent();
        }
        if (above != null && !Files.isDirectory(above)) {
            throw new IOException(target + " cannot be made: " + above + " is a file");
        }
        if (above != null && !Files.isWritable(above)) {
            throw new IOException(target + " cannot be made: " + above + " may not be written to");
        }
    }

    /** Returns where files are written until {@link #finish()}. */
    public Path draft() {
        return draft;
    }

    /** Writes a text file, UTF-8. */
    public void write(String name, String text) throws IOException {
        Files.writeString(draft.resolve(name), text, StandardCharsets.UTF_8);
    }

    /** Moves the folder into place; an earlier one is removed first. */
    public void finish() throws IOException {
        requireReplaceable(target);
        if (Files.exists(target)) {
            delete(target);
        }
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, target);
        }
    }

    /** Removes what was written when {@link #finish()} was not reached. */
    @Override
    public void close() throws IOException {
        if (Files.exists(draft)) {
            delete(draft);
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException error) throws IOException {
                if (error != null) {
                    throw error;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
