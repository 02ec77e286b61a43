package io.ecsim.agent;

import io.ecsim.random.Law;
import io.ecsim.random.RandomStream;
import java.util.Locale;

/**
 * A time that is uniform between two bounds or, where they are equal, always the same: the agent's own figures, where a
 * scenario states no law.
 *
 * @param least in seconds, at least 0
 * @param most in seconds, not below {@code least}
 */
public record Seconds(double least, double most) implements Law {

    public Seconds {
        if (!(least >= 0 && most >= least && most < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("seconds must be 0 <= least <= most, were " + least + " and " + most);
        }
    }

    /** Returns a time that is always the same. */
    public static Seconds of(double seconds) {
        return new Seconds(seconds, seconds);
    }

    @Override
    public double sample(RandomStream stream) {
        return most > least ? least + (most - least) * stream.nextDouble() : least;
    }

    @Override
    public double mean() {
        return (least + most) / 2;
    }

    @Override
    public String describe() {
        return most > least
                ? String.format(Locale.ROOT, "uniform(%s, %s)", least, most)
                : String.format(Locale.ROOT, "constant(%s)", least);
    }
}
