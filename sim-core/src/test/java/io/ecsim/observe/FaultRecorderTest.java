package io.ecsim.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.cluster.ClusterState;
import io.ecsim.model.AvailabilityZone;
import io.ecsim.model.ContainerInstance;
import io.ecsim.observe.FaultRecord.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** M4: recovery and trough of faults, in minutes that a test states; a loss may be noticed a minute after its fault. */
class FaultRecorderTest {

    private static final long SECOND = 1_000_000;

    private final ClusterState cluster = new ClusterState(
            List.of(new ContainerInstance(
                    "i-1", new AvailabilityZone("a"), "custom", 1, 1, 0, 0, List.of(), Map.of(), Map.of(), 0)),
            0);
    private final FaultRecorder recorder = new FaultRecorder(cluster, 2, 60 * SECOND);

    private void health(long second, int service, int healthy, int desired) {
        recorder.health(service, healthy, desired, second * SECOND);
    }

    private int struck(long second, long until) {
        return recorder.struck(Kind.ZONE_POWER, "a", second * SECOND, until * SECOND);
    }

    private List<FaultRecord> finish(long second) {
        return recorder.finish(second * SECOND).faults();
    }

    private void bothWell() {
        health(0, 0, 4, 4);
        health(0, 1, 10, 10);
    }

    /** Both services must be well again, and for a whole minute. */
    @Test
    void everyServiceMustStayWellForAMinute() {
        bothWell();
        struck(100, 100);
        health(160, 0, 1, 4);
        health(165, 1, 9, 10);
        health(200, 0, 4, 4);
        health(210, 1, 10, 10);
        health(269, 1, 9, 10);
        health(300, 1, 10, 10);
        FaultRecord fault = finish(360).get(0);
        assertThat(fault.recoveredMicros()).isEqualTo(300 * SECOND);
        assertThat(fault.recoverySeconds()).isEqualTo(200);
        assertThat(fault.trough()).hasValue(0.25);
    }

    /** A minute that the run does not see to its end does not count. */
    @Test
    void theRunMustLastThatMinute() {
        bothWell();
        struck(100, 100);
        health(160, 0, 1, 4);
        health(200, 0, 4, 4);
        FaultRecord fault = finish(259).get(0);
        assertThat(fault.recovered()).isFalse();
        assertThat(fault.recoverySeconds()).isEqualTo(159);
    }

    /** What happens after a recovery is not the fault's any more. */
    @Test
    void aLaterTroughIsNotThatOfTheFault() {
        bothWell();
        struck(100, 100);
        health(160, 0, 3, 4);
        health(200, 0, 4, 4);
        struck(500, 500);
        health(560, 0, 1, 4);
        health(600, 0, 4, 4);
        List<FaultRecord> faults = finish(1000);
        assertThat(faults.get(0).trough()).hasValue(0.75);
        assertThat(faults.get(0).recoverySeconds()).isEqualTo(100);
        assertThat(faults.get(1).trough()).hasValue(0.25);
        assertThat(faults.get(1).recoverySeconds()).isEqualTo(100);
    }

    /** Faults that overlap are recovered from together. */
    @Test
    void overlappingFaultsShareATrough() {
        bothWell();
        struck(100, 100);
        health(160, 0, 3, 4);
        struck(170, 170);
        health(230, 0, 1, 4);
        health(400, 0, 4, 4);
        List<FaultRecord> faults = finish(1000);
        assertThat(faults).allMatch(fault -> fault.recoveredMicros() == 400 * SECOND);
        assertThat(faults).allMatch(fault -> fault.trough().orElse(1) == 0.25);
    }

    /** Until a minute after it can be noticed a fault may still be felt; what comes later has another cause. */
    @Test
    void aFaultThatIsNotFeltIsOver() {
        bothWell();
        struck(100, 200);
        health(321, 0, 1, 4);
        FaultRecord unfelt = finish(1000).get(0);
        assertThat(unfelt.recoverySeconds()).isZero();
        assertThat(unfelt.trough()).hasValue(1);
    }

    @Test
    void aFaultIsFeltUntilItCanBeNoticed() {
        bothWell();
        struck(100, 200);
        health(320, 0, 1, 4);
        health(400, 0, 4, 4);
        FaultRecord felt = finish(1000).get(0);
        assertThat(felt.recoverySeconds()).isEqualTo(300);
        assertThat(felt.trough()).hasValue(0.25);
    }

    /** A fault that lasts is felt as long as it does: a deployment, whose end is not known before. */
    @Test
    void aFaultOfUnknownLengthIsOpen() {
        bothWell();
        int deployment = recorder.struck(Kind.DEPLOYMENT, "web", 100 * SECOND, FaultRecord.OPEN);
        health(900, 0, 2, 4);
        health(950, 0, 4, 4);
        recorder.lasts(deployment, true, 960 * SECOND);
        recorder.lasts(deployment, false, 970 * SECOND);
        FaultRecord fault = finish(2000).get(0);
        assertThat(fault.untilMicros()).isEqualTo(970 * SECOND);
        assertThat(fault.recoverySeconds()).isEqualTo(850);
    }

    /** Between two waves of a deployment all may be well for a while: it is recovered from when the last is over. */
    @Test
    void aFaultThatGoesOnIsNotRecoveredFrom() {
        bothWell();
        int deployment = recorder.struck(Kind.DEPLOYMENT, "web", 100 * SECOND, FaultRecord.OPEN);
        health(150, 0, 3, 4);
        health(200, 0, 4, 4);
        health(600, 0, 2, 4);
        health(700, 0, 4, 4);
        recorder.lasts(deployment, false, 720 * SECOND);
        FaultRecord fault = finish(1000).get(0);
        assertThat(fault.recoverySeconds()).isEqualTo(600);
        assertThat(fault.trough()).hasValue(0.5);
    }

    /** The series keep their deepest troughs however many steps there are. */
    @Test
    void thinnedSeriesKeepTheTroughs() {
        bothWell();
        struck(10, 10);
        for (int i = 1; i <= 100_000; i++) {
            health(10 + i, 0, i == 77_777 ? 0 : 3 + i % 2, 4);
        }
        FaultTimeline timeline = recorder.finish(200_000 * SECOND);
        Series healthy = timeline.series().get(0);
        assertThat(healthy.key()).isEqualTo("healthy");
        assertThat(healthy.values()).hasSizeLessThan(1100).hasSizeGreaterThan(250);
        assertThat(Arrays.stream(healthy.values()).min()).hasValue(10);
        for (int i = 1; i < healthy.timeMicros().length; i++) {
            assertThat(healthy.timeMicros()[i]).isGreaterThan(healthy.timeMicros()[i - 1]);
        }
        assertThat(healthy.timeMicros()).contains((10 + 77_777) * SECOND);
        assertThat(healthy.values()[healthy.values().length - 1]).isEqualTo(13);
    }
}
