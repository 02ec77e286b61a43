package io.ecsim.workloads.taskdefinition;

import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Kind;
import io.ecsim.workloads.document.Node;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts as Amazon ECS accepts them: integers, integers in quotes, {@code 1 vCPU}, {@code 0.5 GB} (R2.25). */
final class AwsAmounts {

    private static final Pattern WHOLE = Pattern.compile("\\d{1,10}");
    private static final Pattern VCPU = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,9})?)\\s*vcpu");
    private static final Pattern GB = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,9})?)\\s*gb");
    private static final Pattern PLACEHOLDER = Pattern.compile(".*(\\$\\{|\\{\\{|<[A-Za-z_ -]+>).*");
    private static final BigDecimal PER_UNIT = BigDecimal.valueOf(1024);

    private AwsAmounts() {}

    /** Reads task-level CPU units. */
    static Optional<Integer> cpuUnits(Node node, Faults faults) {
        return amount(node, faults, VCPU, 128, 196_608, "CPU units from 128 to 196608, such as 256 or \"1 vCPU\"");
    }

    /** Reads task-level memory in MiB. */
    static Optional<Integer> memoryMiB(Node node, Faults faults) {
        return amount(node, faults, GB, 6, Integer.MAX_VALUE, "memory of at least 6 MiB, such as 512 or \"1 GB\"");
    }

    /** Reads an integer, in quotes or not. */
    static Optional<Integer> integer(Node node, Faults faults, int min, int max, String expected) {
        return amount(node, faults, WHOLE, min, max, expected);
    }

    private static Optional<Integer> amount(
            Node node, Faults faults, Pattern withUnit, int min, int max, String expected) {
        String text = node.text().strip().toLowerCase(Locale.ROOT);
        long amount = Long.MIN_VALUE;
        if ((node.kind() == Kind.INTEGER || node.kind() == Kind.TEXT)
                && WHOLE.matcher(text).matches()) {
            amount = Long.parseLong(text);
        } else if (node.kind() == Kind.TEXT) {
            Matcher matcher = withUnit.matcher(text);
            if (PLACEHOLDER.matcher(node.text()).matches()) {
                return node.refuse(faults, expected + ": fill in the placeholder");
            }
            if (matcher.matches()) {
                BigDecimal units =
                        new BigDecimal(matcher.group(1)).multiply(PER_UNIT).stripTrailingZeros();
                amount = units.scale() <= 0 ? units.longValueExact() : Long.MIN_VALUE;
            }
        }
        return amount >= min && amount <= max ? Optional.of((int) amount) : node.refuse(faults, expected);
    }
}
