package io.ecsim.model.query;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A version whose dotted parts compare as numbers (R1.54). A missing part counts as 0, so 1.4 and 1.4.0 have the same
 * order, and no part is too long to compare.
 *
 * @param parts the numbers, most significant first
 */
record DottedVersion(List<BigInteger> parts) implements Comparable<DottedVersion> {

    private static final Pattern FORM = Pattern.compile("[0-9]+(\\.[0-9]+)*");

    DottedVersion {
        parts = List.copyOf(parts);
    }

    static Optional<DottedVersion> parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        return Optional.of(new DottedVersion(
                Arrays.stream(text.split("\\.")).map(BigInteger::new).toList()));
    }

    @Override
    public int compareTo(DottedVersion other) {
        int length = Math.max(parts.size(), other.parts.size());
        for (int i = 0; i < length; i++) {
            int sign = part(i).compareTo(other.part(i));
            if (sign != 0) {
                return sign;
            }
        }
        return 0;
    }

    private BigInteger part(int index) {
        return index < parts.size() ? parts.get(index) : BigInteger.ZERO;
    }
}
