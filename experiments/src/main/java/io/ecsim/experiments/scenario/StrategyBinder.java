package io.ecsim.experiments.scenario;

import io.ecsim.model.PlacementStrategy;
import io.ecsim.placement.StrategyChain;
import io.ecsim.schedulers.StrategyCatalogue;
import io.ecsim.schedulers.StrategySyntaxException;
import io.ecsim.schedulers.external.ChargedLatency;
import io.ecsim.schedulers.external.ExternalPolicy;
import io.ecsim.schedulers.source.StrategyFileException;
import io.ecsim.schedulers.source.StrategyFiles;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Kind;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.service.PlacementReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Binds {@code strategies}: each a text in ECS notation or a file, a list of ECS specifications, or an
 * object that names one or tells how to run an external policy.
 */
final class StrategyBinder {

    private static final Pattern NAME = Pattern.compile("\\S(.{0,78}\\S)?");
    private static final String EXTERNAL = "external";
    private static final String EXPECTED =
            "a strategy such as binpack(memory), a list of {type: ..., field: ...}, or {name: ..., strategy: ...}";

    private final StrategyCatalogue catalogue;
    private final StrategyFiles strategyFiles;
    private final Faults faults;

    /**
     * Makes a binder.
     *
     * @param folder that the names of files are relative to
     */
    StrategyBinder(StrategyCatalogue catalogue, Path folder, Faults faults) {
        this.catalogue = catalogue;
        this.strategyFiles = new StrategyFiles(catalogue, folder);
        this.faults = faults;
    }

    List<StrategyChain> bind(Fields scenario) {
        List<StrategyChain> chains = new ArrayList<>();
        scenario.list("strategies", node -> {
            List<StrategyChain> competitors = competitors(node);
            for (StrategyChain each : competitors) {
                if (chains.stream().anyMatch(other -> other.name().equals(each.name()))) {
                    node.fault(faults, "another strategy is named \"" + each.name() + "\" too");
                } else {
                    chains.add(each);
                }
            }
            return competitors.stream().findFirst();
        });
        return chains;
    }

    /** Returns the files of strategies: sources, jars, programs. */
    List<Path> files() {
        return strategyFiles.files();
    }

    private List<StrategyChain> competitors(Node node) {
        if (node.kind() == Kind.TEXT) {
            return parsed(node, () -> strategyFiles.read(node.text())).orElse(List.of());
        }
        return competitor(node).stream().toList();
    }

    private Optional<StrategyChain> competitor(Node node) {
        if (node.kind() != Kind.OBJECT) {
            return chain(node);
        }
        Fields fields = node.asObject(faults);
        if (node.member(EXTERNAL).isPresent()) {
            Optional<ExternalPolicy> policy = fields.required(EXTERNAL, "{name: ..., command: [...]}", this::external);
            return fields.build(() -> new StrategyChain(policy.orElseThrow().name(), List.of(policy.orElseThrow())));
        }
        String name = fields.text("name", NAME, "a name of at most 80 characters");
        Optional<StrategyChain> chain = fields.required("strategy", "binpack(memory) or the like", this::chain);
        return fields.build(() -> new StrategyChain(name, chain.orElseThrow().strategies()));
    }

    private Optional<ExternalPolicy> external(Node node) {
        Fields fields = node.asObject(faults);
        String name = fields.text("name", NAME, "a name of at most 80 characters");
        List<String> command = fields.list("command", word -> word.asText(faults, "a word of the command"));
        if (fields.has("command") && command.isEmpty()) {
            fields.fault("command", "found no words, expected a program such as [python3, my_policy.py]");
        }
        long timeoutMicros = fields.durationMicrosOr(
                "timeout",
                ExternalPolicy.MIN_TIMEOUT_MICROS,
                ExternalPolicy.MAX_TIMEOUT_MICROS,
                ExternalPolicy.DEFAULT_TIMEOUT_MICROS);
        double times = fields.optional("chargeLatency", this::times).orElse(0.0);
        return fields.build(
                () -> strategyFiles.policy(name, command, timeoutMicros).charging(ChargedLatency.times(times)));
    }

    /** Latency is charged as it is, many times, or not. */
    private Optional<Double> times(Node node) {
        return node.kind() == Kind.INTEGER || node.kind() == Kind.DECIMAL
                ? node.asNumber(faults, 0, ChargedLatency.MOST_TIMES)
                : node.asFlag(faults).map(charged -> charged ? 1.0 : 0.0);
    }

    private Optional<StrategyChain> chain(Node node) {
        if (node.kind() == Kind.TEXT) {
            Optional<List<StrategyChain>> chains = parsed(node, () -> strategyFiles.read(node.text()));
            return chains.isPresent() && chains.get().size() > 1
                    ? node.fault(
                            faults, "found a file with " + chains.get().size() + " strategies, a name stands for one")
                    : chains.map(found -> found.get(0));
        }
        if (node.kind() != Kind.LIST) {
            return node.refuse(faults, EXPECTED);
        }
        int before = faults.count();
        Optional<List<PlacementStrategy>> specs =
                node.asList(faults, item -> PlacementReader.specification(item.asObject(faults)));
        return faults.count() == before
                ? specs.flatMap(list -> parsed(node, () -> catalogue.chain(list, false)))
                : Optional.empty();
    }

    private <T> Optional<T> parsed(Node node, Supplier<T> parser) {
        try {
            return Optional.of(parser.get());
        } catch (StrategySyntaxException wrong) {
            return node.fault(faults, String.valueOf(wrong.getMessage()));
        } catch (StrategyFileException wrong) {
            String.valueOf(wrong.getMessage()).lines().forEach(line -> node.fault(faults, line));
            return Optional.empty();
        }
    }
}
