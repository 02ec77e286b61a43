package io.ecsim.services;

import static io.ecsim.services.ServiceWorld.desired;
import static io.ecsim.services.ServiceWorld.instances;
import static io.ecsim.services.ServiceWorld.plan;
import static io.ecsim.services.ServiceWorld.revision;
import static io.ecsim.services.ServiceWorld.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.model.Service;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.DeploymentRecord;
import io.ecsim.observe.DeploymentStateChange.State;
import io.ecsim.services.ScriptedTasks.Script;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RollingUpdateTest {

    private static final TaskDefinition WEB = TaskDefinition.of("web", 1024, 100);
    private static final long UPDATE = 1000;

    /** A service that has settled by the time of its update, and two revisions that start at once. */
    private static ServiceWorld world(Service service, int slots, long startSeconds) {
        List<Script> scripts =
                List.of(Script.runs(service, WEB, startSeconds), Script.runs(service, WEB, startSeconds));
        return new ServiceWorld(instances(slots), scripts, List.of(plan(service, revision(UPDATE, 1)))).begin();
    }

    /** R4.1, R4.6, R4.13: tasks come at once; the deployment completes when they have run for 40 s. */
    @Test
    void aNewServiceReachesItsDesiredCount() {
        ServiceWorld world = world(service(3, 100, 200), 9, 5).until(44);
        assertThat(world.running(0)).isEqualTo(3);
        assertThat(world.scheduler.counts(0)).isEqualTo(new ServiceCounts(3, 3, 0, 0, 0));
        assertThat(world.scheduler.deployments().get(0).state()).isEqualTo(State.IN_PROGRESS);
        world.until(45);
        assertThat(world.scheduler.counts(0)).isEqualTo(new ServiceCounts(3, 3, 0, 3, 0));
        assertThat(world.scheduler.deployments().get(0).state()).isEqualTo(State.COMPLETED);
        assertThat(world.messages()).last().isEqualTo("(service web) has reached a steady state.");
        assertThat(world.actionNames()).containsExactly("SERVICE_STEADY_STATE");
    }

    /** W13, R4.10, R4.12: 4 tasks, 50/100: two out, two in, two out, two in. */
    @Test
    void halfOfTheTasksGoFirstWhereNoMoreThanTheDesiredCountMayExist() {
        ServiceWorld world = world(service(4, 50, 100), 9, 5).until(2000);
        assertThat(world.story(UPDATE, "stop", 0)).containsExactly("1000: 2", "1045: 2");
        assertThat(world.story(UPDATE, "start", 1)).containsExactly("1000: 2", "1045: 2");
        DeploymentRecord record = world.scheduler.deployments().get(1);
        assertThat(record.state()).isEqualTo(State.COMPLETED);
        assertThat(record.endedMicros()).isEqualTo(1_090_000_000L);
        assertThat(record.peakTasks()).isEqualTo(4);
        assertThat(record.batches()).isEqualTo(2);
        assertThat(record.history())
                .allSatisfy(point -> assertThat(point.healthy()).isGreaterThanOrEqualTo(2));
    }

    /** W14, R4.15: 6 tasks, 100/200, room for 8: three rounds of two. */
    @Test
    void withLittleRoomTheUpdateGoesInBatchesOfWhatFits() {
        ServiceWorld world = world(service(6, 100, 200), 8, 5).until(3000);
        assertThat(world.story(UPDATE, "start", 1)).containsExactly("1000: 2", "1045: 2", "1090: 2");
        assertThat(world.story(UPDATE, "stop", 0)).containsExactly("1045: 2", "1090: 2", "1135: 2");
        DeploymentRecord record = world.scheduler.deployments().get(1);
        assertThat(record.endedMicros()).isEqualTo(1_135_000_000L);
        assertThat(record.blockedReason()).isEqualTo("RESOURCE:CPU");
        assertThat(record.blockedMicros()).isEqualTo(90_000_000L);
        assertThat(record.peakTasks()).isEqualTo(8);
        assertThat(record.limits()).isEqualTo(new DeploymentRecord.Limits(6, 6, 12));
        assertThat(record.instances()).isEqualTo(new DeploymentRecord.InstancesInUse(1, 1));
    }

    /** W15, R4.15: the same with 50/200: three out, five in at once, three out, one in. */
    @Test
    void aLowerMinimumMakesRoomForLargerBatches() {
        ServiceWorld world = world(service(6, 50, 200), 8, 5).until(3000);
        assertThat(world.story(UPDATE, "stop", 0)).containsExactly("1000: 3", "1045: 3");
        assertThat(world.story(UPDATE, "start", 1)).containsExactly("1000: 5", "1045: 1");
        assertThat(world.scheduler.deployments().get(1).endedMicros()).isEqualTo(1_090_000_000L);
    }

    /** W16, R4.14: neither may a task go nor one come. */
    @ParameterizedTest
    @CsvSource({"3, 100, 125", "2, 75, 100", "1, 100, 100"})
    void boundsThatMeetLetNothingMove(int desired, int minimum, int maximum) {
        ServiceWorld world = world(service(desired, minimum, maximum), 9, 5).until(50_000);
        assertThat(world.story(UPDATE, "start", 1)).isEmpty();
        assertThat(world.story(UPDATE, "stop", 0)).isEmpty();
        assertThat(world.messages())
                .filteredOn(m -> m.contains("unable to stop or start tasks during a deployment because of the service"
                        + " deployment configuration"))
                .hasSize(1);
        assertThat(world.scheduler.deployments().get(1).blockedReason()).isEqualTo("deployment configuration");
    }

    /** R4.7, R4.18: another desired count belongs to the deployment that there is. */
    @Test
    void aDesiredCountAloneMakesNoDeployment() {
        Service service = service(2, 100, 200);
        ServiceWorld world = new ServiceWorld(
                        instances(9),
                        List.of(Script.runs(service, WEB, 5)),
                        List.of(plan(service, desired(100, 5), desired(200, 1))))
                .begin()
                .until(150);
        assertThat(world.running(0)).isEqualTo(5);
        world.until(300);
        assertThat(world.running(0)).isEqualTo(1);
        assertThat(world.scheduler.deployments()).hasSize(1);
        assertThat(world.actionNames())
                .containsExactly("SERVICE_STEADY_STATE", "SERVICE_STEADY_STATE", "SERVICE_STEADY_STATE");
    }
}
