package io.ecsim.workloads.scenario;

import io.ecsim.autoscaling.AutoScalingGroup;
import io.ecsim.controlplane.ControlPlane;
import io.ecsim.faults.AgentStorm;
import io.ecsim.faults.ControlPlaneFault;
import io.ecsim.faults.GroupRefresh;
import io.ecsim.faults.PlannedFaults;
import io.ecsim.faults.RegistryFault;
import io.ecsim.faults.SpotMarket;
import io.ecsim.faults.SpotWave;
import io.ecsim.faults.ZonalShift;
import io.ecsim.images.Registry;
import io.ecsim.images.Throughput;
import io.ecsim.naming.NearestName;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.law.Quantity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Binds what strikes at given times beside zone events: {@code failures.agents}, {@code registries}, {@code controlPlane},
 * {@code spotReclaims}, {@code instanceRefreshes} and {@code zonalShifts}.
 */
final class PlannedFaultBinder {

    private static final double MOST = 1e6;
    private static final int PERCENT = 100;
    private static final int USUAL_HEALTHY_PERCENTAGE = 90;
    private static final Map<String, RegistryFault.Kind> REGISTRY_KINDS = registryKinds();

    private final Faults faults;
    private final Optional<ClusterPlan> cluster;
    private final Optional<ControlPlane> controlPlane;
    private final ZoneEventBinder zones;

    /**
     * Makes the binder.
     *
     * @param cluster what can be struck; empty when it has faults of its own
     * @param controlPlane of the scenario; empty when it has none
     */
    PlannedFaultBinder(
            Faults faults, Optional<ClusterPlan> cluster, Optional<ControlPlane> controlPlane, ZoneEventBinder zones) {
        this.faults = faults;
        this.cluster = cluster;
        this.controlPlane = controlPlane;
        this.zones = zones;
    }

    private static Map<String, RegistryFault.Kind> registryKinds() {
        Map<String, RegistryFault.Kind> names = new LinkedHashMap<>();
        names.put("down", RegistryFault.Kind.DOWN);
        names.put("slow", RegistryFault.Kind.SLOW);
        return names;
    }

    PlannedFaults bind(Fields failures) {
        if (controlPlane.isEmpty()) {
            for (String name : List.of("agents", "registries", "controlPlane", "instanceRefreshes", "zonalShifts")) {
                if (failures.has(name)) {
                    failures.fault(name, "only a control plane has these, expected controlPlane: {} in the scenario");
                }
            }
        }
        List<AgentStorm> agents = failures.listOrEmpty("agents", this::storm);
        List<RegistryFault> registries = failures.listOrEmpty("registries", this::registry);
        List<ControlPlaneFault> refusals = failures.listOrEmpty("controlPlane", this::controlPlane);
        List<SpotWave> waves = failures.listOrEmpty("spotReclaims", this::wave);
        List<GroupRefresh> refreshes = failures.listOrEmpty("instanceRefreshes", this::refresh);
        List<ZonalShift> shifts = failures.listOrEmpty("zonalShifts", this::shift);
        return new PlannedFaults(agents, registries, refusals, waves, refreshes, shifts);
    }

    private static long at(Fields fields) {
        return fields.durationMicros("at", 0, Quantity.LONGEST_MICROS);
    }

    private static long lasts(Fields fields) {
        return fields.durationMicros("for", 1, Quantity.LONGEST_MICROS);
    }

    private Optional<String> zone(Fields fields) {
        return fields.has("zone") ? Optional.of(zones.zone(fields)) : Optional.empty();
    }

    private Optional<AgentStorm> storm(Node node) {
        Fields fields = node.asObject(faults);
        long atMicros = at(fields);
        long lastsMicros = lasts(fields);
        double share = fields.shareOr("share", Double.MIN_VALUE, 1, 1);
        Optional<String> zone = zone(fields);
        return fields.build(() -> new AgentStorm(atMicros, lastsMicros, share, zone));
    }

    private Optional<RegistryFault> registry(Node node) {
        Fields fields = node.asObject(faults);
        String name = fields.text("registry", "the name of a registry of the field images");
        List<Registry> known =
                controlPlane.map(plan -> plan.images().registries()).orElse(List.of());
        Optional<Registry> registry =
                known.stream().filter(each -> each.name().equals(name)).findFirst();
        if (!name.isEmpty() && !known.isEmpty() && registry.isEmpty()) {
            requireKnown(
                    fields, "registry", name, known.stream().map(Registry::name).toList());
        }
        RegistryFault.Kind kind = fields.choiceOr("kind", REGISTRY_KINDS, RegistryFault.Kind.DOWN);
        long atMicros = at(fields);
        long lastsMicros = lasts(fields);
        double factor = fields.numberOr("factor", 1, MOST, 1);
        OptionalLong sends = fields.optional("throughput", rate -> ByteAmounts.rate(rate, faults, Throughput.UNLIMITED))
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
        boolean slow = kind == RegistryFault.Kind.SLOW;
        for (String field : List.of("factor", "throughput")) {
            if (!slow && fields.has(field)) {
                fields.fault(field, "a registry that is down answers nothing, expected kind: slow");
            }
        }
        if (slow && !fields.has("factor") && !fields.has("throughput")) {
            fields.fault("kind", "expected a factor or a throughput of the slow registry");
        }
        return fields.build(() -> new RegistryFault(
                name, kind, atMicros, lastsMicros, slow ? factor : 1, slow ? sends : OptionalLong.empty()));
    }

