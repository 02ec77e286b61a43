package io.ecsim.experiments.schema;

import io.ecsim.experiments.Replicate;
import io.ecsim.observe.Metric;
import io.ecsim.schedulers.BuiltInStrategies;
import io.ecsim.schedulers.StrategyCatalogue;
import io.ecsim.schedulers.StrategyFamily;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The fields of a scenario that describe the experiment: strategies, replications, objective, need. */
final class ExperimentSchemas {

    private static final int MOST_INSTANCES = 1_000_000;
    private static final long MOST = 1_000_000_000_000_000L;

    private ExperimentSchemas() {}

    static Map<String, Schema> definitions() {
        Map<String, Schema> all = new LinkedHashMap<>();
        all.put(
                "metric",
                Schema.choice(Arrays.stream(Metric.values()).map(Metric::key).toList())
                        .titled("Metric")
                        .says("\"ecsim list metrics\" says what each is."));
        all.put(
                "amount",
                Schema.anyOf(Schema.number(0, MOST), Schema.text())
                        .titled("Amount of a metric")
                        .says("In the metric's unit; seconds also as a duration, shares also as a percentage."));
        all.put("chain", chain());
        all.put(
                "strategyFile",
                Schema.text("\\.(py|java|jar)\\s*(,|$)|^\\s*\\.{0,2}/")
                        .titled("Strategy from a file")
                        .says("A chain with files in it: a Java source, a jar, a Python policy, a program.")
                        .such("MyStrategy.java", "my_policy.py", "./my-program"));
        all.put("strategy", strategy());
        all.put("variant", variant());
        all.put("replicate", replicate());
        all.put("objective", objective());
        all.put("need", need());
        return all;
    }

    private static Schema chain() {
        StrategyCatalogue catalogue = BuiltInStrategies.catalogue();
        return Schema.anyOf(
                        Schema.text(pattern(catalogue)).such(catalogue.names().toArray(String[]::new)),
                        Schema.list(specification(), 0).says("As AWS writes it."))
                .titled("Placement strategy")
                .says(
                        "Up to five, applied one within the best of the one before; \"ecsim list strategies\" names them.");
    }

    /** Returns a pattern of the notation: up to five names with commas between them, or a named chain alone. */
    private static String pattern(StrategyCatalogue catalogue) {
        List<String> chains = BuiltInStrategies.namedChains().stream()
                .map(each -> each.name())
                .toList();
        String one = catalogue.entries().stream()
                .map(entry -> entry.family().map(ExperimentSchemas::notation).orElseGet(() -> notation(entry.form())))
                .collect(Collectors.joining("|", "\\s*(", ")\\s*"));
        String named = chains.stream().map(ExperimentSchemas::notation).collect(Collectors.joining("|"));
        return "^(\\s*|" + one + "(," + one + "){0,4}|\\s*(" + named + ")\\s*)$";
    }

    private static String notation(StrategyFamily family) {
        return notation(family.head()) + "\\s*\\(\\s*(" + family.pattern() + ")\\s*\\)";
    }

    private static String notation(String name) {
        return Pattern.compile("[-.+*?^$|\\[\\]{}\\\\]")
                .matcher(name)
                .replaceAll("\\\\$0")
                .replace("(", "\\s*\\(\\s*")
                .replace(")", "\\s*\\)");
    }

    /** One entry of a placement strategy as AWS writes it. */
    static Schema specification() {
        return Schema.object()
                .needs("type", Schema.choice("binpack", "spread", "random"))
                .takes(
                        "field",
                        Schema.text()
                                .says("cpu or memory of binpack; instanceId, host or attribute:NAME of spread.")
                                .such("memory", "attribute:ecs.availability-zone"));
    }

    private static Schema strategy() {
        Schema named = Schema.object()
                .needs("name", Schema.text("^\\S(.{0,78}\\S)?$").says("Shown in place of the notation."))
                .needs("strategy", Schema.anyOf(Schema.ref("chain"), Schema.ref("strategyFile")));
        Schema external = Schema.object()
                .needs(
                        "external",
                        Schema.object()
                                .titled("External policy")
                                .says("A program that decides; docs/external-policies.md.")
                                .needs("name", Schema.text("^\\S(.{0,78}\\S)?$").says("Shown in results."))
                                .needs(
                                        "command",
                                        Schema.list(Schema.text(), 1)
                                                .says("The program and its arguments, started beside the scenario."))
                                .takes(
                                        "timeout",
                                        Schema.ref("positiveDuration")
                                                .says("Longest wait for an answer, 1ms to 1h.")
                                                .unlessStated("5s"))
                                .takes(
                                        "chargeLatency",
                                        Schema.anyOf(Schema.flag(), Schema.number(0, 1_000_000))
                                                .says("Whether, or how many times, the wall time of each decision"
                                                        + " delays its placement in simulated time.")
                                                .unlessStated(false)));
        return Schema.anyOf(Schema.ref("chain"), named, Schema.ref("strategyFile"), external)
                .titled("Competitor");
    }

