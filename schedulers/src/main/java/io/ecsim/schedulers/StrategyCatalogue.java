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

    /**
     * A strategy, or all strategies of a family.
     *
     * @param form the name, or how the family's members are written
     * @param info of the strategy, or of the family's first member in the list
     * @param family empty for a single strategy
     */
    public record Entry(String form, StrategyInfo info, Optional<StrategyFamily> family) {}

    /** Parentheses in each other; no strategy that there is needs more than three. */
    private static final int MOST_NESTED = 8;

    private final Map<String, StrategyProvider> strategies = new LinkedHashMap<>();
    private final Map<String, StrategyFamily> families = new LinkedHashMap<>();
    private final Map<String, StrategyChain> chains = new LinkedHashMap<>();

    /**
     * Makes a catalogue.
     *
     * @param providers each known by the name it states
     * @param newFamilies strategies with a parameter in their names
     * @param namedChains chains known by a name of their own
     * @throws IllegalArgumentException if two have the same name
     */
    public StrategyCatalogue(
            List<StrategyProvider> providers, List<StrategyFamily> newFamilies, List<StrategyChain> namedChains) {
        for (StrategyFamily family : newFamilies) {
            requireNew(family.form(), families.put(family.head(), family) == null);
        }
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
        return new StrategyCatalogue(all, List.copyOf(families.values()), List.copyOf(chains.values()));
    }

    /** Returns what each strategy is, in the order of the list. */
    public List<StrategyInfo> infos() {
        return strategies.values().stream().map(StrategyProvider::info).toList();
    }

    /** Returns the strategies in the order of the list, each family once. */
    public List<Entry> entries() {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (StrategyProvider provider : strategies.values()) {
            Optional<StrategyFamily> family = families.values().stream()
                    .filter(each -> each.holds(provider))
                    .findFirst();
            String form =
                    family.map(StrategyFamily::form).orElse(provider.info().name());
            entries.putIfAbsent(form, new Entry(form, provider.info(), family));
        }
        return List.copyOf(entries.values());
    }

    /** Returns the names that {@link #parse} knows, the forms of families and the named chains among them. */
    public List<String> names() {
        List<String> names = new ArrayList<>(entries().stream().map(Entry::form).toList());
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
        while (from <= text.length()) {
            int end = endOfEntry(text, from);
            providers.add(strategy(text.substring(from, end), text, from));
            from = end + 1;
        }
        return chainOf(providers, text);
    }

    /** Returns where the next comma outside of parentheses is, or the end of the text. */
    private static int endOfEntry(String text, int from) {
        int depth = 0;
        int opened = from;
        for (int i = from; i < text.length(); i++) {
            char found = text.charAt(i);
            if (found == '(') {
                opened = depth == 0 ? i : opened;
                depth++;
                if (depth > MOST_NESTED) {
                    throw new StrategySyntaxException(
                            "more than " + MOST_NESTED + " parentheses in each other", text, i);
                }
            } else if (found == ')') {
                depth = Math.max(0, depth - 1);
            } else if (found == ',' && depth == 0) {
                return i;
            }
        }
        if (depth > 0) {
            throw new StrategySyntaxException(
                    "a parenthesis is not closed in \"" + text.substring(from).strip() + "\"", text, opened);
        }
        return text.length();
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
        try {
            return new StrategyChain(name, providers);
        } catch (IllegalArgumentException refused) {
            throw new StrategySyntaxException(String.valueOf(refused.getMessage()), text, 0);
        }
    }

    private StrategyProvider strategy(String entry, String text, int from) {
        String name = entry.strip();
        int position = from + entry.indexOf(name);
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
        } catch (StrategySyntaxException inside) {
            throw new StrategySyntaxException(String.valueOf(inside.getMessage()), text, position + inside.position());
        } catch (IllegalArgumentException refused) {
            throw new StrategySyntaxException(String.valueOf(refused.getMessage()), text, position);
        }
        return found.orElseThrow(() -> new StrategySyntaxException(unknown(name), text, position));
    }

    /** Returns the strategy of a name; positions in what it throws are those in the name. */
    private Optional<StrategyProvider> find(String name) {
        int open = name.indexOf('(');
        if (open < 0 || !name.endsWith(")")) {
            return Optional.ofNullable(strategies.get(name));
        }
        String head = name.substring(0, open).strip();
        String inside = name.substring(open + 1, name.length() - 1);
        String argument = inside.strip();
        StrategyProvider known = strategies.get(head + "(" + argument + ")");
        StrategyFamily family = families.get(head);
        if (known != null || family == null) {
            return Optional.ofNullable(known);
        }
        try {
            return Optional.of(family.member(argument, inner -> strategy(inner, inner, 0)));
        } catch (StrategySyntaxException wrong) {
            int shift = open + 1 + inside.indexOf(argument);
            throw new StrategySyntaxException(String.valueOf(wrong.getMessage()), name, shift + wrong.position());
        }
    }

    private String unknown(String found) {
        String head = head(found);
        List<String> names = names();
        List<String> sameHead =
                names.stream().filter(name -> head(name).equals(head)).toList();
        if (!sameHead.isEmpty()) {
            return "unknown strategy \"" + found + "\"; " + head + " is written " + String.join(" or ", sameHead);
        }
        List<String> candidates = new ArrayList<>(names);
        NearestName.of(head, names.stream().map(StrategyCatalogue::head).toList())
                .map(near -> near + found.substring(head.length()))
                .filter(this::knows)
                .ifPresent(corrected -> candidates.add(0, corrected));
        return "unknown strategy \"" + found + "\""
                + NearestName.of(found, candidates)
                        .map(near -> ", did you mean \"" + near + "\"?")
                        .orElse(";")
                + " known: " + String.join(", ", names);
    }

    private boolean knows(String name) {
        try {
            return find(name).isPresent();
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    private static String head(String name) {
        int parenthesis = name.indexOf('(');
        return parenthesis < 0 ? name : name.substring(0, parenthesis).strip();
    }
}
