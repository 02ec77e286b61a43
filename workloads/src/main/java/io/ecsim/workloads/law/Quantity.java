package io.ecsim.workloads.law;

import io.ecsim.workloads.document.Durations;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Node;
import java.util.Optional;

/** What a law is a law of: how its values are written in a document, and in which unit it draws. */
public enum Quantity {
    /** Durations such as {@code 90s}; drawn in microseconds. */
    DURATION {
        @Override
        Optional<Double> read(Node node, Faults faults) {
            return node.asDurationMicros(faults, 0, LONGEST_MICROS).map(Long::doubleValue);
        }

        @Override
        String format(double value) {
            return Durations.format((long) Math.rint(value));
        }
    },
    /** Memory such as {@code 16GiB}; drawn in MiB. */
    MEMORY {
        @Override
        Optional<Double> read(Node node, Faults faults) {
            return node.asMemoryMiB(faults, 0, Integer.MAX_VALUE).map(Integer::doubleValue);
        }

        @Override
        String format(double value) {
            return plain(value) + "MiB";
        }
    },
    /** Plain numbers of at least 0. */
    NUMBER {
        @Override
        Optional<Double> read(Node node, Faults faults) {
            return node.asNumber(faults, 0, Double.MAX_VALUE);
        }

        @Override
        String format(double value) {
            return plain(value);
        }
    };

    /** The longest duration that a law may state: 1,000 years, far within a long. */
    public static final long LONGEST_MICROS = 365_250L * 86_400_000_000L;

    abstract Optional<Double> read(Node node, Faults faults);

    abstract String format(double value);

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
