package io.ecsim.experiments.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ecsim.experiments.InputFile;
import java.io.IOException;
import java.util.List;

/**
 * {@code bundle.json}: what was compared and what came out.
 *
 * @param format {@link #FORMAT}
 * @param ecsim the version that did the comparison
 * @param java the feature number of the Java that it ran on; changes no result
 * @param command the command line that repeats it where its files are
 * @param how what was read, and what was chosen of it
 * @param seed of the random numbers
 * @param replications as many as were asked for; 0 where they end with the precision that the scenario states
 * @param chargedLatency whether {@link #LATENCY} says what external policies are charged
 * @param files what was read, the scenario first, with the places they have in the bundle
 * @param inputs what the results name as input, in their order
 * @param runs every run, contender by contender
 * @param results the files of results that are the same bytes each time, by name
 */
public record BundleManifest(
        String format,
        String ecsim,
        int java,
        String command,
        Reading how,
        long seed,
        int replications,
        boolean chargedLatency,
        List<BundledFile> files,
        List<InputFile> inputs,
        List<BundledRun> runs,
        List<InputFile> results) {

    /** The form of this document. */
    public static final String FORMAT = "ecsim-bundle-1";

    static final String NAME = "bundle.json";
    static final String LATENCY = "latency.csv";

    /**
     * How the files were read, and what was chosen of them.
     *
     * @param data the place of the folder where traces are looked for first; empty when none was given
     * @param lenient whether damaged lines of traces are skipped
     * @param overrides values in place of the scenario's, each {@code PATH=VALUE}
     * @param added variants beside the scenario's own
     * @param own strategies beside the scenario's own, as the command line had them
     * @param ownFolder the place of the folder that files of those are relative to
     * @param variants the names of those compared, in order; one empty name where the scenario has none
     * @param strategies the names of those compared, in order
     */
    public record Reading(
            String data,
            boolean lenient,
            List<String> overrides,
            List<String> added,
            List<String> own,
            String ownFolder,
            List<String> variants,
            List<String> strategies) {}

    /**
     * A file that was read.
     *
     * @param place under the folder that stands for the deepest one that holds all, parts with slashes between them
     * @param sha256 of its bytes
     * @param bytes its length
     * @param inside whether the bundle holds it, under {@code files/}
     * @param program whether it may be executed, as a policy that is a program must be
     */
    public record BundledFile(String place, String sha256, long bytes, boolean inside, boolean program) {}

    /**
     * A run.
     *
     * @param contender whose
     * @param replication from 0
     * @param digest checksum of every placement and end in order, 16 hexadecimal digits
     * @param events sha-256 of its event stream; empty for a world without a control plane
     */
    public record BundledRun(String contender, int replication, String digest, String events) {}

    private static JsonMapper mapper() {
        return JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .build();
    }

    /** Returns the document, the same bytes for the same content on any machine. */
    String text() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        try {
            return mapper().writer(printer).writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a manifest cannot be written", e);
        }
    }

    /**
     * Reads the document.
     *
     * @param bundle its file, for messages
     * @throws BundleException if it is damaged or of another form
     */
    static BundleManifest read(String bundle, byte[] json) {
        try {
            BundleManifest manifest = mapper().readValue(json, BundleManifest.class);
            if (!manifest.format.equals(FORMAT)) {
                throw new BundleException(
                        bundle + ": the bundle has the form \"" + manifest.format + "\", this ecsim reads " + FORMAT);
            }
            manifest.requireSound(bundle);
            return manifest;
        } catch (IOException damaged) {
            throw new BundleException(
                    bundle + ": " + NAME + " is damaged: "
                            + String.valueOf(damaged.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse(""),
                    damaged);
        }
    }

    /** A place must lie under its root, whoever wrote the bundle. */
    private void requireSound(String bundle) {
        if (files.isEmpty()) {
            throw new BundleException(bundle + ": the bundle names no scenario");
        }
        for (BundledFile file : files) {
            requirePlace(bundle, file.place);
            if (!file.sha256.matches("[0-9a-f]{64}")) {
                throw new BundleException(bundle + ": " + file.place + " has no sha-256");
            }
        }
        for (String folder : List.of(how.data, how.ownFolder)) {
            if (!folder.isEmpty()) {
                requirePlace(bundle, folder);
            }
        }
    }

    private static void requirePlace(String bundle, String place) {
        for (String part : place.split("/", -1)) {
            if (part.isEmpty() || part.equals("..") || part.contains("\\") || part.contains(":")) {
                throw new BundleException(bundle + ": \"" + place + "\" is no place inside a bundle");
            }
        }
    }
}
