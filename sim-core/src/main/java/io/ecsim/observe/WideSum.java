package io.ecsim.observe;

import java.math.BigInteger;

/** A sum of products of longs in 128 bits: CPU units times microseconds pass 2^63 within days on a large cluster. */
final class WideSum {

    private long high;
    private long low;

    /** Adds {@code a * b}, both at least 0. */
    void addProduct(long a, long b) {
        long productLow = a * b;
        long sum = low + productLow;
        if (Long.compareUnsigned(sum, productLow) < 0) {
            high++;
        }
        low = sum;
        high += Math.multiplyHigh(a, b);
    }

    /** Returns the sum as the nearest double, within one unit in the last place. */
    double toDouble() {
        double unsignedLow = (low >>> 1) * 2.0 + (low & 1);
        return high * 0x1.0p64 + unsignedLow;
    }

    /** Returns the sum itself. */
    BigInteger toBigInteger() {
        BigInteger unsignedLow = BigInteger.valueOf(low >>> 1).shiftLeft(1).or(BigInteger.valueOf(low & 1));
        return BigInteger.valueOf(high).shiftLeft(Long.SIZE).or(unsignedLow);
    }
}
