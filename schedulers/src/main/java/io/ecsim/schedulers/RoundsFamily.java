package io.ecsim.schedulers;

import io.ecsim.placement.StrategyChain;
import io.ecsim.placement.StrategyProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Strategies that plan in rounds, {@code HEAD(STRATEGIES, INTERVAL)}: other strategies, then the least time between two
 * rounds.
 *
 * @param head the name before the parenthesis
 * @param inner what stands for the other strategies in the form
 * @param meaning what these are
 * @param maker makes a member
 * @param members knows a member
 */
record RoundsFamily(String head, String inner, String meaning, Maker maker, Predicate<StrategyProvider> members)
        implements StrategyFamily {

    /** Makes a member of a family. */
    @FunctionalInterface
    interface Maker {

        /** Returns the member; throws IllegalArgumentException, with what is allowed, where the strategies do not do. */
        StrategyProvider make(List<StrategyProvider> strategies, long intervalMicros);
    }

    private static final String INTERVAL_FORM = "INTERVAL: a whole number with us, ms, s, m or h, from 0s to 24h";
    private static final Pattern INTERVAL = Pattern.compile("(\\d{1,11})\\s?(us|ms|s|m|h)");
    private static final String[] UNITS = {"h", "m", "s", "ms", "us"};
    private static final long[] MICROS = {3_600_000_000L, 60_000_000L, 1_000_000L, 1_000L, 1L};
    private static final long MOST_MICROS = 24 * MICROS[0];

    /** Returns the name of a member. */
    static String name(String head, List<StrategyProvider> strategies, long intervalMicros) {
        String names = strategies.stream().map(each -> each.info().name()).collect(Collectors.joining(", "));
        return head + "(" + names + ", " + interval(intervalMicros) + ")";
    }

    /** Returns the notation in the largest unit that divides it. */
    private static String interval(long micros) {
        if (micros == 0) {
            return "0s";
        }
        int unit = 0;
        while (micros % MICROS[unit] != 0) {
            unit++;
        }
        return micros / MICROS[unit] + UNITS[unit];
    }

    @Override
    public String form() {
        return head + "(" + inner + ", INTERVAL)";
    }

    @Override
    public String parameter() {
        return meaning + "; " + INTERVAL_FORM;
    }

    @Override
    public String pattern() {
        return ".+,\\s*" + INTERVAL.pattern();
    }

    @Override
    public boolean holds(StrategyProvider strategy) {
        return members.test(strategy);
    }

    @Override
    public StrategyProvider member(String argument, Names names) {
        int comma = argument.lastIndexOf(',');
        if (comma < 0) {
            throw wrong("found \"" + argument + "\"");
        }
        long interval = intervalMicros(argument.substring(comma + 1).strip());
        List<StrategyProvider> strategies = new ArrayList<>();
        int from = 0;
        while (from <= comma) {
            int end = endOfEntry(argument, from);
            strategies.add(strategy(argument, from, end, names));
            from = end + 1;
        }
        if (strategies.size() > StrategyChain.MAX_STRATEGIES) {
            throw new IllegalArgumentException(form() + ": found " + strategies.size() + " strategies; ECS allows "
                    + StrategyChain.MAX_STRATEGIES + " (R1.7)");
        }
        return maker.make(strategies, interval);
    }

    private StrategyProvider strategy(String argument, int from, int end, Names names) {
        String entry = argument.substring(from, end);
        String name = entry.strip();
        int position = from + entry.indexOf(name);
        StrategyProvider found;
        try {
            found = names.strategy(name);
        } catch (StrategySyntaxException inside) {
            throw new StrategySyntaxException(
                    String.valueOf(inside.getMessage()), argument, position + inside.position());
        }
        if (found.standsAlone()) {
            throw new StrategySyntaxException(
                    name + " plans in rounds itself and must stand alone", argument, position);
        }
        return found;
    }

    private static int endOfEntry(String text, int from) {
        int depth = 0;
        int at = from;
        while (at < text.length() && (depth > 0 || text.charAt(at) != ',')) {
            depth += text.charAt(at) == '(' ? 1 : text.charAt(at) == ')' ? -1 : 0;
            at++;
        }
        return at;
    }

    private long intervalMicros(String text) {
        Matcher matcher = INTERVAL.matcher(text);
        if (!matcher.matches()) {
            throw wrong("found \"" + text + "\"");
        }
        long micros = Long.parseLong(matcher.group(1)) * MICROS[List.of(UNITS).indexOf(matcher.group(2))];
        if (micros > MOST_MICROS) {
            throw wrong("found \"" + text + "\"");
        }
        return micros;
    }

    private IllegalArgumentException wrong(String found) {
        return new IllegalArgumentException(form() + ": " + INTERVAL_FORM + "; " + found);
    }
}
