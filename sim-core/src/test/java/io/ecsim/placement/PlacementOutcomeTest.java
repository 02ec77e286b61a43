package io.ecsim.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.InstanceStatus;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Demand;
import io.ecsim.model.HostPort;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.Protocol;
import io.ecsim.model.query.ClusterQuery;
import io.ecsim.random.Streams;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Not placed is a value: every instance counts once, by the first condition that it fails. */
class PlacementOutcomeTest {

    private static final Demand WEB = new Demand(512, 1024, 0, 0, List.of(new HostPort(80, Protocol.TCP)), Map.of());

    private final ClusterState cluster = new ClusterState(List.of(
            ContainerInstance.of("full", "a", 256, 4096),
            ContainerInstance.of("tight", "a", 1024, 512),
            ContainerInstance.of("port", "a", 1024, 4096),
            ContainerInstance.of("elsewhere", "b", 1024, 4096),
            ContainerInstance.of("draining", "a", 1024, 4096),
            ContainerInstance.of("silent", "a", 1024, 4096)));

    private final RequestKind web = RequestKind.of(
            cluster,
            WEB,
            "family:web",
            List.of(new PlacementConstraint.MemberOf(ClusterQuery.parse("attribute:ecs.availability-zone == a"))),
            false);

    private final PlacementPipeline pipeline = new PlacementPipeline(
            cluster,
            new StrategyChain("none", List.of()),
            new RunContext(cluster, new Streams(1, 0), "none"),
            true,
            false);

    private final Request request = new Request(web, WEB.cpuUnits(), WEB.memoryMiB(), 0);

    @Test
    void placesWhereEverythingFits() {
        cluster.register(2, 0);
        assertThat(pipeline.decide(request)).isEqualTo(new PlacementOutcome.Placed(2));
    }

    @Test
    void countsTheFirstReasonOfEachInstance() {
        for (int i = 0; i < cluster.instances(); i++) {
            cluster.register(i, 0);
        }
        cluster.reserve(2, web.needs(), WEB.cpuUnits(), WEB.memoryMiB(), 0); // port 80 is taken
        cluster.setStatus(4, InstanceStatus.DRAINING, true);
        cluster.setStatus(5, InstanceStatus.ACTIVE, false);
        assertThat(pipeline.decide(request))
                .isEqualTo(new PlacementOutcome.NotPlaced(Map.of(
                        Refusal.CPU, 1,
                        Refusal.MEMORY, 1,
                        Refusal.PORTS, 1,
                        Refusal.MEMBER_OF, 1,
                        Refusal.INACTIVE, 1,
                        Refusal.AGENT, 1)));
    }

    /** R4.62: the fewest failed checks, then the smallest shortage, then the least id; the first check names the reason. */
    @Test
    void theClosestMatchFailsTheFewestChecksAndLacksTheLeast() {
        RequestKind large =
                RequestKind.of(cluster, new Demand(1200, 1024, 0, 0, List.of(), Map.of()), "g", List.of(), false);
        Request asked = new Request(large, 1200, 1024, 0);
        assertThat(pipeline.closest(asked)).isEmpty();
        cluster.register(0, 0);
        assertThat(pipeline.closest(asked)).hasValue(new ClosestMatch(0, Refusal.CPU)); // lacks 944 of CPU
        cluster.register(3, 0);
        assertThat(pipeline.closest(asked)).hasValue(new ClosestMatch(3, Refusal.CPU)); // lacks 176
        cluster.register(1, 0); // lacks 176 too, but memory besides
        assertThat(pipeline.closest(asked)).hasValue(new ClosestMatch(3, Refusal.CPU));
        cluster.setStatus(3, InstanceStatus.ACTIVE, false); // now fails two checks as well
        cluster.setStatus(0, InstanceStatus.DRAINING, true);
        assertThat(pipeline.closest(asked)).hasValue(new ClosestMatch(3, Refusal.AGENT)); // lacks less
    }

    /** R1.3: what the task definition requires of an instance is a reason of its own. */
    @Test
    void countsMissingAttributesApartFromConstraints() {
        for (int i = 0; i < cluster.instances(); i++) {
            cluster.register(i, 0);
        }
        RequestKind arm = RequestKind.of(
                cluster,
                WEB,
                "family:web",
                List.of(
                        new PlacementConstraint.RequiredAttribute("ecs.availability-zone", "a"),
                        new PlacementConstraint.MemberOf(ClusterQuery.parse("attribute:ecs.availability-zone == b"))),
                false);
        assertThat(pipeline.decide(new Request(arm, 1, 1, 0)))
                .isEqualTo(new PlacementOutcome.NotPlaced(Map.of(Refusal.MEMBER_OF, 5, Refusal.ATTRIBUTE, 1)));
    }
}
