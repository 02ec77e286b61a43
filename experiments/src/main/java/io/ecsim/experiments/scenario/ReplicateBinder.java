package io.ecsim.experiments.scenario;

import io.ecsim.experiments.Replicate;
import io.ecsim.naming.NearestName;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Kind;
import io.ecsim.workloads.document.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Binds {@code replicate} (models.md M2). */
final class ReplicateBinder {

    private static final String EXPECTED =
            "none, {regenerate: COUNT}, {shuffle: COUNT}, {windows: {...}} or" + " {blockBootstrap: {...}}";

    private final Faults faults;

    ReplicateBinder(Faults faults) {
        this.faults = faults;
    }

    Optional<Replicate> bind(Fields scenario) {
        return scenario.optional("replicate", this::kind);
    }

    private Optional<Replicate> kind(Node node) {
        if (node.kind() == Kind.TEXT) {
            if (node.text().equals("none")) {
                return Optional.of(new Replicate.None());
            }
            List<String> kinds = List.of("none", "regenerate", "shuffle", "windows", "blockBootstrap");
            return node.fault(
                    faults,
                    "found " + node.describe() + ", expected " + EXPECTED + NearestName.hint(node.text(), kinds));
        }
        if (node.kind() != Kind.OBJECT) {
            return node.refuse(faults, EXPECTED);
        }
        Map<String, Function<Node, Optional<Replicate>>> readers = new LinkedHashMap<>();
        readers.put("regenerate", count -> count(count).map(Replicate.Regenerate::new));
        readers.put("shuffle", count -> count(count).map(Replicate.Shuffle::new));
        readers.put("windows", this::windows);
        readers.put("blockBootstrap", this::blocks);
        return node.asOneOf(faults, readers);
    }

    private Optional<Integer> count(Node node) {
        return node.asInteger(faults, 1, Replicate.MAX_COUNT).map(Long::intValue);
    }

    private Optional<Replicate> windows(Node node) {
        Fields fields = node.asObject(faults);
        long lengthMicros = fields.durationMicros("length", 1);
        long warmupMicros = fields.durationMicrosOr("warmup", 0, Long.MAX_VALUE, 0);
        int count = fields.integer("count", 1, Replicate.MAX_COUNT);
        if (warmupMicros >= lengthMicros && lengthMicros > 1) {
            fields.fault("warmup", "the warm-up must be shorter than the window");
        }
        return fields.build(() -> new Replicate.Windows(lengthMicros, warmupMicros, count));
    }

    private Optional<Replicate> blocks(Node node) {
        Fields fields = node.asObject(faults);
        long blockMicros = fields.durationMicros("block", 1);
        int count = fields.integer("count", 1, Replicate.MAX_COUNT);
        return fields.build(() -> new Replicate.BlockBootstrap(blockMicros, count));
    }
}
