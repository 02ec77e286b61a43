package io.ecsim.workloads.scenario;

import io.ecsim.controlplane.ControlPlane;
import io.ecsim.engine.SimClock;
import io.ecsim.faults.FaultPlan;
import io.ecsim.faults.Outage;
import io.ecsim.faults.PlannedFaults;
import io.ecsim.faults.Shock;
import io.ecsim.faults.ZoneEvent;
import io.ecsim.model.ContainerInstance;
import io.ecsim.naming.NearestName;
import io.ecsim.random.Law;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.law.Laws;
import io.ecsim.workloads.law.Quantity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Binds the field {@code failures}: what fails, and what happens to the work. */
final class FaultBinder {

    private static final String LAW = "a law of durations, such as {exponential: {mean: 30d}}";

    private static final Map<String, Shock.Domain> DOMAINS = domains();
    private static final int FEW = 20;

    private final BindingContext context;
    private final Faults faults;

    private final Optional<ClusterPlan> cluster;
    private final Optional<ControlPlane> controlPlane;

    /**
     * Makes the binder.
     *
     * @param cluster what can fail; empty when it has faults of its own
     * @param controlPlane of the scenario; empty when it has none
     */
    FaultBinder(BindingContext context, Optional<ClusterPlan> cluster, Optional<ControlPlane> controlPlane) {
        this.context = context;
        this.faults = context.faults();
        this.cluster = cluster;
        this.controlPlane = controlPlane;
    }

    private static Map<String, Shock.Domain> domains() {
        Map<String, Shock.Domain> names = new LinkedHashMap<>();
        for (Shock.Domain domain : Shock.Domain.values()) {
            names.put(domain.name().toLowerCase(Locale.ROOT), domain);
        }
        return names;
    }

    private List<String> names(Function<ClusterPlan, List<String>> of) {
        return cluster.map(of).orElse(List.of());
    }

    /** Binds the field; without it nothing fails. */
    FaultPlan bind(Fields scenario) {
        return scenario.optionalObject("failures", this::plan).orElse(FaultPlan.NONE);
    }

    private Optional<FaultPlan> plan(Fields fields) {
        ZoneEventBinder zones = new ZoneEventBinder(faults, names(ClusterPlan::zones), controlPlane.isPresent());
        Optional<FaultPlan.Renewal> instances = fields.optionalObject("instances", this::renewal);
        List<ZoneEvent> events = fields.listOrEmpty("zones", zones::event);
        Optional<FaultPlan.Renewal> randomZones = fields.optionalObject("randomZones", this::renewal);
        List<Shock> shocks = fields.listOrEmpty("shocks", this::shock);
        PlannedFaults planned = new PlannedFaultBinder(faults, cluster, controlPlane, zones).bind(fields);
        List<Outage> outages = new OutageBinder(context, cluster).bind(fields);
        Optional<Law> crashes = fields.optional("crashes", this::seconds);
        boolean recovers = fields.has("recovery");
        FaultPlan.Recovery recovery =
                fields.optionalObject("recovery", this::recovery).orElse(FaultPlan.Recovery.NONE);
        if (!recovers) {
            context.assume("A task whose attempt fails is not tried again (no failures.recovery).");
        }
        return fields.build(() -> new FaultPlan(instances, events, randomZones, crashes, recovery)
                .withShocks(shocks)
                .withOutages(outages)
                .withPlanned(planned));
    }

    private Optional<Law> seconds(Node node) {
        return Laws.read(node, faults, Quantity.DURATION).map(InSeconds::new);
    }

    private Optional<FaultPlan.Renewal> renewal(Fields fields) {
        Optional<Law> life = fields.required("life", LAW, this::seconds);
        Optional<Law> repair = fields.required("repair", LAW, this::seconds);
        return fields.build(() -> new FaultPlan.Renewal(life.orElseThrow(), repair.orElseThrow()));
    }

    private Optional<Shock> shock(Node node) {
        Fields fields = node.asObject(faults);
        Shock.Domain domain = fields.choice("domain", DOMAINS);
        List<String> known = switch (domain) {
            case INSTANCE -> names(FaultBinder::ids);
            case POOL -> names(ClusterPlan::pools);
            case IMAGE -> names(ClusterPlan::images);
            case ZONE -> names(ClusterPlan::zones);
            case REGION -> List.of();
        };
        if (domain == Shock.Domain.IMAGE && cluster.isPresent() && known.isEmpty()) {
            fields.fault("domain", "no instances of the cluster name an image, expected the field ami in one group");
        }
        boolean whole = domain == Shock.Domain.REGION;
        if (whole && fields.has("only")) {
            fields.fault("only", "the cluster has one region, expected only beside another domain");
        }
        List<String> only = whole ? List.of() : fields.listOrEmpty("only", each -> known(each, known));
        long everyMicros = fields.durationMicros("every", 1, Quantity.LONGEST_MICROS);
        double share = fields.share("share", Double.MIN_VALUE, 1);
        Optional<Law> repair = fields.required("repair", LAW, this::seconds);
        return fields.build(() -> new Shock(
                domain, only, everyMicros / (double) SimClock.MICROS_PER_SECOND, share, repair.orElseThrow()));
    }

    private static List<String> ids(ClusterPlan plan) {
        return plan.instances().stream().map(ContainerInstance::id).toList();
    }

    private Optional<String> known(Node node, List<String> known) {
        Optional<String> name = node.asText(faults, "a name");
        if (name.isPresent() && cluster.isPresent() && !known.contains(name.get())) {
            String allowed = known.size() > FEW ? known.size() + " names" : String.join(", ", known);
            return node.fault(
                    faults,
                    "found \"" + name.get() + "\", which the cluster does not have"
                            + NearestName.hint(name.get(), known) + " Allowed: " + allowed);
        }
        return name;
    }

    private Optional<FaultPlan.Recovery> recovery(Fields fields) {
        long checkpointMicros = fields.durationMicrosOr("checkpoint", 0, Long.MAX_VALUE, 0);
        int retries = fields.integer("retries", 0, 1_000_000);
        long firstMicros = fields.durationMicrosOr("first", 0, Long.MAX_VALUE, 0);
        double factor = fields.numberOr("factor", 1, 1000, 2);
        return fields.build(() -> new FaultPlan.Recovery(checkpointMicros, retries, firstMicros, factor));
    }
}
