package io.ecsim.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.observe.Metric;
import org.junit.jupiter.api.Test;

class ConditionTest {

    @Test
    void boundsFromAboveAndBelow() {
        assertThat(new Condition(Metric.WAIT_MEAN, true, 5).holds(5)).isTrue();
        assertThat(new Condition(Metric.WAIT_MEAN, true, 5).holds(5.1)).isFalse();
        assertThat(new Condition(Metric.ALLOCATED_CPU, false, 0.5).holds(0.4)).isFalse();
        assertThat(new Condition(Metric.ALLOCATED_CPU, false, 0.5).holds(0.5)).isTrue();
    }

    @Test
    void nobodyWentUnplacedWhereNobodyAsked() {
        assertThat(new Condition(Metric.UNPLACED_LARGE, true, 0.01).holds(Double.NaN))
                .isTrue();
        assertThat(new Condition(Metric.WAIT_MEAN_LARGE, true, 90).holds(Double.NaN))
                .isFalse();
    }
}
