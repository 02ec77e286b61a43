package io.ecsim.experiments;

/**
 * A file that an experiment was read from, so that a result can name its input.
 *
 * @param name as the user named it
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
}
