package io.ecsim.workloads.scenario;

import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Kind;
import io.ecsim.workloads.document.Node;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes of layers and throughputs as people write them: {@code 80 MB}, {@code 1.2GB}, {@code 512MiB}, {@code 10 Gbit/s}. */
final class ByteAmounts {

    static final String SIZE = "a size such as 80MB, 1.2GB or 512MiB";
    static final String RATE = "a throughput such as 60MB/s or 10Gbit/s";

    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)\\s?([kMGT])(B|iB|bit)(/s)?");
    private static final String PREFIXES = "kMGT";

    private ByteAmounts() {}

    /** Reads a size in bytes, from 0. */
    static Optional<Long> size(Node node, Faults faults, long maxBytes) {
        return read(node, faults, SIZE, false, 0, maxBytes);
    }

    /** Reads a throughput in bytes per second, from 1. */
    static Optional<Long> rate(Node node, Faults faults, long maxBytesPerSecond) {
        return read(node, faults, RATE, true, 1, maxBytesPerSecond);
    }

    private static Optional<Long> read(
            Node node, Faults faults, String expected, boolean perSecond, long min, long max) {
        if (node.kind() == Kind.INTEGER || node.kind() == Kind.DECIMAL) {
            return node.fault(
                    faults, "found " + node.text() + ", give a unit: " + node.text() + (perSecond ? "MB/s" : "MB"));
        }
        Matcher matcher = AMOUNT.matcher(node.text());
        if (node.kind() != Kind.TEXT || !matcher.matches() || perSecond != (matcher.group(4) != null)) {
            return node.refuse(faults, expected);
        }
        boolean bits = matcher.group(3).equals("bit");
        if (bits && !perSecond) {
            return node.refuse(faults, expected);
        }
        int power = PREFIXES.indexOf(matcher.group(2)) + 1;
        BigDecimal unit =
                BigDecimal.valueOf(matcher.group(3).equals("iB") ? 1024 : 1000).pow(power);
        BigDecimal amount = new BigDecimal(matcher.group(1)).multiply(unit);
        long bytes = (bits ? amount.divide(BigDecimal.valueOf(8)) : amount).longValue();
        if (bytes < min || bytes > max) {
            return node.refuse(
                    faults, expected + ", at most " + max / 1_000_000_000_000L + (perSecond ? "TB/s" : "TB"));
        }
        return Optional.of(bytes);
    }
}
