package io.ecsim.workloads.scenario;

import io.ecsim.model.ContainerInstance;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Binds {@code cluster}, or {@code clusters}: several clusters of one region, each with a name. */
final class ClustersBinder {

    private static final String FIELD = "clusters";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    private final BindingContext context;
    private final Faults faults;
    private final List<String> names = new ArrayList<>();
    private Optional<String> region = Optional.empty();

    ClustersBinder(BindingContext context) {
        this.context = context;
        this.faults = context.faults();
    }

    /** Binds whichever of the two the scenario has, and tells the context the names. */
    Optional<ClusterPlan> bind(Fields scenario) {
        boolean hasOne = scenario.has("cluster");
        if (!scenario.has(FIELD)) {
            return scenario.object("cluster", fields -> new ClusterBinder(context, true).bind(fields));
        }
        if (hasOne) {
            scenario.fault(FIELD, "found cluster and clusters, expected one of the two");
        }
        int before = faults.count();
        List<ClusterPlan> plans = scenario.list(FIELD, this::cluster);
        boolean areKnown = faults.count() == before;
        context.clusters(new ClusterNames(areKnown ? names : List.of()));
        if (!areKnown) {
            return Optional.empty();
        }
        ClusterPlan all = plans.stream().reduce(ClusterPlan::and).orElseThrow();
        if (plans.size() > 1) {
            checkIds(scenario, all);
        }
        return Optional.of(all);
    }

    private Optional<ClusterPlan> cluster(Node node) {
        Fields fields = node.asObject(faults);
        String name = fields.text("name", NAME, "a name of 1 to 255 letters, digits, _ and -");
        if (names.contains(name)) {
            fields.fault("name", "two clusters are named \"" + name + "\"");
        }
        names.add(name);
        Optional<ClusterPlan> plan =
                new ClusterBinder(context, false).bind(fields).map(each -> each.named(name));
        plan.ifPresent(each -> checkRegion(fields, each.region()));
        return plan;
    }

    /** Prices and failures of a region are those of one. */
    private void checkRegion(Fields fields, String own) {
        if (!own.equals(region.orElse(own))) {
            fields.fault(
                    "region",
                    "found " + own + ", expected " + region.get() + ", the region of " + names.get(0)
                            + ": clusters of one scenario are in one region");
        }
        region = region.or(() -> Optional.of(own));
    }

    /** Calls of StartTask, outages and events name instances by id alone. */
    private static void checkIds(Fields scenario, ClusterPlan all) {
        Set<String> ids = new TreeSet<>();
        for (ContainerInstance instance : all.instances()) {
            if (!ids.add(instance.id())) {
                scenario.fault(
                        FIELD,
                        "two instances have the id \"" + instance.id() + "\", the second in cluster "
                                + instance.cluster() + ", expected another id for each");
                return;
            }
        }
    }
}
