package io.ecsim.schedulers;

import io.ecsim.model.PlacementStrategy;
import io.ecsim.naming.NearestName;
import io.ecsim.placement.StrategyChain;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Strategies by name: reads chains as they are written in a scenario, such as {@code spread(attribute:ecs.availability-zone),
 * binpack(memory)}, or as ECS's own specifications.
 */
public final class StrategyCatalogue {

    /** How the open family of spreads is written. */
    public static final String SPREAD_BY_ATTRIBUTE = "spread(attribute:NAME)";

    private static final String SPREAD = "spread";

    private final Map<String, StrategyProvider> strategies = new LinkedHashMap<>();
    private final Map<String, StrategyChain> chains = new LinkedHashMap<>();

    /**
     * Makes a catalogue.
     *
     * @param providers each known by the name it states
     * @param namedChains chains known by a name of their own
     * @throws IllegalArgumentException if two have the same name
     */
    public StrategyCatalogue(List<StrategyProvider> providers, List<StrategyChain> namedChains) {
        for (StrategyProvider provider : providers) {
            requireNew(provider.info().name(), strategies.put(provider.info().name(), provider) == null);
        }
        for (StrategyChain chain : namedChains) {
            boolean isNew = chains.put(chain.name(), chain) == null && !strategies.containsKey(chain.name());
            requireNew(chain.name(), isNew);
        }
    }

    private static void requireNew(String name, boolean isNew) {
        if (!isNew) {
            throw new IllegalArgumentException("two strategies are named \"" + name + "\"");
        }
    }

    /** Returns a catalogue that knows these strategies too, such as a user's own. */
    public StrategyCatalogue with(StrategyProvider... more) {
        List<StrategyProvider> all = new ArrayList<>(strategies.values());
        all.addAll(List.of(more));
        return new StrategyCatalogue(all, List.copyOf(chains.values()));
    }

    /** Returns what each strategy is, in the order of the list. */
    public List<StrategyInfo> infos() {
        return strategies.values().stream().map(StrategyProvider::info).toList();
    }

    /** Returns the names that {@link #parse} knows, the form of the open family among them. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (String name : strategies.keySet()) {
            boolean ofFamily = name.startsWith("spread(attribute:");
            if (!ofFamily) {
                names.add(name);
            } else if (!names.contains(SPREAD_BY_ATTRIBUTE)) {
                names.add(SPREAD_BY_ATTRIBUTE);
            }
        }
        names.addAll(chains.keySet());
        return List.copyOf(names);
    }

    /**
     * Reads a chain: names with commas between them, or one named chain. Empty text means that no strategy is given to a
     * standalone task (R1.31).
     *
     * @throws StrategySyntaxException if a name is unknown, an entry is empty, or there are more than five (R1.7)
     */
    public StrategyChain parse(String text) {
        StrategyChain named = chains.get(text.strip());
        if (named != null) {
            return named;
        }
        if (text.isBlank()) {
            return chain(List.of(), false);
        }
        List<StrategyProvider> providers = new ArrayList<>();
        int from = 0;
        for (String entry : text.split(",", -1)) {
            providers.add(strategy(entry, text, from));
            from += entry.length() + 1;
        }
        return chainOf(providers, text);
    }

    /**
     * Returns the chain of ECS specifications.
     *
     * @param specs none to five (R1.7); none means ECS's default
     * @param service whether the default is that of services (R1.32) or of standalone tasks (R1.31)
     * @throws StrategySyntaxException if there are more than five, or this catalogue lacks one of them
     */
    public StrategyChain chain(List<PlacementStrategy> specs, boolean service) {
        String text = specs.stream().map(PlacementStrategy::toString).collect(Collectors.joining(", "));
        if (specs.isEmpty()) {
            text = service ? "default-service" : "default-task";
            StrategyChain named = chains.get(text);
            if (named == null) {
                throw new StrategySyntaxException("this catalogue has no chain named " + text, text, 0);
            }
            return named;
        }
        List<StrategyProvider> providers = new ArrayList<>();
        for (PlacementStrategy spec : specs) {
            providers.add(strategy(spec.toString(), text, 0));
        }
        return chainOf(providers, text);
    }

    private static StrategyChain chainOf(List<StrategyProvider> providers, String text) {
        if (providers.size() > StrategyChain.MAX_STRATEGIES) {
            throw new StrategySyntaxException(
                    "\"" + text.strip() + "\" has " + providers.size() + " strategies; ECS allows "
                            + StrategyChain.MAX_STRATEGIES + " (R1.7)",
                    text,
                    0);
        }
        String name = providers.stream().map(provider -> provider.info().name()).collect(Collectors.joining(", "));
        return new StrategyChain(name, providers);
    }

    private StrategyProvider strategy(String entry, String text, int from) {
        String name = entry.strip().replaceAll("\\s*([()])\\s*", "$1");
        int position = from + entry.indexOf(entry.strip());
        if (name.isEmpty()) {
            throw new StrategySyntaxException(
                    "an empty entry in \"" + text.strip() + "\" where a strategy is expected", text, position);
        }
        if (chains.containsKey(name)) {
            throw new StrategySyntaxException(
                    "\"" + name + "\" is a whole chain and must stand alone, found in \"" + text.strip() + "\"",
                    text,
                    position);
        }
        Optional<StrategyProvider> found;
        try {
            found = find(name);
        } catch (IllegalArgumentException refused) {
            throw new StrategySyntaxException(String.valueOf(refused.getMessage()), text, position);
        }
        return found.orElseThrow(() -> new StrategySyntaxException(unknown(name), text, position));
    }

    private Optional<StrategyProvider> find(String name) {
        StrategyProvider known = strategies.get(name);
        if (known != null || !name.startsWith(SPREAD + "(") || !name.endsWith(")")) {
            return Optional.ofNullable(known);
        }
        PlacementStrategy.Spread spread =
                new PlacementStrategy.Spread(name.substring(SPREAD.length() + 1, name.length() - 1));
        if (spread.byInstance()) {
            return Optional.ofNullable(strategies.get(spread.toString()));
        }
        return Optional.of(new SpreadByAttribute(spread.attribute()));
    }

    private String unknown(String found) {
        String head = head(found);
        List<String> names = names();
        List<String> sameHead =
                names.stream().filter(name -> head(name).equals(head)).toList();
        if (!sameHead.isEmpty()) {
            return "unknown strategy \"" + found + "\"; " + head + " is written " + String.join(" or ", sameHead);
        }
        List<String> corrected = new ArrayList<>(names);
        NearestName.of(head, names.stream().map(StrategyCatalogue::head).toList())
                .ifPresent(near -> corrected.add(0, near + found.substring(head.length())));
        corrected.removeIf(name -> !names.contains(name) && !isSpreadByAttribute(name));
        return "unknown strategy \"" + found + "\""
                + NearestName.of(found, corrected)
                        .map(near -> ", did you mean \"" + near + "\"?")
                        .orElse(";")
                + " known: " + String.join(", ", names);
    }

    private static boolean isSpreadByAttribute(String name) {
        return name.matches("spread\\(attribute:[^()]+\\)");
    }

    private static String head(String name) {
        int parenthesis = name.indexOf('(');
        return parenthesis < 0 ? name : name.substring(0, parenthesis);
    }
}
