package io.ecsim.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ecsim.model.ContainerDefinition;
import io.ecsim.model.NetworkMode;
import io.ecsim.model.PlacementConstraint;
import io.ecsim.model.PlacementConstraint.DistinctInstance;
import io.ecsim.model.PlacementConstraint.MemberOf;
import io.ecsim.model.TaskDefinition;
import io.ecsim.model.query.ClusterQuery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskSpecTest {

    /** R1.6: those of the definition first, all of them binding. */
    @Test
    void constraintsOfDefinitionAndRequestAddUp() {
        TaskSpec spec = new TaskSpec(definition(1), "g", List.of(new DistinctInstance()), false);

        assertThat(spec.allConstraints()).hasSize(2).last().isEqualTo(new DistinctInstance());
    }

    /** R1.6: ten together. */
    @Test
    void moreThanTenConstraintsAreRefused() {
        List<PlacementConstraint> five = Collections.nCopies(5, memberOf());

        assertThat(new TaskSpec(definition(5), "g", five, false).allConstraints())
                .hasSize(10);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TaskSpec(definition(6), "g", five, false))
                .withMessage("g has 11 constraints; ECS allows 10 (R1.6)");
    }

    /** R1.3, R1.6: what the parameters of a definition require of an instance is no constraint. */
    @Test
    void requiredAttributesAreNotCounted() {
        List<PlacementConstraint> ten = new ArrayList<>(Collections.nCopies(10, memberOf()));
        ten.add(new PlacementConstraint.RequiredAttribute("ecs.cpu-architecture", "arm64"));

        assertThat(new TaskSpec(definition(0), "g", ten, false).allConstraints())
                .hasSize(11);
    }

    /** R1.23. */
    @Test
    void theDefaultGroupIsTheFamily() {
        assertThat(TaskSpec.standalone(TaskDefinition.of("web", 1, 1)).group()).isEqualTo("family:web");
    }

    private static TaskDefinition definition(int constraints) {
        ContainerDefinition only = new ContainerDefinition("web", 128, 128, 0, 0, true, List.of());
        return new TaskDefinition(
                "web",
                1,
                NetworkMode.BRIDGE,
                0,
                0,
                List.of(only),
                Collections.nCopies(constraints, memberOf()),
                Map.of());
    }

    private static PlacementConstraint memberOf() {
        return new MemberOf(ClusterQuery.parse("attribute:stack exists"));
    }
}
