package io.ecsim.services;

import static io.ecsim.services.ServiceWorld.desired;
import static io.ecsim.services.ServiceWorld.instances;
import static io.ecsim.services.ServiceWorld.plan;
import static io.ecsim.services.ServiceWorld.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.model.ContainerDefinition;
import io.ecsim.model.NetworkMode;
import io.ecsim.model.PortMapping;
import io.ecsim.model.Protocol;
import io.ecsim.model.Service;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.EventLevel;
import io.ecsim.placement.Refusal;
import io.ecsim.services.ScriptedTasks.Script;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceEventsTest {

    private static final TaskDefinition WEB = TaskDefinition.of("web", 1024, 100);
    private static final String NO_ROOM =
            "(service web) was unable to place a task because no container instance met all of its requirements. ";
    private static final String TRAILER =
            " For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.";

    private static ServiceWorld world(Service service, TaskDefinition definition, int... slots) {
        return new ServiceWorld(instances(slots), List.of(Script.runs(service, definition, 5)), List.of(plan(service)));
    }

    /** W9, R4.61, R4.62, R11.4, R2.31: three tasks of one static port on two instances. */
    @Test
    void aTakenPortIsNamed() {
        TaskDefinition port = new TaskDefinition(
                "web",
                1,
                NetworkMode.BRIDGE,
                0,
                0,
                List.of(new ContainerDefinition(
                        "web", 10, 10, 0, 0, true, List.of(new PortMapping(80, 80, Protocol.TCP)))),
                List.of(),
                Map.of());
        ServiceWorld world = world(service(3, 100, 200), port, 4, 4).begin().until(60);
        assertThat(world.running(0)).isEqualTo(2);
        assertThat(world.messages())
                .contains(NO_ROOM + "The closest matching container-instance i-1 is already using a port required by"
                        + " your task." + TRAILER);
        assertThat(world.actions).singleElement().satisfies(action -> {
            assertThat(action.eventName()).isEqualTo("SERVICE_TASK_PLACEMENT_FAILURE");
            assertThat(action.level()).isEqualTo(EventLevel.ERROR);
            assertThat(action.reason()).isEqualTo("RESOURCE:PORTS");
            assertThat(action.containerInstances()).containsExactly("i-1");
        });
        assertThat(world.cluster.portsInUse(0)).contains(80);
        assertThat(world.cluster.portsInUse(1)).contains(80);
    }

    /** R4.61: what lacks is named: CPU, or all instances. */
    @Test
    void theLackOfRoomIsNamed() {
        ServiceWorld cpu = world(service(2, 100, 200), WEB, 1).begin().until(60);
        assertThat(cpu.messages())
                .contains(NO_ROOM + "The closest matching container-instance i-1 has insufficient CPU units available."
                        + TRAILER);
        Service service = service(2, 100, 200);
        ServiceWorld none = new ServiceWorld(
                        instances(1),
                        List.of(Script.runs(service, WEB, 5)),
                        List.of(plan(service)),
                        ServiceSettings.IMMEDIATE,
                        1)
                .begin()
                .until(60);
        assertThat(none.messages())
                .containsExactly(NO_ROOM + "Reason: No Container Instances were found in your cluster.");
    }

    /** R1.3, R4.61, R9.7: what the definition requires and what a constraint asks for are told apart. */
    @Test
    void missingAttributesAndFalseConstraintsAreNamed() {
        ServiceWorld constraint = new ServiceWorld(
                        instances(4),
                        List.of(Script.runs(service(1, 100, 200), WEB, 5).onlyOn(instance -> false)),
                        List.of(plan(service(1, 100, 200))))
                .begin()
                .until(60);
        assertThat(constraint.messages())
                .containsExactly(NO_ROOM + "The closest matching container-instance i-1 encountered error \"MemberOf"
                        + " placement constraint unsatisfied.\"." + TRAILER);
        assertThat(Refusal.ATTRIBUTE.code()).isEqualTo("ATTRIBUTE");
        assertThat(ServiceEvents.lack(Refusal.ATTRIBUTE)).isEqualTo("is missing an attribute required by your task.");
    }

    /** R4.61: tasks that start and stop are listed by id. */
    @Test
    void startsAndStopsAreListed() {
        Service service = service(2, 100, 200);
        ServiceWorld world = new ServiceWorld(
                        instances(9), List.of(Script.runs(service, WEB, 5)), List.of(plan(service, desired(100, 1))))
                .begin()
                .until(200);
        assertThat(world.messages().get(0))
                .matches("\\(service web\\) has started 2 tasks: \\(task [0-9a-f]{32}\\) \\(task [0-9a-f]{32}\\)\\.");
        assertThat(world.messages())
                .anyMatch(m -> m.matches("\\(service web\\) has stopped 1 running tasks: \\(task [0-9a-f]{32}\\)\\."));
    }

    /** R4.60: the same complaint is told again after 6 hours, or when it had been resolved. */
    @Test
    void complaintsAreNotRepeated() {
        ServiceWorld world = world(service(2, 100, 200), WEB, 1, 1);
        // The second instance comes and goes: its end makes the same complaint new.
        world.at(100, () -> world.terminate(1));
        for (long second = 200; second < 40_000; second += 100) {
            world.at(second, () -> world.scheduler.capacityFreed(0));
        }
        world.begin().until(21_600);
        assertThat(world.messages()).filteredOn(m -> m.startsWith(NO_ROOM)).hasSize(1);
        world.until(22_000);
        assertThat(world.messages()).filteredOn(m -> m.startsWith(NO_ROOM)).hasSize(2);
    }

    /** R4.60: a service keeps its 100 newest events. */
    @Test
    void aHundredEventsAreKept() {
        Service service = service(1, 0, 200);
        ServiceWorld world = new ServiceWorld(
                        instances(9), List.of(Script.runs(service, WEB, 2).crashingAfter(1)), List.of(plan(service)))
                .begin()
                .until(1000);
        assertThat(world.events).hasSizeGreaterThan(300);
        assertThat(world.scheduler.events(0))
                .hasSize(100)
                .isEqualTo(world.events.subList(world.events.size() - 100, world.events.size()));
    }
}