    private Optional<ControlPlaneFault> controlPlane(Node node) {
        Fields fields = node.asObject(faults);
        long atMicros = at(fields);
        long lastsMicros = lasts(fields);
        boolean refused = fields.flagOr("refused", false);
        boolean limited = fields.has("rate");
        double rate = fields.numberOr("rate", Double.MIN_VALUE, MOST, MOST);
        double factor = fields.numberOr("reactionFactor", 1, MOST, 1);
        if (refused && limited) {
            fields.fault("rate", "where all launches are refused none has a rate, expected one of refused and rate");
        }
        if (!refused && !limited && !fields.has("reactionFactor")) {
            fields.fault(
                    "at",
                    "nothing is wrong with this control plane, expected refused: true, a rate of launches"
                            + " a second or a reactionFactor");
        }
        OptionalDouble launches = OptionalDouble.empty();
        if (refused || limited) {
            launches = OptionalDouble.of(refused ? 0 : rate);
        }
        OptionalDouble perSecond = launches;
        return fields.build(() -> new ControlPlaneFault(atMicros, lastsMicros, perSecond, factor));
    }

    private Optional<SpotWave> wave(Node node) {
        Fields fields = node.asObject(faults);
        long atMicros = at(fields);
        double share = fields.shareOr("share", Double.MIN_VALUE, 1, 1);
        long noticeMicros = fields.durationMicrosOr("notice", 0, Quantity.LONGEST_MICROS, SpotMarket.NOTICE_MICROS);
        Optional<String> pool = fields.has("pool") ? Optional.of(fields.text("pool")) : Optional.empty();
        Optional<String> zone = zone(fields);
        Optional<String> type =
                fields.has("instanceType") ? Optional.of(fields.text("instanceType")) : Optional.empty();
        cluster.ifPresent(plan -> {
            List<InstanceGroup> spot =
                    plan.everyGroup().filter(group -> group.spot().isPresent()).toList();
            if (spot.isEmpty()) {
                fields.fault("at", "no instances of the cluster are Spot, expected a group with the field spot");
                return;
            }
            pool.ifPresent(name -> requireKnown(
                    fields,
                    "pool",
                    name,
                    spot.stream().map(InstanceGroup::pool).distinct().toList()));
            type.ifPresent(name -> requireKnown(
                    fields,
                    "instanceType",
                    name,
                    spot.stream()
                            .map(group -> group.template().instanceType())
                            .distinct()
                            .toList()));
        });
        return fields.build(() -> new SpotWave(atMicros, pool, zone, type, share, noticeMicros));
    }

    private Optional<GroupRefresh> refresh(Node node) {
        Fields fields = node.asObject(faults);
        long atMicros = at(fields);
        String group = fields.text("autoScalingGroup", "the name of an Auto Scaling group");
        List<String> known = controlPlane.map(plan -> plan.capacity().groups()).orElse(List.of()).stream()
                .map(AutoScalingGroup::name)
                .toList();
        if (!group.isEmpty()) {
            requireKnown(fields, "autoScalingGroup", group, known);
        }
        int percentage = fields.integerOr("minHealthyPercentage", 0, PERCENT, USUAL_HEALTHY_PERCENTAGE);
        long warmupMicros = fields.durationMicrosOr("instanceWarmup", 0, Quantity.LONGEST_MICROS, 0);
        return fields.build(() -> new GroupRefresh(atMicros, group, percentage, warmupMicros));
    }

    private Optional<ZonalShift> shift(Node node) {
        Fields fields = node.asObject(faults);
        String zone = zones.zone(fields);
        long atMicros = at(fields);
        long lastsMicros = lasts(fields);
        return fields.build(() -> new ZonalShift(zone, atMicros, lastsMicros));
    }

    private static void requireKnown(Fields fields, String field, String name, List<String> known) {
        if (!known.contains(name)) {
            String near = NearestName.of(name, known).isEmpty() ? "." : NearestName.hint(name, known);
            String allowed = known.isEmpty() ? "" : " Allowed: " + String.join(", ", known);
            fields.fault(field, "found \"" + name + "\", which is not there" + near + allowed);
        }
    }
}
