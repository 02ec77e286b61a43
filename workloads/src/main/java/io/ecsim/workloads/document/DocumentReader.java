package io.ecsim.workloads.document;

import io.ecsim.naming.NearestName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads YAML and JSON strictly into a tree whose nodes know their place. Duplicate fields, numbers that YAML versions
 * read differently (010, 1:30), infinities, tags, merge keys and several documents in one file are faults.
 */
public final class DocumentReader {

    private static final long LARGEST_BYTES = 64L << 20;

    private DocumentReader() {}

    /**
     * Reads a file; {@code .json} is JSON, {@code .yaml} and {@code .yml} are YAML, others by their first character.
     *
     * @throws DocumentException with all faults found while reading
     */
    public static Node read(Path file) {
        Faults faults = new Faults();
        Optional<Node> node = read(file, faults);
        faults.throwIfAny();
        return node.orElseThrow();
    }

    /** Reads a file and adds what is wrong to the faults; empty when there is nothing to go on with. */
    public static Optional<Node> read(Path file, Faults faults) {
        String name = file.toString();
        Optional<String> text = load(file, name, faults);
        return text.flatMap(content -> parse(name, content, faults));
    }

    /**
     * Reads the file that a field of another document names; a relative name is relative to that document.
     *
     * @param from the node that holds the name, the place of a fault about the file
     */
    public static Optional<Node> readSibling(Node from, String fileName, Faults faults) {
        Path file = Path.of(from.file()).resolveSibling(fileName).normalize();
        if (!Files.isRegularFile(file)) {
            return from.fault(faults, file + ": " + missing(file));
        }
        return read(file, faults);
    }

    /** Parses a text that is at hand; {@code name} stands for the file in messages and decides between YAML and JSON. */
    public static Optional<Node> parse(String name, String text, Faults faults) {
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (content.isBlank()) {
            faults.add(new Fault(name, 0, 0, "", "the file is empty"));
            return Optional.empty();
        }
        TreeBuilder builder = isJson(name, content)
                ? TreeBuilder.json(name, content, faults)
                : TreeBuilder.yaml(name, content, faults);
        return builder.build().map(value -> new Node(value, name, ""));
    }

    private static boolean isJson(String name, String content) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".yaml") || lower.endsWith(".yml")) {
            return false;
        }
        return lower.endsWith(".json") || content.stripLeading().startsWith("{");
    }

    private static Optional<String> load(Path file, String name, Faults faults) {
        if (!Files.exists(file) || Files.isDirectory(file)) {
            return wholeFile(name, missing(file), faults);
        }
        try {
            long size = Files.size(file);
            if (size > LARGEST_BYTES) {
                return wholeFile(
                        name, "the file has " + size + " bytes, at most " + LARGEST_BYTES + " are read", faults);
            }
            return decode(Files.readAllBytes(file), name, faults);
        } catch (IOException unreadable) {
            return wholeFile(name, "the file cannot be read", faults);
        }
    }

    private static Optional<String> wholeFile(String name, String message, Faults faults) {
        faults.add(new Fault(name, 0, 0, "", message));
        return Optional.empty();
    }

    private static String missing(Path file) {
        if (Files.isDirectory(file)) {
            return "this is a directory, expected a file";
        }
        Path folder = file.toAbsolutePath().getParent();
        Path fileName = file.getFileName();
        if (folder == null || fileName == null || !Files.isDirectory(folder)) {
            return "no such file";
        }
        try (Stream<Path> neighbours = Files.list(folder)) {
            List<String> names = neighbours
                    .map(Path::getFileName)
                    .map(String::valueOf)
                    .sorted()
                    .toList();
            return "no such file" + NearestName.hint(fileName.toString(), names);
        } catch (IOException unlisted) {
            return "no such file";
        }
    }

    private static Optional<String> decode(byte[] bytes, String name, Faults faults) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            int line = 1;
            int column = 1;
            for (int i = 0; i < in.position(); i++) {
                column = bytes[i] == '\n' ? 1 : column + 1;
                line += bytes[i] == '\n' ? 1 : 0;
            }
            String octal = String.format(Locale.ROOT, "0x%02X", bytes[in.position()] & 0xFF);
            faults.add(new Fault(name, line, column, "", "found byte " + octal + ", expected UTF-8 text"));
            return Optional.empty();
        }
        return Optional.of(out.flip().toString());
    }
}
