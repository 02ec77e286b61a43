package io.ecsim.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ecsim.services.DeploymentAlarms.InAlarm;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeploymentAlarmsTest {

    private final InAlarm early = new InAlarm("errors", 100, 200);
    private final InAlarm late = new InAlarm("latency", 300, 400);
    private final DeploymentAlarms alarms = new DeploymentAlarms(true, List.of(late, early));

    /** R4.26: an alarm that goes into ALARM after the start fails the deployment; the first counts. */
    @Test
    void firstAlarmAfterTheStartCounts() {
        assertThat(alarms.failing(0)).contains(early);
        assertThat(alarms.failing(99)).contains(early);
        assertThat(alarms.failing(200)).contains(late);
        assertThat(alarms.failing(400)).isEmpty();
    }

    /** R4.26: one that is in ALARM at the start switches alarms off for the deployment. */
    @Test
    void alarmAtTheStartIsIgnored() {
        assertThat(alarms.failing(100)).isEmpty();
        assertThat(alarms.failing(199)).isEmpty();
    }

    @Test
    void alarmsLastSomeTime() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InAlarm("x", 5, 5))
                .withMessageContaining("5 to 5");
    }
}
