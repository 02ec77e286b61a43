package io.ecsim.workloads.trace.hpc;

import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Kind;
import io.ecsim.workloads.document.Node;
import java.util.List;
import java.util.Optional;

/** How long the profiles of a Batsim workload take. Type names of all its versions are known. */
final class BatsimProfiles {

    private static final int DEEPEST = 100;
    private static final double LONGEST_SECONDS = 1e11;
    private static final List<String> SPREAD =
            List.of("DefinedAmountsSpreadUniformly", "defined_amount_spread_uniformly");

    private final Node profiles;
    private final Optional<Double> flopsPerSecond;

    BatsimProfiles(Node profiles, Optional<Double> flopsPerSecond) {
        this.profiles = profiles;
        this.flopsPerSecond = flopsPerSecond;
    }

    /**
     * Returns how long a profile takes, in seconds.
     *
     * @param at where the profile is named, the place of a fault about its name
     * @param machines of the job, at least 1
     */
    Optional<Double> seconds(Node at, String name, int machines, Faults faults) {
        return seconds(at, name, machines, faults, 0);
    }

    private Optional<Double> seconds(Node at, String name, int machines, Faults faults, int depth) {
        Optional<Node> profile = profiles.kind() == Kind.OBJECT ? profiles.member(name) : Optional.empty();
        if (profile.isEmpty()) {
            return at.fault(faults, "found no profile \"" + name + "\"");
        }
        if (depth > DEEPEST) {
            return at.fault(
                    faults, "profile \"" + name + "\" is a sequence within over " + DEEPEST + " others, or itself");
        }
        Fields fields = profile.get().asObject(faults);
        String type = fields.text("type");
        return switch (type) {
            case "DelayProfile", "delay" -> amount(fields, "delay", faults);
            case "ParallelTaskProfile", "ptask", "parallel", "msg_par" -> busiest(fields, faults);
            case "ParallelTaskHomogeneousProfile", "ptask_homogeneous", "parallel_homogeneous", "msg_par_hg" -> {
                boolean spread = SPREAD.contains(fields.textOr("generation_strategy", ""));
                yield computed(fields, amount(fields, "cpu", faults).map(flops -> spread ? flops / machines : flops));
            }
            case "parallel_homogeneous_total", "msg_par_hg_tot" ->
                computed(fields, amount(fields, "cpu", faults).map(flops -> flops / machines));
            case "SequentialCompositionProfile", "sequential_composition", "composed", "sequence" ->
                sequence(fields, machines, faults, depth);
            default ->
                fields.node("type")
                        .orElse(profile.get())
                        .refuse(
                                faults,
                                "a delay, a parallel task or a sequence of those; other types are not supported");
        };
    }

    private static Optional<Double> amount(Fields fields, String name, Faults faults) {
        return fields.required(name, "a number of at least 0", node -> node.asNumber(faults, 0, 1e30));
    }

    /** The operations of each machine; the one with the most takes longest. */
    private Optional<Double> busiest(Fields fields, Faults faults) {
        double most = 0;
        for (double flops : fields.listOrEmpty("cpu", node -> node.asNumber(faults, 0, 1e30))) {
            most = Math.max(most, flops);
        }
        return computed(fields, Optional.of(most));
    }

    private Optional<Double> computed(Fields fields, Optional<Double> flops) {
        if (flops.isPresent() && flops.get() > 0 && flopsPerSecond.isEmpty()) {
            fields.fault("cpu", "the profile computes, so the scenario must state flopsPerSecond");
            return Optional.empty();
        }
        return flops.map(amount -> Math.min(LONGEST_SECONDS, amount / flopsPerSecond.orElse(1.0)));
    }

    private Optional<Double> sequence(Fields fields, int machines, Faults faults, int depth) {
        double once = 0;
        for (double part : fields.list("seq", node -> seconds(node, node.text(), machines, faults, depth + 1))) {
            once += part;
        }
        int times = fields.integerOr("repeat", 1, 1_000_000_000, 1);
        return Optional.of(Math.min(LONGEST_SECONDS, once * times));
    }
}
