package io.ecsim.experiments.validation.published;

/**
 * The seeded random numbers of the Go language ({@code math/rand}), bit for bit: the published runs drew the order of
 * pods and nodes from them, so that with them the same order can be drawn again.
 *
 * <p>The generator is an additive lagged Fibonacci sequence, x(n) = x(n-607) + x(n-273) modulo 2^64, whose seed is
 * mixed with the state that the sequence has after 7.8 x 10^12 steps from a fixed beginning. Go keeps that state as a
 * table of 607 numbers; here it is worked out, by raising x to that power modulo the sequence's polynomial.
 */
final class GoRandom {

    private static final int LENGTH = 607;
    private static final int TAP = 273;
    private static final long STEPS_BEFORE = 7_800_000_000_000L;
    private static final int FIRST_DROPPED = 20;
    private static final int PRIME = Integer.MAX_VALUE;
    private static final int ZERO_SEED = 89_482_311;
    private static final long[] STATE_BEFORE = stateBefore();

    private final long[] state = new long[LENGTH];
    private int tap;
    private int feed = LENGTH - TAP;

    /** Seeds the generator as {@code rand.Seed} does. */
    GoRandom(long seed) {
        int x = (int) Math.floorMod(seed, (long) PRIME);
        long[] mixed = congruential(x == 0 ? ZERO_SEED : x, 40);
        for (int i = 0; i < LENGTH; i++) {
            state[i] = mixed[i] ^ STATE_BEFORE[i];
        }
    }

    /** Returns {@code rand.Int63()}: 0 to 2^63 - 1. */
    long int63() {
        tap = tap == 0 ? LENGTH - 1 : tap - 1;
        feed = feed == 0 ? LENGTH - 1 : feed - 1;
        state[feed] += state[tap];
        return state[feed] & Long.MAX_VALUE;
    }

    /** Returns {@code rand.Intn(bound)}: 0 to bound - 1, for a bound of at least 1. */
    int intn(int bound) {
        if ((bound & (bound - 1)) == 0) {
            return int31() & (bound - 1);
        }
        int most = (int) ((1L << 31) - 1 - (1L << 31) % bound);
        int drawn = int31();
        while (drawn > most) {
            drawn = int31();
        }
        return drawn % bound;
    }

    /** Shuffles the numbers 0 to count - 1 as {@code rand.Shuffle} does. */
    int[] shuffled(int count) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        for (int i = count - 1; i > 0; i--) {
            int other = below(i + 1);
            int moved = order[i];
            order[i] = order[other];
            order[other] = moved;
        }
        return order;
    }

    /** Returns {@code rand.Perm(count)}. */
    int[] permutation(int count) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int other = intn(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }

    private int int31() {
        return (int) (int63() >> 32);
    }

    /** How shuffles draw: the high half of a product of 32 bits with the bound (Lemire 2016). */
    private int below(int bound) {
        long product = (int63() >>> 31) * bound;
        long low = product & 0xffff_ffffL;
        if (low < bound) {
            long least = ((1L << 32) - bound) % bound;
            while (low < least) {
                product = (int63() >>> 31) * bound;
                low = product & 0xffff_ffffL;
            }
        }
        return (int) (product >>> 32);
    }

    /**
     * Fills a state from x -> 48271 x modulo 2^31 - 1, three steps a number, each shifted by half as much as the one
     * before.
     */
    private static long[] congruential(int seed, int shift) {
        long x = seed;
        for (int i = 0; i < FIRST_DROPPED; i++) {
            x = next(x);
        }
        long[] numbers = new long[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            long high = next(x);
            long middle = next(high);
            x = next(middle);
            numbers[i] = (high << shift) ^ (middle << (shift / 2)) ^ x;
        }
        return numbers;
    }

    private static long next(long x) {
        return x * 48_271 % PRIME;
    }

    private static long[] stateBefore() {
        long[] start = congruential(1, 20);
        long[] sequence = new long[LENGTH];
        for (int n = 0; n < LENGTH; n++) {
            sequence[n] = start[place(n)];
        }
        long[] power = powerOfX(STEPS_BEFORE);
        long[] state = new long[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            long sum = 0;
            for (int k = 0; k < LENGTH; k++) {
                sum += power[k] * sequence[k];
            }
            state[place(STEPS_BEFORE + i)] = sum;
            power = timesX(power);
        }
        return state;
    }

    /** Returns where the n-th number of the sequence is kept: places are overwritten downwards. */
    private static int place(long n) {
        return (int) Math.floorMod(LENGTH - TAP - 1 - n, (long) LENGTH);
    }

    private static long[] powerOfX(long exponent) {
        long[] result = new long[LENGTH];
        result[0] = 1;
        long[] square = new long[LENGTH];
        square[1] = 1;
        for (long left = exponent; left > 0; left >>= 1) {
            if ((left & 1) == 1) {
                result = product(result, square);
            }
            square = product(square, square);
        }
        return result;
    }

    /** Multiplies polynomials modulo x^607 - x^334 - 1, coefficients modulo 2^64. */
    private static long[] product(long[] a, long[] b) {
        long[] full = new long[2 * LENGTH - 1];
        for (int i = 0; i < LENGTH; i++) {
            for (int j = 0; j < LENGTH; j++) {
                full[i + j] += a[i] * b[j];
            }
        }
        for (int i = full.length - 1; i >= LENGTH; i--) {
            full[i - LENGTH] += full[i];
            full[i - TAP] += full[i];
        }
        long[] rest = new long[LENGTH];
        System.arraycopy(full, 0, rest, 0, LENGTH);
        return rest;
    }

    private static long[] timesX(long[] a) {
        long[] moved = new long[LENGTH];
        System.arraycopy(a, 0, moved, 1, LENGTH - 1);
        moved[0] = a[LENGTH - 1];
        moved[LENGTH - TAP] += a[LENGTH - 1];
        return moved;
    }
}
