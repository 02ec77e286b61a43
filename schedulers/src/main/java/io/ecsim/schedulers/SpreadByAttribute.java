package io.ecsim.schedulers;

import io.ecsim.cluster.GroupCounts;
import io.ecsim.model.PlacementStrategy;
import io.ecsim.placement.Partition;
import io.ecsim.placement.Request;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;

/**
 * {@code spread(attribute:NAME)} of ECS: the instances whose value of the attribute holds the fewest tasks of the
 * request's group, among the values with an instance that can take the task (R1.20, R1.22, R1.24).
 *
 * <p>Deviation: ECS does not say what happens to instances without the attribute; here they share one value of their
 * own (R1.25).
 *
 * @param attribute name of a built-in or custom attribute, such as {@code ecs.availability-zone}
 */
public record SpreadByAttribute(String attribute) implements StrategyProvider {

    /** {@code spread(attribute:NAME)}. */
    static final StrategyFamily FAMILY = new ParameterFamily(
            "spread(attribute:NAME)",
            "NAME: a built-in or custom attribute",
            "attribute:[^(),]+|host",
            SpreadByAttribute.class::isInstance,
            (argument, names) -> of(new PlacementStrategy.Spread(argument)));

    public SpreadByAttribute {
        if (!attribute.matches("[A-Za-z0-9_./\\\\-]{1,128}")) {
            throw new IllegalArgumentException(
                    "spread(attribute:NAME): a name has 1 to 128 letters, digits, - _ / \\ . (R1.44)," + " found \""
                            + attribute + "\"");
        }
    }

    private static StrategyProvider of(PlacementStrategy.Spread spread) {
        return spread.byInstance() ? new SpreadByInstance() : new SpreadByAttribute(spread.attribute());
    }

    @Override
    public StrategyInfo info() {
        return new StrategyInfo(
                "spread(attribute:" + attribute + ")",
                "Amazon ECS (R1.20, R1.22, R1.24)",
                "instances without the attribute share one value of their own (R1.25)");
    }

    @Override
    public Stage open(RunContext run) {
        return new FewestOfGroup(run.groupCounts(attribute));
    }

    private record FewestOfGroup(GroupCounts counts) implements Partition {
        @Override
        public int values() {
            return counts.values();
        }

        @Override
        public int valueOf(int instanceClass) {
            return counts.valueOf(instanceClass);
        }

        @Override
        public long cost(Request request, int value) {
            return counts.tasks(request.group(), value);
        }
    }
}