    private static Schema variant() {
        return Schema.object()
                .titled("Variant")
                .needs(
                        "name",
                        Schema.text("^[^\\s,=\\[\\]](.{0,38}[^\\s,=\\[\\]])?$").says("Shown in results."))
                .takes(
                        "set",
                        Schema.openObject()
                                .says(
                                        "Paths and values in place of the scenario's, as --set takes them; null removes."));
    }

    private static Schema replicate() {
        Schema count = Schema.integer(1, Replicate.MAX_COUNT);
        Schema windows = Schema.object()
                .says("Disjoint windows of a trace; horizon and warm-up are the window's.")
                .needs("length", Schema.ref("positiveDuration"))
                .takes("warmup", Schema.ref("duration"))
                .needs("count", count);
        Schema blocks = Schema.object()
                .says("Blocks of a trace drawn with replacement.")
                .needs("block", Schema.ref("positiveDuration"))
                .needs("count", count);
        return Schema.anyOf(
                        Schema.choice("none"),
                        Schema.object()
                                .oneField()
                                .takes(
                                        "regenerate",
                                        Schema.anyOf(count, regenerate()).says("Replications with new random draws."))
                                .takes(
                                        "shuffle",
                                        Schema.integer(1, Replicate.MAX_COUNT)
                                                .says("Random orders of a trace's tasks."))
                                .takes("windows", windows)
                                .takes("blockBootstrap", blocks))
                .titled("Replications")
                .says("What a replication is; {regenerate: 10} for drawn tasks, none for a trace unless stated.");
    }

    private static Schema regenerate() {
        return Schema.object()
                .takes("count", Schema.integer(1, Replicate.MAX_COUNT))
                .takes(
                        "precision",
                        Schema.anyOf(Schema.number(0, MOST), Schema.text())
                                .says("In place of count: until every interval of the objective is at most this wide to"
                                        + " either side, a share of the best or an amount.")
                                .such("2%", "5s"))
                .takes(
                        "max",
                        Schema.integer(Replicate.FEWEST_BEFORE_STOPPING, Replicate.MAX_COUNT)
                                .says("Beside precision: the most replications.")
                                .unlessStated(500))
                .takes(
                        "antithetic",
                        Schema.flag()
                                .says("Every second replication mirrors the one before, where that gains enough.")
                                .unlessStated(false))
                .takes(
                        "controlVariates",
                        Schema.flag()
                                .says("Use what is known of the arrived work, where that gains enough.")
                                .unlessStated(false))
                .oneWay("count|max", "precision");
    }

    private static Schema objective() {
        Schema condition = Schema.object()
                .needs("metric", Schema.ref("metric"))
                .takes("atMost", Schema.ref("amount"))
                .takes("atLeast", Schema.ref("amount"))
                .oneWay("atMost", "atLeast");
        return Schema.object()
                .titled("Objective")
                .says("How competitors are ranked; mean wait with a margin of 5 % unless stated.")
                .needs("metric", Schema.ref("metric"))
                .takes(
                        "direction",
                        Schema.choice("lower", "higher").says("Which is better; the metric's own unless stated."))
                .takes(
                        "margin",
                        Schema.anyOf(Schema.number(0, MOST), Schema.text())
                                .says("Differences inside it do not matter: a share of the best, or an amount.")
                                .unlessStated("5%")
                                .such("5%", "5s"))
                .takes("subjectTo", Schema.list(condition, 0).says("What a strategy must keep to be feasible."));
    }

    private static Schema need() {
        return Schema.object()
                .titled("Need")
                .says("Also find the fewest instances that keep objective.subjectTo.")
                .takes("min", Schema.integer(1, MOST_INSTANCES).unlessStated(1))
                .takes("max", Schema.integer(1, MOST_INSTANCES).says("Four times the stated number unless stated."));
    }
}
