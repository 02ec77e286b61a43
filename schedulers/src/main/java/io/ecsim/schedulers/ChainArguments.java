package io.ecsim.schedulers;

import io.ecsim.placement.StrategyChain;
import io.ecsim.placement.StrategyProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Parts of the parameters of strategies that hold a chain and take their time: the chain's strategies, and times. */
final class ChainArguments {

    /** Of times, for editors. */
    static final String TIME_PATTERN = "\\d{1,11}\\s?(us|ms|s|m|h)";

    /** What a time may be. */
    static final String TIME_FORM = "a whole number with us, ms, s, m or h, from 0s to 24h";

    private static final Pattern TIME = Pattern.compile("(\\d{1,11})\\s?(us|ms|s|m|h)");
    private static final List<String> UNITS = List.of("h", "m", "s", "ms", "us");
    private static final long[] MICROS = {3_600_000_000L, 60_000_000L, 1_000_000L, 1_000L, 1L};
    private static final long MOST_MICROS = 24 * MICROS[0];

    private ChainArguments() {}

    /** Returns the names of strategies with commas between them. */
    static String names(List<StrategyProvider> strategies) {
        return strategies.stream().map(each -> each.info().name()).collect(Collectors.joining(", "));
    }

    /** Returns the notation of a time in the largest unit that divides it. */
    static String time(long micros) {
        if (micros == 0) {
            return "0s";
        }
        int unit = 0;
        while (micros % MICROS[unit] != 0) {
            unit++;
        }
        return micros / MICROS[unit] + UNITS.get(unit);
    }

    /** Returns the microseconds of a time, or -1 where the text is none. */
    static long micros(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            return -1;
        }
        long micros = Long.parseLong(matcher.group(1)) * MICROS[UNITS.indexOf(matcher.group(2))];
        return micros > MOST_MICROS ? -1 : micros;
    }

    /**
     * Returns the strategies named in an argument before a position.
     *
     * @param form of the family, for messages
     */
    static List<StrategyProvider> strategies(String argument, int before, StrategyFamily.Names names, String form) {
        List<StrategyProvider> strategies = new ArrayList<>();
        int from = 0;
        while (from <= before) {
            int end = endOfEntry(argument, from);
            strategies.add(strategy(argument, from, end, names));
            from = end + 1;
        }
        if (strategies.size() > StrategyChain.MAX_STRATEGIES) {
            throw new IllegalArgumentException(form + ": found " + strategies.size() + " strategies; ECS allows "
                    + StrategyChain.MAX_STRATEGIES + " (R1.7)");
        }
        return strategies;
    }

    private static StrategyProvider strategy(String argument, int from, int end, StrategyFamily.Names names) {
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
            throw new StrategySyntaxException(name + " is a whole chain and must stand alone", argument, position);
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
}
