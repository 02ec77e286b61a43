package io.ecsim.experiments.prices;

import io.ecsim.model.InstanceType;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which prices are asked for.
 *
 * @param pattern what a name must contain; with {@code *} and {@code ?} it must be as a whole so; empty: any
 * @param leastVcpus fewest vCPUs of an instance type, at least 0
 * @param leastMemoryGiB least advertised memory of an instance type in GiB, at least 0
 * @param leastGpus fewest GPUs of an instance type, at least 0
 * @param architecture {@code x86_64} or {@code arm64}; empty: any
 * @param order of instance types
 */
public record PriceQuery(
        String pattern,
        int leastVcpus,
        double leastMemoryGiB,
        int leastGpus,
        Optional<String> architecture,
        Order order) {

    private static final double MIB_PER_GIB = 1024;

    /** How instance types are sorted; equal ones by name. */
    public enum Order {
        PRICE,
        SPOT,
        VCPU,
        MEMORY,
        NAME;

        /** Returns the orders by the names that a user gives. */
        public static Map<String, Order> byName() {
            Map<String, Order> names = new LinkedHashMap<>();
            for (Order order : values()) {
                names.put(order.name().toLowerCase(Locale.ROOT), order);
            }
            return names;
        }

        Comparator<PricedType> comparator() {
            Comparator<PricedType> by = switch (this) {
                case PRICE -> Comparator.comparingDouble(PricedType::usd);
                case SPOT -> Comparator.comparingDouble(PricedType::spotUsd);
                case VCPU -> Comparator.comparingInt(priced -> priced.type().vcpus());
                case MEMORY -> Comparator.comparingInt(priced -> priced.type().memoryMiB());
                case NAME -> Comparator.comparing(priced -> priced.type().name());
            };
            return by.thenComparing(priced -> priced.type().name());
        }
    }

    public PriceQuery {
        if (leastVcpus < 0 || leastMemoryGiB < 0 || leastGpus < 0) {
            throw new IllegalArgumentException("vCPUs, memory and GPUs must be at least 0");
        }
    }

    /** Returns whether it asks for instance types by what they have. */
    boolean asksForResources() {
        return leastVcpus > 0 || leastMemoryGiB > 0 || leastGpus > 0 || architecture.isPresent();
    }

    boolean asksForEverything() {
        return pattern.isEmpty() && !asksForResources();
    }

    boolean fits(InstanceType type) {
        return named(type.name())
                && type.vcpus() >= leastVcpus
                && type.memoryMiB() >= leastMemoryGiB * MIB_PER_GIB
                && type.gpus() >= leastGpus
                && architecture.map(type.architecture()::equals).orElse(true);
    }

    boolean named(String name) {
        if (!pattern.contains("*") && !pattern.contains("?")) {
            return name.toLowerCase(Locale.ROOT).contains(pattern.toLowerCase(Locale.ROOT));
        }
        StringBuilder regex = new StringBuilder("(?i)");
        for (char c : pattern.toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return name.matches(regex.toString());
    }
}
