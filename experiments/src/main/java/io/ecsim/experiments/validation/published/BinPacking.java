package io.ecsim.experiments.validation.published;

import io.ecsim.experiments.statistics.Interval;
import io.ecsim.experiments.statistics.Moments;
import io.ecsim.random.RandomStream;
import io.ecsim.random.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What theory knows of first, best and next fit: the mean for sizes uniform on (0, 1], and the worst case. Sizes are
 * MiB of instances with 2^20 MiB.
 *
 * <p>Next Fit uses 4/3 of the volume (Coffman, So, Hofri and Yao 1980); First and Best Fit waste a share that goes to
 * 0, like n^(-1/3) and n^(-1/2) log^(3/4) n (Shor 1986). First and Best Fit use at most 1.7 times the best packing
 * (Dosa and Sgall 2013, 2014), First Fit on decreasing sizes at most 11/9 of it and 6/9 (Dosa 2007); the families
 * here come to 5/3 and 11/9.
 */
final class BinPacking {

    private static final int CAPACITY = 1 << 20;
    private static final String FIRST_FIT = "first-fit";
    private static final String BEST_FIT = "binpack(memory)";
    private static final String NEXT_FIT = "next-fit";
    private static final double CONFIDENCE = 0.99;

    private BinPacking() {}

    /** Runs all of it. */
    static List<KnownResult> results(long seed) {
        List<KnownResult> results = new ArrayList<>();
        results.add(nextFit(seed));
        results.add(wasteFalls("First Fit", FIRST_FIT, 1.04, seed));
        results.add(wasteFalls("Best Fit", BEST_FIT, 1.02, seed));
        results.add(fiveThirds("First Fit", FIRST_FIT));
        results.add(fiveThirds("Best Fit", BEST_FIT));
        results.add(elevenNinths());
        results.add(bounds("First Fit", FIRST_FIT, false, seed));
        results.add(bounds("Best Fit", BEST_FIT, false, seed));
        results.add(bounds("First Fit Decreasing", FIRST_FIT, true, seed));
        return results;
    }

    private static KnownResult nextFit(long seed) {
        Moments ratios = new Moments();
        for (int replication = 0; replication < 30; replication++) {
            int[] sizes = uniform(4_000, seed, replication);
            ratios.add(ratio(NEXT_FIT, sizes));
        }
        Interval interval = ratios.meanInterval(CONFIDENCE);
        boolean inside = interval.lower() <= 4.0 / 3 && 4.0 / 3 <= interval.upper();
        return new KnownResult(
                "Next Fit, U(0, 1], 30 x 4,000 items: bins / volume",
                "4/3 = 1.3333",
                text("%.4f +- %.4f", ratios.mean(), interval.halfWidth()),
                inside && interval.halfWidth() < 0.01);
    }

    private static KnownResult wasteFalls(String name, String strategy, double limit, long seed) {
        double few = meanRatio(strategy, 500, 20, seed);
        double more = meanRatio(strategy, 5_000, 5, seed);
        double many = meanRatio(strategy, 50_000, 1, seed);
        return new KnownResult(
                name + ", U(0, 1], 500, 5,000, 50,000 items: bins / volume",
                text("falls to 1; last at most %.2f", limit),
                text("%.4f, %.4f, %.4f", few, more, many),
                few > more && more > many && many >= 1 && many <= limit);
    }

    private static double meanRatio(String strategy, int items, int replications, long seed) {
        Moments ratios = new Moments();
        for (int replication = 0; replication < replications; replication++) {
            ratios.add(ratio(strategy, uniform(items, seed, replication)));
        }
        return ratios.mean();
    }

    private static double ratio(String strategy, int[] sizes) {
        double volume = (double) Arrays.stream(sizes).asLongStream().sum() / CAPACITY;
        return Bins.used(strategy, sizes, CAPACITY) / volume;
    }

    private static int[] uniform(int items, long seed, int replication) {
        RandomStream draws = new Streams(seed, replication).sequential("bin-packing/uniform");
        return IntStream.generate(() -> 1 + draws.nextInt(CAPACITY))
                .limit(items)
                .toArray();
    }

