package io.ecsim.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.cluster.StopCode;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskStatus;
import io.ecsim.engine.Simulation;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Service;
import io.ecsim.model.TargetGroup;
import io.ecsim.model.TaskBehaviour;
import io.ecsim.model.TaskDefinition;
import io.ecsim.random.Law;
import io.ecsim.random.RandomStream;
import io.ecsim.random.SequentialStream;
import io.ecsim.random.Streams;
import io.ecsim.services.TargetState.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoadBalancerTargetsTest {

    private static final long SECOND = 1_000_000;
    private static final TaskDefinition WEB = TaskDefinition.of("web", 1, 1);

    private final Simulation simulation = new Simulation();
    private final PlacedTasks tasks = new PlacedTasks(ContainerInstance.of("A1", "a", 4096, 4096));
    private final List<String> heard = new ArrayList<>();

    private record Fixed(double seconds) implements Law {
        @Override
        public double sample(RandomStream stream) {
            return seconds;
        }

        @Override
        public double mean() {
            return seconds;
        }

        @Override
        public String describe() {
            return "fixed(" + seconds + ")";
        }
    }

    private static TaskBehaviour behaviour(double ready, double fails) {
        return new TaskBehaviour(
                Map.of(),
                Optional.of(new Fixed(ready)),
                Double.isInfinite(fails) ? Optional.empty() : Optional.of(new Fixed(fails)));
    }

    private LoadBalancerTargets targets(TaskBehaviour behaviour, TargetGroup... groups) {
        Service plain = Service.replica("s", 1);
        Service service = new Service(
                plain.name(),
                plain.cluster(),
                plain.schedulingStrategy(),
                1,
                plain.deployment(),
                List.of(groups),
                0,
                false,
                Optional.empty());
        LoadBalancerTargets[] made = new LoadBalancerTargets[1];
        made[0] = new LoadBalancerTargets(
                simulation,
                tasks.cluster,
                new Streams(1, 0),
                List.of(service),
                spec -> behaviour,
                task -> hear(made[0].healthy(task) ? "healthy" : made[0].unhealthy(task) ? "unhealthy" : "neither"),
                (of, message) -> hear(message.replace("(service s) ", "")));
        return made[0];
    }

    private void hear(String what) {
        heard.add(String.format(Locale.ROOT, "%d %s", simulation.clock().nowMicros() / SECOND, what));
    }

    private void run(long untilSeconds) {
        simulation.run(untilSeconds * SECOND, Long.MAX_VALUE);
    }

    /** R4.40, R4.41: one success makes a new target healthy; two failures in a row make it unhealthy. */
    @Test
    void firstSuccessSufficesAndFailuresMustFollowEachOther() {
        LoadBalancerTargets targets = targets(behaviour(20, 100), TargetGroup.of("tg"));
        Task task = tasks.running(0, WEB, 0);
        targets.running(task);
        assertThat(targets.healthy(task)).isFalse();
        run(1000);
        assertThat(heard)
                .containsExactly(
                        "0 registered 1 targets in (target-group tg)",
                        "30 healthy",
                        "150 (instance A1) is unhealthy in (target-group tg) due to (reason Health checks failed)",
                        "150 unhealthy");
        assertThat(targets.failure(task)).isEqualTo("Task failed ELB health checks in (target-group tg)");
        assertThat(simulation.handledEvents())
                .as("no probe without effect is an event")
                .isEqualTo(3);
    }

    /** R4.40: a target that was late comes back after five successes in a row. */
    @Test
    void lateTargetIsUnhealthyFirst() {
        LoadBalancerTargets targets = targets(behaviour(100, Double.POSITIVE_INFINITY), TargetGroup.of("tg"));
        targets.running(tasks.running(0, WEB, 0));
        run(1000);
        assertThat(heard).contains("60 unhealthy", "240 healthy").hasSize(4);
    }

    /** R4.13, R4.43: healthy when all groups say so, unhealthy when one does. */
    @Test
    void severalGroupsMustAgree() {
        LoadBalancerTargets targets =
                targets(behaviour(8, 40), new TargetGroup("fast", 5, 2, 2, 10), new TargetGroup("slow", 30, 2, 2, 60));
        Task task = tasks.running(0, WEB, 0);
        targets.running(task);
        run(1000);
        assertThat(heard.stream().filter(line -> !line.contains("target-group")))
                .containsExactly("30 healthy", "45 unhealthy");
        assertThat(targets.activatingMicros(task)).isPositive();
        assertThat(targets.deactivatingMicros(task)).as("the longest delay").isEqualTo(60 * SECOND);
    }

    /** R4.42: deregistered, then the delay, and only then stopped; R4.61. */
    @Test
    void drainsBeforeTheStop() {
        LoadBalancerTargets targets = targets(behaviour(0, Double.POSITIVE_INFINITY), TargetGroup.of("tg"));
        TaskControl control = targets.drainingFirst(new Stops());
        Task task = tasks.running(0, WEB, 0);
        targets.running(task);
        run(100);
        control.stop(task, StopCode.SERVICE_SCHEDULER_INITIATED, "Scaling activity");
        assertThat(targets.healthy(task)).isFalse();
        assertThat(targets.deactivatingMicros(task)).isZero();
        run(1000);
        assertThat(heard)
                .endsWith(
                        "30 deregistered 1 targets in (target-group tg)",
                        "30 has begun draining connections on 1 tasks.",
                        "330 stopped Scaling activity");
        targets.stopping(task);
        assertThat(heard).hasSize(5);
    }

    @Test
    void taskThatEndsWhileItDrainsIsNotStoppedAgain() {
        LoadBalancerTargets targets = targets(behaviour(0, Double.POSITIVE_INFINITY), TargetGroup.of("tg"));
        TaskControl control = targets.drainingFirst(new Stops());
        Task task = tasks.running(0, WEB, 0);
        targets.running(task);
        run(100);
        control.stop(task, StopCode.SERVICE_SCHEDULER_INITIATED, "Scaling activity");
        run(200);
        task.stop(StopCode.TERMINATION_NOTICE, "gone");
        task.become(TaskStatus.STOPPED, 200 * SECOND);
        targets.stopping(task);
        assertThat(simulation.run(Long.MAX_VALUE, Long.MAX_VALUE)).isEqualTo(Simulation.StopReason.NO_EVENTS);
        assertThat(heard).noneMatch(line -> line.contains("stopped"));
    }

    @Test
    void taskThatWasNeverRunningIsStoppedAtOnce() {
        LoadBalancerTargets targets = targets(behaviour(0, Double.POSITIVE_INFINITY), TargetGroup.of("tg"));
        Task task = tasks.pending(0, WEB);
        targets.drainingFirst(new Stops()).stop(task, StopCode.SERVICE_SCHEDULER_INITIATED, "x");
        assertThat(heard).containsExactly("0 stopped x");
    }

    /** R4.61: one message for all targets of an instant. */
    @Test
    void registersInOneMessage() {
        LoadBalancerTargets targets = targets(behaviour(0, Double.POSITIVE_INFINITY), TargetGroup.of("tg"));
        for (int i = 0; i < 3; i++) {
            targets.running(tasks.running(0, WEB, 0));
        }
        run(1);
        assertThat(heard).containsExactly("0 registered 3 targets in (target-group tg)");
    }

    /** R4.40, R4.41: the changes are those that counting every probe gives. */
    @Test
    void changesAreThoseOfCountingEveryProbe() {
        for (int seed = 0; seed < 2000; seed++) {
            SequentialStream random = new Streams(seed, 0).sequential("case");
            TargetGroup group =
                    new TargetGroup("tg", 5 + random.nextInt(6), 2 + random.nextInt(3), 2 + random.nextInt(3), 0);
            long registered = random.nextInt(50);
            long ready = registered + random.nextInt(60);
            long fails = random.nextInt(4) == 0 ? TargetState.NEVER : registered + random.nextInt(150) * SECOND;
            List<ProbeOutage> outages = new ArrayList<>();
            for (int outage = random.nextInt(3); outage > 0; outage--) {
                long from = registered + random.nextInt(200) * SECOND;
                outages.add(new ProbeOutage(from, from + (1 + random.nextInt(60)) * SECOND));
            }
            assertThat(TargetState.changes(group, registered, registered + ready * SECOND, fails, outages))
                    .as("seed %s", seed)
                    .isEqualTo(countingEveryProbe(group, registered, registered + ready * SECOND, fails, outages));
        }
    }

    private static List<Change> countingEveryProbe(
            TargetGroup group, long registered, long ready, long fails, List<ProbeOutage> outages) {
        List<Change> changes = new ArrayList<>();
        TargetState state = TargetState.INITIAL;
        int successes = 0;
        int failures = 0;
        for (long probe = 1; probe < 400; probe++) {
            long at = registered + probe * group.intervalSeconds() * SECOND;
            boolean passes = at >= ready
                    && at < fails
                    && outages.stream().noneMatch(outage -> at >= outage.fromMicros() && at < outage.untilMicros());
            successes = passes ? successes + 1 : 0;
            failures = passes ? 0 : failures + 1;
            TargetState next = state;
            if (passes && (state == TargetState.INITIAL || successes >= group.healthyThreshold())) {
                next = TargetState.HEALTHY;
            } else if (failures >= group.unhealthyThreshold()) {
                next = TargetState.UNHEALTHY;
            }
            if (next != state) {
                changes.add(new Change(at, next));
                state = next;
            }
        }
        return changes;
    }

    /** A back end that only stops. */
    private final class Stops implements TaskControl {
        @Override
        public Start start(int spec, String startedBy, long ordinal) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Start startOn(int spec, String startedBy, long ordinal, int instance) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean feasible(int spec, int instance) {
            return false;
        }

        @Override
        public void stop(Task task, StopCode code, String reason) {
            hear("stopped " + reason);
        }
    }
}
