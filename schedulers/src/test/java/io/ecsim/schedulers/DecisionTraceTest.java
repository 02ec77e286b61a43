package io.ecsim.schedulers;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.cluster.InstanceStatus;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Demand;
import io.ecsim.placement.DecisionTrace;
import io.ecsim.placement.DecisionTrace.Candidate;
import io.ecsim.placement.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A trace tells what the pipeline does, and what it would do without its choice. */
class DecisionTraceTest {

    @Test
    void showsWhoRefusesAndWhatTheOthersCost() {
        TestCluster cluster = TestCluster.of(
                "spread(attribute:ecs.availability-zone), binpack(memory)",
                TestCluster.Mode.INDEXED,
                ContainerInstance.of("a1", "a", 4096, 8192),
                ContainerInstance.of("a2", "a", 4096, 4096),
                ContainerInstance.of("b1", "b", 4096, 6000),
                ContainerInstance.of("small", "b", 256, 8192));
        TestCluster.Task web = cluster.task("family:web", Demand.of(512, 1024));
        cluster.put("b1", web);

        DecisionTrace trace = cluster.pipeline.trace(web.request());

        assertThat(trace.stages()).containsExactly("spread(attribute:ecs.availability-zone)", "binpack(memory)");
        assertThat(trace.chooser()).isEmpty();
        assertThat(trace.candidates())
                .containsExactly(
                        new Candidate(0, 0, Optional.empty(), List.of(0L, 8192L), 0),
                        new Candidate(1, 1, Optional.empty(), List.of(0L, 4096L), 0),
                        new Candidate(2, 2, Optional.empty(), List.of(1L, 4976L), 0),
                        new Candidate(3, 3, Optional.of(Refusal.CPU), List.of(), 0));
        assertThat(trace.ranked()).extracting(Candidate::instance).containsExactly(1, 0, 2);
        Candidate best = trace.ranked().get(0);
        assertThat(DecisionTrace.outAt(trace.candidates().get(2), best)).isZero();
        assertThat(DecisionTrace.outAt(trace.candidates().get(0), best)).isEqualTo(1);
        assertThat(cluster.place(web)).isEqualTo("a2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "binpack(memory)",
                "dot-product",
                "spread(attribute:ecs.availability-zone), spread(instanceId)",
                "spread(attribute:ecs.availability-zone), binpack(cpu)",
                "worst-fit(cpu)"
            })
    void theBestIsTakenAndTheRunnerUpIsNext(String chain) {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            List<ContainerInstance> instances = IntStream.range(0, 12)
                    .mapToObj(i -> ContainerInstance.of(
                            "i" + i,
                            List.of("a", "b", "c").get(random.nextInt(3)),
                            2048 + 512 * random.nextInt(4),
                            8192))
                    .toList();
            TestCluster cluster =
                    TestCluster.of(chain, TestCluster.Mode.INDEXED, instances.toArray(new ContainerInstance[0]));
            List<TestCluster.Task> kinds = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Demand demand = Demand.of(256 + 256 * random.nextInt(3), 512 + 512 * random.nextInt(3));
                kinds.add(i == 0 ? cluster.serviceTask("web", demand) : cluster.task("family:" + i, demand));
            }
            for (int i = 0; i < 25; i++) {
                cluster.place(kinds.get(random.nextInt(3)));
            }
            for (TestCluster.Task kind : kinds) {
                DecisionTrace trace = cluster.pipeline.trace(kind.request());
                int chosen = cluster.pipeline.place(kind.request());
                assertThat(trace.ranked().stream()
                                .map(Candidate::instance)
                                .findFirst()
                                .orElse(-1))
                        .as("seed %d", seed)
                        .isEqualTo(chosen);
                if (chosen >= 0) {
                    cluster.state.setStatus(chosen, InstanceStatus.DRAINING, true);
                    assertThat(trace.runnerUp(chosen).map(Candidate::instance).orElse(-1))
                            .as("seed %d without the choice", seed)
                            .isEqualTo(cluster.pipeline.place(kind.request()));
                    cluster.state.setStatus(chosen, InstanceStatus.ACTIVE, true);
                }
            }
        }
    }

    @Test
    void aStageThatChoosesByItselfGivesNoCost() {
        TestCluster cluster = TestCluster.of(
                "binpack(cpu), random",
                TestCluster.Mode.INDEXED,
                ContainerInstance.of("a1", "a", 4096, 8192),
                ContainerInstance.of("a2", "a", 4096, 8192));
        DecisionTrace trace = cluster.pipeline.trace(
                cluster.task("family:web", Demand.of(512, 1024)).request());
        assertThat(trace.stages()).containsExactly("binpack(cpu)");
        assertThat(trace.chooser()).hasValue("random");
    }
}
