package io.ecsim.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a figure was measured on. */
final class Machine {

    private static final Path CPU_FACTS = Path.of("/proc/cpuinfo");
    private static final Path MEMORY_FACTS = Path.of("/proc/meminfo");
    private static final Path GOVERNOR = Path.of("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");
    private static final String UNKNOWN = "unknown";

    private Machine() {}

    /** Returns the facts by name; two figures can be compared only where all are equal. */
    static Map<String, String> facts(List<String> jvmFlags) throws IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("processor", field(CPU_FACTS, "model name"));
        facts.put("processors", processors());
        facts.put("processors allowed", String.valueOf(Runtime.getRuntime().availableProcessors()));
        facts.put(
                "governor",
                Files.isReadable(GOVERNOR) ? Files.readString(GOVERNOR).strip() : UNKNOWN);
        facts.put("memory", field(MEMORY_FACTS, "MemTotal"));
        facts.put(
                "system",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        facts.put("java", System.getProperty("java.vm.vendor") + " " + System.getProperty("java.vm.version"));
        facts.put("flags", String.join(" ", jvmFlags));
        return facts;
    }

    static String describe() throws IOException {
        StringBuilder text = new StringBuilder();
        facts(List.of("-XX:+UseSerialGC -Xms2g -Xmx2g -XX:+UseTransparentHugePages (whole runs), one thread"))
                .forEach((name, value) ->
                        text.append(name).append(": ").append(value).append('\n'));
        return text.toString();
    }

    private static String processors() throws IOException {
        if (!Files.isReadable(CPU_FACTS)) {
            return UNKNOWN;
        }
        long count = Files.readAllLines(CPU_FACTS).stream()
                .filter(line -> line.startsWith("processor"))
                .count();
        return count == 0 ? UNKNOWN : String.valueOf(count);
    }

    /** Returns what stands behind the first line of that name. */
    private static String field(Path file, String name) throws IOException {
        if (!Files.isReadable(file)) {
            return UNKNOWN;
        }
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(UNKNOWN);
    }
}
