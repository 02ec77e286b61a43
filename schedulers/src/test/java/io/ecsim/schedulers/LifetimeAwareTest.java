package io.ecsim.schedulers;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.TaskTable;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Demand;
import io.ecsim.placement.ImageLocality;
import io.ecsim.placement.LifetimeFeed;
import io.ecsim.placement.PlacementPipeline;
import io.ecsim.placement.Request;
import io.ecsim.placement.RequestKind;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.SchedulerTally;
import io.ecsim.placement.TaskMix;
import io.ecsim.random.Streams;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lifetime-aware best fit by hand, and the law of its predictor. */
class LifetimeAwareTest {

    private static final long SECOND = 1_000_000;
    private static final long MINUTE = 60 * SECOND;

    private long now;
    private final TaskTable tasks = new TaskTable();
    private final ClusterState cluster = new ClusterState(List.of(
            ContainerInstance.of("A", "a", 4_000, 4_000),
            ContainerInstance.of("B", "a", 4_000, 4_000),
            ContainerInstance.of("C", "a", 4_000, 4_000)));
    private final LifetimeFeed feed = new LifetimeFeed(() -> now);
    private final PlacementPipeline pipeline = new PlacementPipeline(
            cluster,
            BuiltInStrategies.catalogue().parse("lifetime-aware(1)"),
            new RunContext(
                    cluster,
                    new Streams(1, 0),
                    "lifetimes",
                    ImageLocality.EVERYWHERE,
                    new SchedulerTally(),
                    () -> TaskMix.UNKNOWN,
                    feed),
            true,
            false);
    private final RequestKind kind = RequestKind.of(cluster, Demand.of(1_000, 1_000), "g", List.of(), false);
    private long ordinal;

    LifetimeAwareTest() {
        for (int instance = 0; instance < cluster.instances(); instance++) {
            cluster.register(instance, 0);
        }
    }

    private int add(int amount, long runMicros) {
        return tasks.add(0, amount, amount, 0, 0, now, ordinal++, runMicros);
    }

    private void put(int row, int instance) {
        feed.placed(tasks, row, instance);
        cluster.reserve(instance, kind.needs(), tasks.cpuUnits(row), tasks.memoryMiB(row), 0);
    }

    private void leave(int row, int instance) {
        feed.released(row, instance);
        cluster.release(instance, kind.needs(), tasks.cpuUnits(row), tasks.memoryMiB(row), 0);
    }

    private String choice(int amount, long runMicros) {
        int row = add(amount, runMicros);
        int instance = pipeline.place(new Request(kind, 0, 0, 0).of(kind, tasks, row));
        return cluster.spec(instance).id();
    }

    /** A exits in an hour and is the emptier; B in a minute; C is empty. */
    @Test
    void aTaskGoesWhereItExtendsTheExitLeastThenWhereItFits() {
        put(add(1_000, 60 * MINUTE), 0);
        int shortLived = add(2_000, MINUTE);
        put(shortLived, 1);
        assertThat(choice(1_000, 50 * MINUTE)).as("A exits later anyway").isEqualTo("A");
        assertThat(choice(1_000, 30 * SECOND))
                .as("neither is extended: B is fuller")
                .isEqualTo("B");
        assertThat(choice(1_000, 61 * MINUTE))
                .as("A by 1 min, B by 60, C by 61")
                .isEqualTo("A");
        now = 30 * SECOND;
        assertThat(choice(1_000, 31 * SECOND)).as("B would be extended by 1 s").isEqualTo("A");
        leave(shortLived, 1);
        now = 55 * MINUTE;
        assertThat(choice(1_000, 6 * MINUTE)).as("A by 1 min, the empty by 6").isEqualTo("A");
    }

    /** 3 s and 2 s are one class, 2 to 3 s: best fit decides; 4 s is the next. */
    @Test
    void extensionsOfOneClassAreEqual() {
        put(add(1_000, 8 * SECOND), 0);
        put(add(2_000, 7 * SECOND), 1);
        assertThat(choice(1_000, 10 * SECOND)).as("A by 2 s, B by 3 s").isEqualTo("B");
        assertThat(choice(1_000, 11 * SECOND)).as("A by 3 s, B by 4 s").isEqualTo("A");
        assertThat(choice(1_000, Long.MAX_VALUE))
                .as("without end all are extended alike")
                .isEqualTo("B");
    }

    @Test
    void aTaskThatOutlivesItsPredictionIsPredictedAnew() {
        LifetimePredictor never = new LifetimePredictor(0, new Streams(3, 0).keyed("p"));
        for (int task = 0; task < 200; task++) {
            PredictedExits exits = new PredictedExits(feed, never, 1);
            now = 0;
            exits.placed(0, 0, task, 0, 1_000 * SECOND);
            long first = exits.exitMicros(0, 0);
            assertThat(first).as("a tenth or ten times").isIn(100 * SECOND, 10_000 * SECOND);
            assertThat(exits.exitMicros(0, first - 1)).isEqualTo(first);
            if (first == 100 * SECOND) {
                assertThat(exits.exitMicros(0, first))
                        .as("900 s remain, told as 90 or 9,000")
                        .isIn(190 * SECOND, 9_100 * SECOND);
            }
            long late = 2_000 * SECOND;
            assertThat(exits.exitMicros(0, 20_000 * SECOND))
                    .as("its time is over, and it is there")
                    .isGreaterThan(late);
            exits.released(0, 0);
            assertThat(exits.exitMicros(0, late)).as("empty").isEqualTo(late);
        }
    }

    /** Of 20,000 predictions 0.7 are right within 4 standard errors, and half of the others are too long. */
    @Test
    void accuracyIsTheShareOfTruePredictions() {
        int right = 0;
        int tooLong = 0;
        int n = 20_000;
        LifetimePredictor predictor = new LifetimePredictor(7_000, new Streams(5, 0).keyed("p"));
        LifetimePredictor better = new LifetimePredictor(9_000, new Streams(5, 0).keyed("p"));
        for (int task = 0; task < n; task++) {
            long told = predictor.remainingMicros(task, 0, 0, 100 * SECOND);
            assertThat(told).isIn(10 * SECOND, 100 * SECOND, 1_000 * SECOND);
            long toldBetter = better.remainingMicros(task, 0, 0, 100 * SECOND);
            assertThat(toldBetter).as("what is right stays right").isIn(told, 100 * SECOND);
            right += told == 100 * SECOND ? 1 : 0;
            tooLong += told > 100 * SECOND ? 1 : 0;
        }
        assertThat(right / (double) n).isBetween(0.7 - 4 * 0.00324, 0.7 + 4 * 0.00324);
        assertThat(tooLong / (double) (n - right)).isBetween(0.5 - 4 * 0.00646, 0.5 + 4 * 0.00646);
        assertThat(predictor.remainingMicros(1, 0, 0, Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    }
}
