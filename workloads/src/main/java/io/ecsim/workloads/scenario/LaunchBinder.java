package io.ecsim.workloads.scenario;

import io.ecsim.model.CapacityProviderStrategyItem;
import io.ecsim.model.Launch;
import io.ecsim.model.Launch.ByProviders;
import io.ecsim.naming.NearestName;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.ecsapi.ApiFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Binds {@code launchType} and {@code capacityProviderStrategy}: on what tasks run (R5.1-R5.3). */
final class LaunchBinder {

    static final String STRATEGY = "capacityProviderStrategy";
    private static final String TYPE = "launchType";
    private static final String PLATFORM = "platformVersion";
    private static final Map<String, String> PLATFORMS = platforms();
    private static final int MOST_PROVIDERS = 20;
    private static final ApiFault REFUSED = ApiFault.INVALID_PARAMETER;

    private final BindingContext context;
    private final Faults faults;

    LaunchBinder(BindingContext context) {
        this.context = context;
        this.faults = context.faults();
    }

    private static Map<String, String> platforms() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("LATEST", "LATEST");
        names.put("1.4.0", "1.4.0");
        return names;
    }

    private static Map<String, Launch> types() {
        Map<String, Launch> names = new LinkedHashMap<>();
        names.put("EC2", Launch.EC2);
        names.put("FARGATE", Launch.FARGATE);
        return names;
    }

    /** Reads on what tasks of a cluster run; without a statement its default strategy counts, then EC2 (R5.3). */
    Launch read(Fields fields, String cluster) {
        boolean typed = fields.has(TYPE);
        boolean split = fields.has(STRATEGY);
        Launch type = fields.choiceOr(TYPE, types(), Launch.EC2);
        List<CapacityProviderStrategyItem> stated = items(fields, STRATEGY, cluster);
        if (typed && !stated.isEmpty()) {
            fields.fault(
                    STRATEGY,
                    ApiFault.LAUNCH_TYPE_AND_CAPACITY_PROVIDERS.behind(
                            "found launchType too, expected one of the two"));
        }
        Launch launch = type;
        if (!typed) {
            List<CapacityProviderStrategyItem> items =
                    split && !stated.isEmpty() ? stated : context.providers().defaultOf(cluster);
            launch = items.isEmpty()
                    ? Launch.EC2
                    : strategy(fields, STRATEGY, items).orElse(Launch.EC2);
        }
        checkPlatform(fields, launch);
        return launch;
    }

    /** R8.9: Linux has one platform version that is not retired, which is also the latest. */
    void checkPlatform(Fields fields, Launch launch) {
        Optional<String> stated =
                fields.optional(PLATFORM, node -> REFUSED.to(faults, () -> node.asChoice(faults, PLATFORMS)));
        if (stated.isPresent() && !launch.isFargate()) {
            fields.fault(
                    PLATFORM,
                    ApiFault.PLATFORM_VERSION_ON_EC2.behind("found \"" + stated.get() + "\" for tasks on instances"));
        }
    }

    /** Reads what a document of the API says, which has been checked for itself. */
    Launch of(
            Fields fields, String at, Optional<String> type, List<CapacityProviderStrategyItem> items, String cluster) {
        for (CapacityProviderStrategyItem item : items) {
            checkName(fields.node(at).orElse(fields.node()), item.capacityProvider(), cluster);
        }
        if (type.isPresent()) {
            return types().getOrDefault(type.get(), Launch.EC2);
        }
        List<CapacityProviderStrategyItem> counts =
                items.isEmpty() ? context.providers().defaultOf(cluster) : items;
        return counts.isEmpty() ? Launch.EC2 : strategy(fields, at, counts).orElse(Launch.EC2);
    }

    /** What entries of a strategy must be together (R5.1, R5.3). */
    private Optional<Launch> strategy(Fields fields, String at, List<CapacityProviderStrategyItem> items) {
        try {
            return Optional.of(new ByProviders(items));
        } catch (IllegalArgumentException refused) {
            fields.fault(at, REFUSED.behind(String.valueOf(refused.getMessage())));
            return Optional.empty();
        }
    }

    /** Reads the default strategy of a cluster. */
    List<CapacityProviderStrategyItem> defaultStrategy(Fields fields, String at, String cluster) {
        List<CapacityProviderStrategyItem> items = items(fields, at, cluster);
        if (!items.isEmpty()) {
            strategy(fields, at, items);
        }
        return items;
    }

    private List<CapacityProviderStrategyItem> items(Fields fields, String at, String cluster) {
        List<CapacityProviderStrategyItem> items = REFUSED.to(faults, () -> {
            List<String> seen = new ArrayList<>();
            return fields.listOrEmpty(at, node -> item(node, cluster, seen));
        });
        fields.node(at)
                .filter(list -> list.items().size() > MOST_PROVIDERS)
                .ifPresent(list -> fields.fault(
                        at,
                        REFUSED.behind("found " + list.items().size() + " capacity providers, expected at most "
                                + MOST_PROVIDERS)));
        return items;
    }

    private Optional<CapacityProviderStrategyItem> item(Node node, String cluster, List<String> seen) {
        Fields item = node.asObject(faults);
        String name = item.text("capacityProvider", "the name of a capacity provider");
        int base = item.integerOr("base", 0, 100_000, 0);
        int weight = item.integerOr("weight", 0, 1_000, 0);
        if (!name.isEmpty()) {
            checkName(item.node("capacityProvider").orElse(node), name, cluster);
            if (seen.contains(name)) {
                item.fault("capacityProvider", REFUSED.behind("found \"" + name + "\" twice, expected it once"));
            }
            seen.add(name);
        }
        return item.build(() -> new CapacityProviderStrategyItem(name, base, weight));
    }

    private void checkName(Node at, String name, String cluster) {
        List<String> known = context.providers().of(cluster);
        if (!known.contains(name)) {
            String hint = NearestName.hint(name, known);
            at.fault(
                    faults,
                    REFUSED.behind("found \"" + name + "\", which is no capacity provider of the cluster"
                            + (hint.isEmpty() ? "." : hint) + " Allowed: " + String.join(", ", known)));
        }
    }
}
