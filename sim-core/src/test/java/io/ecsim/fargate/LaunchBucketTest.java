package io.ecsim.fargate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** R8.6: the launches that are possible. */
class LaunchBucketTest {

    private static int takeAll(LaunchBucket bucket, long micros) {
        int taken = 0;
        while (bucket.take(micros)) {
            taken++;
        }
        return taken;
    }

    /** R8.6: the bucket of a smaller region holds 25 and regains 5 a second, up to 25. */
    @Test
    void theBucketFillsWithEachSecond() {
        LaunchBucket bucket = new LaunchBucket(25, 5);
        assertThat(takeAll(bucket, 500_000)).isEqualTo(25);
        assertThat(bucket.nextMicros()).isEqualTo(1_000_000);
        assertThat(takeAll(bucket, 999_999)).isZero();
        assertThat(takeAll(bucket, 1_000_000)).isEqualTo(5);
        assertThat(takeAll(bucket, 4_200_000)).isEqualTo(15);
        assertThat(bucket.nextMicros()).isEqualTo(5_000_000);
        assertThat(takeAll(bucket, 3_600_000_000L)).isEqualTo(25);
    }
}
