package io.ecsim.workloads.trace;

import io.ecsim.naming.NearestName;
import io.ecsim.workload.WorkloadException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A trace on disk, plain or gzip (told by its first two bytes).
 *
 * @param path the file
 * @param publishedAt where the trace can be had, said when the file is missing; empty for the user's own files
 */
public record TraceFile(Path path, String publishedAt) {

    private static final int BUFFER_BYTES = 1 << 16;

    /** Returns the name that messages use. */
    public String name() {
        return path.toString();
    }

    /**
     * Opens the file for reading by lines.
     *
     * @throws WorkloadException if it is missing or cannot be read
     */
    public TraceLines open() {
        Optional<String> problem = problem();
        if (problem.isPresent()) {
            throw new WorkloadException(problem.get());
        }
        try {
            InputStream raw = new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES);
            try {
                Reader text = new InputStreamReader(plain(raw), StandardCharsets.UTF_8);
                return new TraceLines(name(), new BufferedReader(text, BUFFER_BYTES));
            } catch (IOException damaged) {
                raw.close();
                throw damaged;
            }
        } catch (IOException unreadable) {
            throw new WorkloadException(name() + ": the file cannot be read, or its compressed data is damaged");
        }
    }

    private static InputStream plain(InputStream raw) throws IOException {
        raw.mark(2);
        boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        return gzip ? new GZIPInputStream(raw, BUFFER_BYTES) : raw;
    }

    /** Returns why the file cannot be opened, in one line; empty when it is there. */
    public Optional<String> problem() {
        return Files.isRegularFile(path) ? Optional.empty() : Optional.of(name() + ": " + missing());
    }

    private String missing() {
        Path folder = path.toAbsolutePath().getParent();
        Path fileName = path.getFileName();
        String hint = "";
        if (Files.isDirectory(path)) {
            hint = ", it is a directory";
        } else if (folder != null && fileName != null && Files.isDirectory(folder)) {
            try (Stream<Path> neighbours = Files.list(folder)) {
                List<String> names = neighbours
                        .map(Path::getFileName)
                        .map(String::valueOf)
                        .sorted()
                        .toList();
                hint = NearestName.hint(fileName.toString(), names);
            } catch (IOException unlisted) {
                hint = "";
            }
        }
        String published = publishedAt.isEmpty() ? "" : "; this trace is published at " + publishedAt;
        return "no such file" + hint + published;
    }
}
