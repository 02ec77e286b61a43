package io.ecsim.experiments.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The zip of a bundle: the same bytes for the same content, so not compressed, and without times. */
final class BundleZip {

    /** The folder of the files that were read. */
    static final String FILES = "files/";

    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private BundleZip() {}

    /** Writes a zip: the manifest, then the other entries by name. It is complete or not there. */
    static void write(Path file, BundleManifest manifest, Map<String, byte[]> entries) throws IOException {
        Path unfinished = Files.createTempFile(file.toAbsolutePath().getParent(), ".bundle", ".zip");
        try {
            try (OutputStream out = Files.newOutputStream(unfinished);
                    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
                add(zip, BundleManifest.NAME, manifest.text().getBytes(StandardCharsets.UTF_8));
                for (Map.Entry<String, byte[]> entry : new TreeMap<>(entries).entrySet()) {
                    add(zip, entry.getKey(), entry.getValue());
                }
            }
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        CRC32 sum = new CRC32();
        sum.update(bytes);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(sum.getValue());
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    /**
     * Returns an entry.
     *
     * @throws BundleException if the file is no zip or lacks the entry
     */
    static byte[] entry(Path file, String name) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            ZipEntry entry = zip.getEntry(name);
            if (entry == null) {
                throw new BundleException(file + ": the bundle has no " + name);
            }
            try (var in = zip.getInputStream(entry)) {
                return in.readAllBytes();
            }
        } catch (ZipException damaged) {
            throw new BundleException(file + ": this is no bundle: " + damaged.getMessage(), damaged);
        }
    }
}
