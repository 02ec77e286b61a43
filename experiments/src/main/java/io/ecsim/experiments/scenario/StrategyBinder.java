package io.ecsim.experiments.scenario;

import io.ecsim.model.PlacementStrategy;
import io.ecsim.placement.StrategyChain;
import io.ecsim.schedulers.StrategyCatalogue;
import io.ecsim.schedulers.StrategySyntaxException;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Kind;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.service.PlacementReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Binds {@code strategies}: each a text in ECS notation, a list of ECS specifications, or an object that names one. */
final class StrategyBinder {

    private static final Pattern NAME = Pattern.compile("\\S(.{0,78}\\S)?");
    private static final String EXPECTED =
            "a strategy such as binpack(memory), a list of {type: ..., field: ...}, or {name: ..., strategy: ...}";

    private final StrategyCatalogue catalogue;
    private final Faults faults;

    StrategyBinder(StrategyCatalogue catalogue, Faults faults) {
        this.catalogue = catalogue;
        this.faults = faults;
    }

    List<StrategyChain> bind(Fields scenario) {
        List<StrategyChain> chains = new ArrayList<>();
        scenario.list("strategies", node -> {
            Optional<StrategyChain> chain = competitor(node);
            chain.ifPresent(each -> {
                if (chains.stream().anyMatch(other -> other.name().equals(each.name()))) {
                    node.fault(faults, "another strategy is named \"" + each.name() + "\" too");
                } else {
                    chains.add(each);
                }
            });
            return chain;
        });
        return chains;
    }

    private Optional<StrategyChain> competitor(Node node) {
        if (node.kind() != Kind.OBJECT) {
            return chain(node);
        }
        Fields fields = node.asObject(faults);
        String name = fields.text("name", NAME, "a name of at most 80 characters");
        Optional<StrategyChain> chain = fields.required("strategy", "binpack(memory) or the like", this::chain);
        return fields.build(() -> new StrategyChain(name, chain.orElseThrow().strategies()));
    }

    private Optional<StrategyChain> chain(Node node) {
        if (node.kind() == Kind.TEXT) {
            return parsed(node, () -> catalogue.parse(node.text()));
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

    private Optional<StrategyChain> parsed(Node node, Supplier<StrategyChain> parser) {
        try {
            return Optional.of(parser.get());
        } catch (StrategySyntaxException wrong) {
            return node.fault(faults, String.valueOf(wrong.getMessage()));
        }
    }
}
