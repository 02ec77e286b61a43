package io.ecsim.experiments.builds;

import java.util.List;

/**
 * What one benchmark of one build gave, fork by fork.
 *
 * @param name the benchmark and its parameters, the same in both files
 * @param pairs the number of the pair that each fork belongs to; the other build's fork of that number ran directly
 *     before or after it
 * @param times one positive time per fork, in a unit that both files share: the median of the fork's iterations
 * @param unit the unit of the times, such as {@code s/op}
 * @param bytesPerOperation the median allocated per operation, one per fork; empty when it was not measured
 * @param checksums what each fork computed; empty text where the benchmark prints none
 */
public record BenchmarkForks(
        String name,
        List<Integer> pairs,
        List<Double> times,
        String unit,
        List<Double> bytesPerOperation,
        List<String> checksums) {

    public BenchmarkForks {
        pairs = List.copyOf(pairs);
        times = List.copyOf(times);
        bytesPerOperation = List.copyOf(bytesPerOperation);
        checksums = List.copyOf(checksums);
        for (double time : times) {
            if (!(time > 0 && time < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(name + ": a time must be above 0 and finite, was " + time);
            }
        }
        requireEach(name, "pairs", pairs.size(), times.size());
        requireEach(name, "checksums", checksums.size(), times.size());
        if (!bytesPerOperation.isEmpty()) {
            requireEach(name, "values of allocation", bytesPerOperation.size(), times.size());
        }
    }

    private static void requireEach(String name, String what, int found, int forks) {
        if (found != forks) {
            throw new IllegalArgumentException(name + ": there are " + found + " " + what + " for " + forks + " forks");
        }
    }

    /** Returns the number of forks. */
    public int forks() {
        return times.size();
    }
}
