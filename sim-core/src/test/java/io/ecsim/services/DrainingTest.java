package io.ecsim.services;

import static io.ecsim.services.ServiceWorld.instances;
import static io.ecsim.services.ServiceWorld.plan;
import static io.ecsim.services.ServiceWorld.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.cluster.InstanceStatus;
import io.ecsim.cluster.Task;
import io.ecsim.model.Service;
import io.ecsim.model.TaskDefinition;
import io.ecsim.services.ScriptedTasks.Script;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrainingTest {

    private static final TaskDefinition WEB = TaskDefinition.of("web", 1024, 100);

    /** Two tasks on the first instance, two on the second, a standalone one on the first; the first drains at 1000. */
    private static ServiceWorld drained(int minimum, int maximum, long startSeconds) {
        Service service = service(4, minimum, maximum);
        Service nobody = Service.replica("nobody", 0);
        ServiceWorld world = new ServiceWorld(
                instances(3, 2, 9),
                List.of(Script.runs(service, WEB, startSeconds), Script.runs(nobody, WEB, 1)),
                List.of(plan(service)),
                ServiceSettings.IMMEDIATE,
                1);
        world.begin().until(10);
        world.tasks.startOn(1, "", 1, 0);
        world.at(999, () -> world.register(2));
        world.at(1000, () -> world.drain(0));
        return world;
    }

    private static long serviceTasksOn(ServiceWorld world, int instance) {
        return world.tasks.live.stream()
                .filter(t -> t.instance() == instance && t.spec() == 0)
                .count();
    }

    /** W27, R5.40, R5.41, R4.13: replacements first; 40 s after they run the drained tasks stop; standalone ones stay. */
    @Test
    void replacementsAreHealthyBeforeDrainedTasksStop() {
        ServiceWorld world = drained(100, 200, 5).until(1044);
        assertThat(world.story(1000, "start", 0)).containsExactly("1000: 2");
        assertThat(serviceTasksOn(world, 0)).isEqualTo(2);
        world.until(1045);
        assertThat(world.story(1000, "stop", 0)).containsExactly("1045: 2");
        assertThat(serviceTasksOn(world, 0)).isZero();
        assertThat(world.cluster.tasks(0)).isEqualTo(1);
        assertThat(world.cluster.status(0)).isEqualTo(InstanceStatus.DRAINING);
        assertThat(world.until(5000).running(1)).isEqualTo(1);
    }

    /** W27, R5.41, R4.14: 100/100 never finishes, and says so. */
    @Test
    void withoutLeewayDrainingNeverFinishes() {
        ServiceWorld world = drained(100, 100, 5).until(5000);
        assertThat(serviceTasksOn(world, 0)).isEqualTo(2);
        assertThat(world.messages()).anyMatch(m -> m.contains("service deployment configuration"));
    }

    /** W27, R5.40: 50/100 stops the drained tasks first. */
    @Test
    void aLowerMinimumStopsFirst() {
        ServiceWorld world = drained(50, 100, 5).until(5000);
        assertThat(world.story(1000, "stop", 0)).containsExactly("1000: 2");
        assertThat(world.story(1000, "start", 0)).containsExactly("1000: 2");
        assertThat(world.tasks.live.stream().filter(t -> t.spec() == 0)).allMatch(t -> t.instance() != 0);
    }

    /** R5.40: tasks that are PENDING there stop at once, whatever the minimum. */
    @Test
    void pendingTasksOnADrainingInstanceStopAtOnce() {
        ServiceWorld world = drained(100, 100, 5000).until(1000);
        assertThat(world.story(1000, "stop", 0)).containsExactly("1000: 2");
        assertThat(world.story(1000, "start", 0)).containsExactly("1000: 2");
    }

    /** W44 (service part), R7.8: tasks lost with their host are replaced elsewhere, and cause no pause. */
    @Test
    void lostTasksAreReplacedElsewhere() {
        ServiceWorld world = drained(100, 200, 5);
        world.at(500, () -> world.terminate(1));
        world.until(600);
        assertThat(world.story(500, "stopped", 0)).containsExactly("500: 2");
        assertThat(world.story(500, "start", 0)).isEmpty(); // the first instance is full
        world.until(999);
        assertThat(world.story(500, "start", 0)).containsExactly("999: 2");
        assertThat(world.tasks.live.stream().filter(t -> t.spec() == 0).map(Task::instance))
                .doesNotContain(1);
    }

    /** W44 (service part), R7.7, R4.61: a silent agent loses nothing; where it is the only one, the event names AGENT. */
    @Test
    void tasksOfADisconnectedAgentAreNotReplaced() {
        Service service = service(2, 100, 200);
        ServiceWorld world = new ServiceWorld(
                instances(9),
                List.of(Script.runs(service, WEB, 5)),
                List.of(plan(service, ServiceWorld.desired(300, 3))));
        world.at(200, () -> world.connection(0, false));
        world.at(400, () -> world.connection(0, true));
        world.begin().until(399);
        assertThat(world.story(200, "start", 0)).isEmpty();
        assertThat(world.running(0)).isEqualTo(2);
        assertThat(world.messages()).anyMatch(m -> m.contains("encountered error \"AGENT\"."));
        world.until(500);
        assertThat(world.story(200, "start", 0)).containsExactly("400: 1");
    }
}
