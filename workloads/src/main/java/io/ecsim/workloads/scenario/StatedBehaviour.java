package io.ecsim.workloads.scenario;

import io.ecsim.model.ContainerBehaviour;
import io.ecsim.model.ContainerDefinition;
import io.ecsim.model.TaskBehaviour;
import io.ecsim.model.TaskDefinition;
import io.ecsim.naming.NearestName;
import io.ecsim.random.Law;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.law.Laws;
import io.ecsim.workloads.law.Quantity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The field {@code behaviour} of a task or a service, before it is known which containers it is for: what all containers
 * do, what single ones do otherwise, what their load balancer sees.
 */
final class StatedBehaviour {

    /** Nothing is stated: all are steady. */
    static final StatedBehaviour NONE =
            new StatedBehaviour(Stated.NOTHING, Map.of(), Map.of(), Optional.empty(), Optional.empty());

    private final Stated common;
    private final Map<String, Stated> containers;
    private final Map<String, Node> places;
    private final Optional<Law> targetReady;
    private final Optional<Law> targetFails;

    private StatedBehaviour(
            Stated common,
            Map<String, Stated> containers,
            Map<String, Node> places,
            Optional<Law> targetReady,
            Optional<Law> targetFails) {
        this.common = common;
        this.containers = containers;
        this.places = places;
        this.targetReady = targetReady;
        this.targetFails = targetFails;
    }

    /** Reads the field; empty when it is absent or has faults. */
    static Optional<StatedBehaviour> read(Fields owner) {
        return owner.optionalObject("behaviour", StatedBehaviour::behaviour);
    }

    private static Optional<StatedBehaviour> behaviour(Fields fields) {
        Stated common = container(fields);
        Map<String, Stated> containers = new LinkedHashMap<>();
        Map<String, Node> places = new LinkedHashMap<>();
        fields.optional("containers", node -> {
            node.asObject(fields.faults());
            for (String name : node.names()) {
                Node place = node.member(name).orElseThrow();
                Fields inner = place.asObject(fields.faults());
                Stated own = container(inner);
                inner.end();
                containers.put(name, own);
                places.put(name, place);
            }
            return Optional.of(node);
        });
        Optional<Target> target = fields.optionalObject("target", inner -> {
            Optional<Law> ready = duration(inner, "ready");
            Optional<Law> fails = duration(inner, "fails");
            return inner.build(() -> new Target(ready, fails));
        });
        return fields.build(() -> new StatedBehaviour(
                common, containers, places, target.flatMap(Target::ready), target.flatMap(Target::fails)));
    }

    private record Target(Optional<Law> ready, Optional<Law> fails) {}

    /** Returns the behaviour of a task; a container that the definition does not have is a fault. */
    TaskBehaviour of(TaskDefinition definition, Fields owner) {
        List<String> names =
                definition.containers().stream().map(ContainerDefinition::name).toList();
        for (Map.Entry<String, Node> stated : places.entrySet()) {
            if (!names.contains(stated.getKey())) {
                stated.getValue()
                        .fault(
                                owner.faults(),
                                "task definition " + definition.name() + " has no container \"" + stated.getKey() + "\""
                                        + NearestName.hint(stated.getKey(), names));
            }
        }
        Map<String, ContainerBehaviour> behaviours = new TreeMap<>();
        for (String name : names) {
            behaviours.put(name, containers.getOrDefault(name, Stated.NOTHING).over(common));
        }
        return new TaskBehaviour(behaviours, targetReady, targetFails);
    }

    private static Stated container(Fields fields) {
        return new Stated(
                duration(fields, "start"),
                fields.optional("startFailure", node -> node.asShare(fields.faults(), 0, 1)),
                duration(fields, "run"),
                fields.optional("exitCode", node -> node.asInteger(fields.faults(), 0, 255)),
                duration(fields, "stop"),
                duration(fields, "ready"),
                duration(fields, "fails"),
                fields.optional("probesHang", node -> node.asFlag(fields.faults())),
                fields.optional("peakMemory", node -> Laws.read(node, fields.faults(), Quantity.MEMORY)),
                fields.optional("cpu", node -> Laws.read(node, fields.faults(), Quantity.NUMBER)));
    }

    private static Optional<Law> duration(Fields fields, String name) {
        return fields.optional(
                name,
                node -> Laws.read(node, fields.faults(), Quantity.DURATION).map(InSeconds::new));
    }

    /** What is said of a container; what is not said comes from what is said of all. */
    private record Stated(
            Optional<Law> start,
            Optional<Double> startFailure,
            Optional<Law> run,
            Optional<Long> exitCode,
            Optional<Law> stop,
            Optional<Law> ready,
            Optional<Law> fails,
            Optional<Boolean> probesHang,
            Optional<Law> peakMemory,
            Optional<Law> cpu) {

        static final Stated NOTHING = new Stated(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        ContainerBehaviour over(Stated common) {
            return new ContainerBehaviour(
                    start.or(common::start),
                    startFailure.or(common::startFailure).orElse(0.0),
                    run.or(common::run),
                    exitCode.or(common::exitCode).orElse(0L).intValue(),
                    stop.or(common::stop),
                    ready.or(common::ready),
                    fails.or(common::fails),
                    probesHang.or(common::probesHang).orElse(false),
                    peakMemory.or(common::peakMemory),
                    cpu.or(common::cpu));
        }
    }
}
