package io.ecsim.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.random.SequentialStream;
import io.ecsim.random.Streams;
import java.math.BigInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WideSumTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void agreesWithBigIntegersFarBeyondALong(long seed) {
        SequentialStream random = new Streams(seed, 0).sequential("products");
        WideSum sum = new WideSum();
        BigInteger exact = BigInteger.ZERO;
        for (int i = 0; i < 5000; i++) {
            long a = random.nextLong() >>> (1 + random.nextInt(63));
            long b = random.nextLong() >>> (8 + random.nextInt(56));
            sum.addProduct(a, b);
            exact = exact.add(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)));
            double expected = exact.doubleValue();
            assertThat(Math.abs(sum.toDouble() - expected)).isLessThanOrEqualTo(Math.ulp(expected));
        }
        assertThat(exact.bitLength()).isGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, Integer.MAX_VALUE, 1L << 52, Long.MAX_VALUE})
    void carriesAtTheEdges(long a) {
        WideSum sum = new WideSum();
        BigInteger exact = BigInteger.ZERO;
        for (int i = 0; i < 5; i++) {
            sum.addProduct(a, Long.MAX_VALUE >> 2);
            sum.addProduct(3, a);
            exact = exact.add(BigInteger.valueOf(a).multiply(BigInteger.valueOf((Long.MAX_VALUE >> 2) + 3)));
            assertThat(Math.abs(sum.toDouble() - exact.doubleValue()))
                    .isLessThanOrEqualTo(Math.ulp(exact.doubleValue()));
        }
    }
}
