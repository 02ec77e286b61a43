package io.ecsim.experiments;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file that an experiment was read from, so that a result can name its input.
 *
 * @param name its name without folders, so that results are the same wherever it lies
 * @param sha256 of its bytes, 64 lower-case hexadecimal digits
 * @param bytes its length
 */
public record InputFile(String name, String sha256, long bytes) {

    public InputFile {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a sha-256 has 64 hexadecimal digits, was " + sha256);
        }
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes must be at least 0, was " + bytes);
        }
    }

    /**
     * Returns what identifies a file.
     *
     * @throws IOException if it cannot be read
     */
    public static InputFile of(Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
        long bytes = 0;
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                digest.update(buffer, 0, read);
                bytes += read;
            }
        }
        String name = String.valueOf(file.getFileName());
        return new InputFile(name, HexFormat.of().formatHex(digest.digest()), bytes);
    }
}