    /**
     * Items of a bit over 1/7 and 1/3 and 1/2, in this order: a bin takes six, two and one of them, and one of each
     * at best.
     */
    private static KnownResult fiveThirds(String name, String strategy) {
        int best = 420;
        int seventh = CAPACITY / 7 + 1;
        int third = CAPACITY / 3 + 1;
        int half = CAPACITY / 2 + 1;
        int bins = Bins.used(strategy, series(best, seventh, best, third, best, half), CAPACITY);
        return new KnownResult(
                name + ", 1/7, 1/3, 1/2 and a bit, 420 of each: bins / best",
                "5/3 = 1.6667",
                text("%d / %d = %.4f", bins, best, (double) bins / best),
                bins * 3 == best * 5);
    }

    /** Sizes of 1/2 and a bit, 1/4 and two bits, 1/4 and a bit, 1/4 less two bits (Johnson 1973). */
    private static KnownResult elevenNinths() {
        int n = 30;
        int bit = 1_000;
        int quarter = CAPACITY / 4;
        int[] sizes = series(
                6 * n, CAPACITY / 2 + bit, 6 * n, quarter + 2 * bit, 6 * n, quarter + bit, 12 * n, quarter - 2 * bit);
        int bins = Bins.used(FIRST_FIT, decreasing(sizes), CAPACITY);
        return new KnownResult(
                "First Fit Decreasing, 1/2, 1/4, 1/4 and bits: bins / best",
                "11/9 = 1.2222",
                text("%d / %d = %.4f", bins, 9 * n, bins / (9.0 * n)),
                bins == 11 * n);
    }

    /** Cuts full bins into pieces, so that the best packing is known, and mixes them. */
    private static KnownResult bounds(String name, String strategy, boolean sorted, long seed) {
        double worst = 0;
        boolean kept = true;
        for (int replication = 0; replication < 200; replication++) {
            RandomStream draws = new Streams(seed, replication).sequential("bin-packing/cut");
            int best = 1 + draws.nextInt(40);
            int[] sizes = cut(best, draws);
            int bins = Bins.used(strategy, sorted ? decreasing(sizes) : sizes, CAPACITY);
            worst = Math.max(worst, (double) bins / best);
            kept &= sorted ? 9 * bins <= 11 * best + 6 : 10 * bins <= 17 * best;
        }
        return new KnownResult(
                name + ", 200 lists cut from full bins: worst bins / best",
                sorted ? "at most 11/9 best + 6/9" : "at most 1.7 best",
                text("%.4f", worst),
                kept);
    }

    private static int[] cut(int bins, RandomStream draws) {
        List<Integer> pieces = new ArrayList<>();
        for (int bin = 0; bin < bins; bin++) {
            int left = CAPACITY;
            for (int more = draws.nextInt(6); more > 0 && left > 1; more--) {
                int piece = 1 + draws.nextInt(left - 1);
                pieces.add(piece);
                left -= piece;
            }
            pieces.add(left);
        }
        for (int i = pieces.size() - 1; i > 0; i--) {
            int other = draws.nextInt(i + 1);
            Integer moved = pieces.get(i);
            pieces.set(i, pieces.get(other));
            pieces.set(other, moved);
        }
        return pieces.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Returns sizes one kind after another, given as count and size in turn. */
    private static int[] series(int... countsAndSizes) {
        IntStream sizes = IntStream.empty();
        for (int i = 0; i < countsAndSizes.length; i += 2) {
            int size = countsAndSizes[i + 1];
            sizes = IntStream.concat(sizes, IntStream.generate(() -> size).limit(countsAndSizes[i]));
        }
        return sizes.toArray();
    }

    private static int[] decreasing(int[] sizes) {
        int[] sorted = sizes.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < sorted.length / 2; i++) {
            int small = sorted[i];
            sorted[i] = sorted[sorted.length - 1 - i];
            sorted[sorted.length - 1 - i] = small;
        }
        return sorted;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
