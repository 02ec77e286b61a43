package io.ecsim.model.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random expressions, written down in random spelling, parsed, and compared with a naive evaluation of the expression
 * itself on random instances. Replay one with {@code -Decsim.seed=N}.
 */
class ClusterQueryRandomTest {

    private static final int EXPRESSIONS_PER_SEED = 40;
    private static final int INSTANCES = 25;
    private static final List<String> VALUES = List.of("a", "b", "a b", "it's", "x(1)", "t2.small", "and");
    private static final List<String> NAMES = List.of("stack", "ecs.instance-type", "my/x_1");
    private static final List<String> GROUPS = List.of("db", "web", "service:web");
    private static final List<String> PATTERNS =
            List.of("a.*", "(a|b)", "t2\\.(small|medium)", "[ab]", "x\\(1\\)", ".*b");

    /** An expression as a test knows it: how it is written, and what it means. */
    private record Sample(String text, Predicate<FixedFacts> meaning, int binding) {}

    static LongStream seeds() {
        Long one = Long.getLong("ecsim.seed");
        return one == null ? LongStream.range(0, 50) : LongStream.of(one);
    }

    @ParameterizedTest(name = "-Decsim.seed={0}")
    @MethodSource("seeds")
    void parsedQueryAgreesWithNaiveEvaluation(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < EXPRESSIONS_PER_SEED; i++) {
            Sample sample = expression(random, 4);
            ClusterQuery query = ClusterQuery.parse(sample.text());
            for (int j = 0; j < INSTANCES; j++) {
                FixedFacts facts = facts(random);
                assertThat(query.matches(facts))
                        .as("seed %d, query %s, instance %s", seed, sample.text(), facts)
                        .isEqualTo(sample.meaning().test(facts));
            }
        }
    }

    private static FixedFacts facts(SplittableRandom random) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String name : NAMES) {
            if (random.nextInt(3) > 0) {
                attributes.put(name, pick(random, VALUES));
            }
        }
        List<String> groups = GROUPS.stream().filter(g -> random.nextBoolean()).toList();
        return new FixedFacts(
                random.nextBoolean(),
                "1." + random.nextInt(12),
                "i-" + random.nextInt(3),
                random.nextInt(4) * 86_400_000_000L,
                random.nextInt(4),
                groups,
                attributes);
    }

    /** Binding strength: 0 or, 1 and, 2 not, 3 comparison or parentheses. */
    private static Sample expression(SplittableRandom random, int depth) {
        int kind = depth == 0 ? 3 : random.nextInt(5);
        switch (kind) {
            case 0:
            case 1: {
                List<Sample> parts = new ArrayList<>();
                for (int i = 2 + random.nextInt(2); i > 0; i--) {
                    parts.add(bound(random, expression(random, depth - 1), kind + 1));
                }
                String word = kind == 0
                        ? pick(random, List.of(" or ", "||", " || "))
                        : pick(random, List.of(" and ", "&&", " && "));
                // A bare pattern would swallow a symbol that follows it without a blank.
                String joined =
                        String.join(" " + word, parts.stream().map(Sample::text).toList());
                return new Sample(
                        joined,
                        kind == 0
                                ? facts ->
                                        parts.stream().anyMatch(p -> p.meaning().test(facts))
                                : facts ->
                                        parts.stream().allMatch(p -> p.meaning().test(facts)),
                        kind);
            }
            case 2: {
                Sample inner = bound(random, expression(random, depth - 1), 3);
                String not = pick(random, List.of("not ", "!", "! ", "not\t"));
                return new Sample(not + inner.text(), inner.meaning().negate(), 2);
            }
            default:
                return comparison(random);
        }
    }

    private static Sample bound(SplittableRandom random, Sample sample, int least) {
        if (sample.binding() >= least && random.nextInt(4) > 0) {
            return sample;
        }
        return new Sample("(" + sample.text() + pick(random, List.of(")", " )")), sample.meaning(), 3);
    }

    private static Sample comparison(SplittableRandom random) {
        switch (random.nextInt(6)) {
            case 0: {
                String version = "1." + random.nextInt(12);
                int part = Integer.parseInt(version.substring(2));
                return ordered(
                        random,
                        "agentVersion",
                        version,
                        f -> Integer.compare(Integer.parseInt(f.agentVersion().substring(2)), part));
            }
            case 1: {
                int count = random.nextInt(4);
                return ordered(random, "runningTasksCount", "" + count, f -> f.runningTasksCount() - count);
            }
            case 2: {
                int day = random.nextInt(4);
                return ordered(
                        random,
                        "registeredAt",
                        "1970-01-0" + (day + 1),
                        f -> Long.compare(f.registeredAtMicros(), day * 86_400_000_000L));
            }
            case 3:
                return text(
                        random,
                        "task:group",
                        GROUPS,
                        true,
                        (f, test) -> f.groups().stream().anyMatch(test));
            case 4:
                return random.nextBoolean()
                        ? text(
                                random,
                                "ec2InstanceId",
                                List.of("i-0", "i-1", "i-2"),
                                true,
                                (f, test) -> test.test(f.ec2InstanceId()))
                        : text(
                                random,
                                "agentConnected",
                                List.of("true", "false"),
                                true,
                                (f, test) -> test.test("" + f.agentConnected()));
            default: {
                String name = pick(random, NAMES);
                if (random.nextInt(4) == 0) {
                    boolean wanted = random.nextBoolean();
                    String operator = wanted ? "exists" : pick(random, List.of("!exists", "not_exists"));
                    return new Sample(
                            "attribute:" + name + " " + operator,
                            f -> f.attributes().containsKey(name) == wanted,
                            3);
                }
                return text(
                        random,
                        "attribute:" + name,
                        VALUES,
                        false,
                        (f, test) -> f.attributes().containsKey(name)
                                && test.test(f.attributes().get(name)));
            }
        }
    }

    private interface Sign {
        int of(FixedFacts facts);
    }

    private interface Asked {
        boolean any(FixedFacts facts, Predicate<String> test);
    }

    private static Sample ordered(SplittableRandom random, String subject, String value, Sign sign) {
        int kind = random.nextInt(6);
        String operator = List.of("==", "!=", ">", ">=", "<", "<=").get(kind);
        String alias = List.of(
                        "equals", "not_equals", "greater_than", "greater_than_equal", "less_than", "less_than_equal")
                .get(kind);
        Predicate<FixedFacts> meaning = List.<Predicate<FixedFacts>>of(
                        f -> sign.of(f) == 0,
                        f -> sign.of(f) != 0,
                        f -> sign.of(f) > 0,
                        f -> sign.of(f) >= 0,
                        f -> sign.of(f) < 0,
                        f -> sign.of(f) <= 0)
                .get(kind);
        String written = random.nextBoolean() ? operator + value : " " + alias + " " + quoted(random, value);
        return new Sample(subject + written, meaning, 3);
    }

    /** For a set of groups, or one value, "not" is outside the test; for an absent attribute it is inside (R1.56). */
    private static Sample text(
            SplittableRandom random, String subject, List<String> values, boolean negateOutside, Asked asked) {
        int kind = random.nextInt(3);
        boolean negated = random.nextBoolean();
        String operand;
        Predicate<String> test;
        if (kind == 0) {
            String value = pick(random, values);
            operand = quoted(random, value);
            test = value::equals;
        } else if (kind == 1) {
            String first = pick(random, values);
            String second = pick(random, values);
            operand = "[" + quoted(random, first) + " ," + quoted(random, second) + "]";
            test = text -> text.equals(first) || text.equals(second);
        } else {
            String pattern = pick(random, PATTERNS);
            operand = random.nextBoolean() ? pattern : "'" + pattern + "'";
            test = text -> text.matches(pattern);
        }
        List<String> spellings = List.of(
                        List.of("==", "equals"),
                        List.of("in", "in"),
                        List.of("=~", "matches"),
                        List.of("!=", "not_equals"),
                        List.of("!in", "not_in"),
                        List.of("!~", "not_matches"))
                .get(kind + (negated ? 3 : 0));
        String written = subject + " " + pick(random, spellings) + " " + operand;
        if (!negated) {
            return new Sample(written, f -> asked.any(f, test), 3);
        }
        return new Sample(written, negateOutside ? f -> !asked.any(f, test) : f -> asked.any(f, test.negate()), 3);
    }

    private static String quoted(SplittableRandom random, String value) {
        boolean needsQuotes = value.contains(" ") || value.contains("(");
        if (value.contains("'")) {
            return '"' + value + '"';
        }
        return switch (random.nextInt(3)) {
            case 0 -> "'" + value + "'";
            case 1 -> '"' + value + '"';
            default -> needsQuotes ? "'" + value + "'" : value;
        };
    }

    private static String pick(SplittableRandom random, List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
