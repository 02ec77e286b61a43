package io.ecsim.services;

import static io.ecsim.services.ServiceWorld.force;
import static io.ecsim.services.ServiceWorld.instances;
import static io.ecsim.services.ServiceWorld.plan;
import static io.ecsim.services.ServiceWorld.revision;
import static io.ecsim.services.ServiceWorld.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.model.Service;
import io.ecsim.model.TaskDefinition;
import io.ecsim.services.ScriptedTasks.Happening;
import io.ecsim.services.ScriptedTasks.Script;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartThrottleTest {

    private static final TaskDefinition WEB = TaskDefinition.of("web", 1024, 100);

    /** Seconds between a task's failure and the next start. */
    private static List<Long> gaps(ServiceWorld world, long fromSecond, int spec) {
        List<Long> gaps = new ArrayList<>();
        long failed = -1;
        for (Happening happening : world.tasks.log) {
            if (happening.second() < fromSecond || happening.task().spec() != spec) {
                continue;
            }
            if (happening.what().equals("stopped")) {
                failed = happening.second();
            } else if (happening.what().equals("start") && failed >= 0) {
                gaps.add(happening.second() - failed);
            }
        }
        return gaps;
    }

    /** W18, R4.30, R4.32: the pauses double to 27 minutes; from the third on the service warns. */
    @Test
    void tasksThatNeverRunAreRestartedEverMoreSlowly() {
        Service service = service(1, 0, 200);
        ServiceWorld world = new ServiceWorld(
                        instances(9), List.of(Script.runs(service, WEB, 2).failing()), List.of(plan(service)))
                .begin()
                .until(6000);
        assertThat(gaps(world, 0, 0)).startsWith(10L, 20L, 40L, 80L, 160L, 320L, 640L, 1280L, 1620L);
        assertThat(world.actionNames())
                .containsOnly("SERVICE_TASK_START_IMPAIRED")
                .hasSize(9);
        assertThat(world.actions.get(0).atMicros()).isEqualTo((2 + 10 + 2 + 20 + 2) * 1_000_000L);
        assertThat(world.messages())
                .filteredOn(m -> m.equals("(service web) is unable to consistently start tasks successfully."))
                .hasSize(1);
    }

    /** W18, R4.30: another task definition begins anew; the same one by force does not. */
    @Test
    void anotherTaskDefinitionResetsThePauses() {
        Service service = service(1, 0, 200);
        List<Script> scripts = List.of(
                Script.runs(service, WEB, 2).failing(),
                Script.runs(service, WEB, 2).failing());
        ServiceWorld other = new ServiceWorld(instances(9), scripts, List.of(plan(service, revision(200, 1))))
                .begin()
                .until(1000);
        assertThat(gaps(other, 0, 0)).containsExactly(10L, 20L, 40L, 80L);
        assertThat(other.story(0, "start", 1).get(0)).isEqualTo("200: 1");
        assertThat(gaps(other, 200, 1)).startsWith(10L, 20L, 40L);
        ServiceWorld same = new ServiceWorld(instances(9), scripts, List.of(plan(service, force(200))))
                .begin()
                .until(1000);
        assertThat(gaps(same, 0, 0)).startsWith(10L, 20L, 40L, 80L, 160L, 320L);
    }

    /** W18, R4.31: a task that fails after RUNNING is replaced at once. */
    @Test
    void aTaskThatRanIsReplacedWithoutPause() {
        Service service = service(1, 0, 200);
        ServiceWorld world = new ServiceWorld(
                        instances(9), List.of(Script.runs(service, WEB, 2).crashingAfter(1)), List.of(plan(service)))
                .begin()
                .until(300);
        assertThat(gaps(world, 0, 0)).hasSizeGreaterThan(90).containsOnly(0L);
    }

    /** R4.32: tasks that fail together are one wave. */
    @Test
    void tasksStartedTogetherAreOneWave() {
        Service service = service(5, 0, 200);
        ServiceWorld world = new ServiceWorld(
                        instances(9), List.of(Script.runs(service, WEB, 2).failing()), List.of(plan(service)))
                .begin()
                .until(79);
        assertThat(world.story(0, "start", 0)).containsExactly("0: 5", "12: 5", "34: 5", "76: 5");
    }
}
