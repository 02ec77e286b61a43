package io.ecsim.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a figure was measured on. */
final class Machine {

    private static final Path CPU_FACTS = Path.of("/proc/cpuinfo");

    private Machine() {}

    static String describe() throws IOException {
        return "processor: " + processor() + "\n"
                + "processors: " + Runtime.getRuntime().availableProcessors() + "\n"
                + "system: " + System.getProperty("os.name") + " " + System.getProperty("os.arch") + "\n"
                + "java: " + System.getProperty("java.vm.vendor") + " " + System.getProperty("java.vm.version") + "\n"
                + "flags: -XX:+UseSerialGC -Xms2g -Xmx2g (whole runs), one thread\n";
    }

    private static String processor() throws IOException {
        if (!Files.isReadable(CPU_FACTS)) {
            return "unknown";
        }
        try (Stream<String> lines = Files.lines(CPU_FACTS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        }
    }
}
