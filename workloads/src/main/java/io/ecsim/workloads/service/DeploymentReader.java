package io.ecsim.workloads.service;

import io.ecsim.model.DeploymentCircuitBreaker;
import io.ecsim.model.DeploymentCircuitBreaker.ThresholdType;
import io.ecsim.model.DeploymentConfiguration;
import io.ecsim.model.DeploymentStrategy;
import io.ecsim.model.SchedulingStrategy;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.ecsapi.ApiFault;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code deploymentConfiguration} (R4.3, R4.4, R4.10, R4.20, R4.21, R4.25, R4.51, R4.52). */
final class DeploymentReader {

    private static final ApiFault REFUSED = ApiFault.INVALID_PARAMETER;
    private static final Map<String, String> STRATEGIES = names("ROLLING", "BLUE_GREEN", "LINEAR", "CANARY");
    private static final Map<String, ThresholdType> THRESHOLD_TYPES = thresholdTypes();
    private static final int DAY_MINUTES = 1440;

    /** Percentages above this bound nothing that has a meaning. */
    private static final int MOST_PERCENT = 1_000_000;

    private final IgnoredFields ignored;

    /**
     * Makes a reader.
     *
     * @param ignored what becomes of fields that are not modelled
     */
    DeploymentReader(IgnoredFields ignored) {
        this.ignored = ignored;
    }

    /**
     * Reads the field of a service or of an update.
     *
     * @param before what holds where the field, or a part of it, is not stated
     */
    DeploymentConfiguration read(Fields service, SchedulingStrategy scheduling, DeploymentConfiguration before) {
        return service.optional(
                        "deploymentConfiguration", node -> configuration(service.inner(node), scheduling, before))
                .orElse(before);
    }

    private Optional<DeploymentConfiguration> configuration(
            Fields fields, SchedulingStrategy scheduling, DeploymentConfiguration before) {
        int minimum = fields.integerOr("minimumHealthyPercent", 0, 100, before.minimumHealthyPercent());
        int maximum = fields.integerOr("maximumPercent", 0, MOST_PERCENT, before.maximumPercent());
        DeploymentStrategy strategy = strategy(fields, before.strategy());
        Optional<Optional<DeploymentCircuitBreaker>> stated =
                fields.optional("deploymentCircuitBreaker", node -> circuitBreaker(fields.inner(node)));
        Optional<DeploymentCircuitBreaker> breaker = stated.orElse(before.circuitBreaker());
        boolean rolling = strategy instanceof DeploymentStrategy.Rolling;
        if (scheduling == SchedulingStrategy.DAEMON && maximum != 100) {
            fields.fault(
                    "maximumPercent", REFUSED.behind("found " + maximum + ", a DAEMON service takes 100 only (R4.3)"));
        }
        if (scheduling == SchedulingStrategy.DAEMON && !rolling) {
            fields.fault("strategy", REFUSED.behind("a DAEMON service takes ROLLING only, found " + nameOf(strategy)));
        }
        if (breaker.isPresent() && !rolling) {
            fields.fault("deploymentCircuitBreaker", REFUSED.behind("belongs to the strategy ROLLING alone (R4.25)"));
        }
        ignored.accept(fields, List.of("alarms", "lifecycleHooks"));
        return fields.build(() -> new DeploymentConfiguration(minimum, maximum, strategy, breaker));
    }

    private static DeploymentStrategy strategy(Fields fields, DeploymentStrategy before) {
        String name = fields.choiceOr("strategy", STRATEGIES, nameOf(before));
        DeploymentStrategy stated = strategy(fields, name);
        boolean unstated = !fields.has("bakeTimeInMinutes")
                && !fields.has("linearConfiguration")
                && !fields.has("canaryConfiguration");
        return unstated && name.equals(nameOf(before)) ? before : stated;
    }

    private static String nameOf(DeploymentStrategy strategy) {
        if (strategy instanceof DeploymentStrategy.BlueGreen) {
            return "BLUE_GREEN";
        }
        if (strategy instanceof DeploymentStrategy.Linear) {
            return "LINEAR";
        }
        return strategy instanceof DeploymentStrategy.Canary ? "CANARY" : "ROLLING";
    }

    private static DeploymentStrategy strategy(Fields fields, String name) {
        boolean rolling = name.equals("ROLLING");
        forbid(fields, "bakeTimeInMinutes", !rolling, "BLUE_GREEN, LINEAR or CANARY", name);
        forbid(fields, "linearConfiguration", name.equals("LINEAR"), "LINEAR", name);
        forbid(fields, "canaryConfiguration", name.equals("CANARY"), "CANARY", name);
        int bake = fields.integerOr("bakeTimeInMinutes", 0, DAY_MINUTES, 0);
        if (fields.has("strategy") && name.equals("BLUE_GREEN") && !fields.has("bakeTimeInMinutes")) {
            fields.node()
                    .fault(
                            fields.faults(),
                            REFUSED.behind("bakeTimeInMinutes is missing, which BLUE_GREEN needs, expected 0 to 1440"));
        }
        Optional<DeploymentStrategy> linear =
                fields.optional("linearConfiguration", node -> linear(fields.inner(node), bake));
        Optional<DeploymentStrategy> canary =
                fields.optional("canaryConfiguration", node -> canary(fields.inner(node), bake));
        return switch (name) {
            case "BLUE_GREEN" -> new DeploymentStrategy.BlueGreen(bake);
            case "LINEAR" -> linear.orElseGet(() -> new DeploymentStrategy.Linear(10, 6, bake));
            case "CANARY" -> canary.orElseGet(() -> new DeploymentStrategy.Canary(5, 10, bake));
            default -> new DeploymentStrategy.Rolling();
        };
    }

    private static Optional<DeploymentStrategy> linear(Fields fields, int bake) {
        double step = percent(fields, "stepPercent", 3, 10);
        int stepBake = fields.integerOr("stepBakeTimeInMinutes", 0, DAY_MINUTES, 6);
        return fields.build(() -> new DeploymentStrategy.Linear(step, stepBake, bake));
    }

    private static Optional<DeploymentStrategy> canary(Fields fields, int bake) {
        double percent = percent(fields, "canaryPercent", 0.1, 5);
        int canaryBake = fields.integerOr("canaryBakeTimeInMinutes", 0, DAY_MINUTES, 10);
        return fields.build(() -> new DeploymentStrategy.Canary(percent, canaryBake, bake));
    }

    /** The API takes multiples of 0.1. */
    private static double percent(Fields fields, String name, double least, double absent) {
        double percent = fields.numberOr(name, least, 100, absent);
        if (Math.abs(percent * 10 - Math.rint(percent * 10)) > 1e-9) {
            fields.fault(name, REFUSED.behind("found " + percent + ", expected a multiple of 0.1"));
        }
        return percent;
    }

    private static void forbid(Fields fields, String name, boolean fits, String strategies, String found) {
        if (fields.has(name) && !fits) {
            fields.fault(name, REFUSED.behind("belongs to the strategy " + strategies + ", found " + found));
        }
    }

    /** Empty within when the breaker is switched off. */
    private static Optional<Optional<DeploymentCircuitBreaker>> circuitBreaker(Fields fields) {
        boolean enabled = fields.flag("enable");
        boolean rollback = fields.flag("rollback");
        boolean reset = fields.flagOr("resetOnHealthyTask", DeploymentCircuitBreaker.DEFAULT.resetOnHealthyTask());
        Optional<Threshold> stated = fields.optional("thresholdConfiguration", node -> threshold(fields.inner(node)));
        return fields.build(() -> {
            Threshold threshold = stated.orElse(Threshold.DEFAULT);
            return enabled
                    ? Optional.of(new DeploymentCircuitBreaker(rollback, threshold.type(), threshold.value(), reset))
                    : Optional.empty();
        });
    }

    private record Threshold(ThresholdType type, int value) {
        static final Threshold DEFAULT = new Threshold(
                DeploymentCircuitBreaker.DEFAULT.thresholdType(), DeploymentCircuitBreaker.DEFAULT.value());
    }

    private static Optional<Threshold> threshold(Fields fields) {
        ThresholdType type = fields.choice("type", THRESHOLD_TYPES);
        int most = type == ThresholdType.BOUNDED_PERCENT ? 100 : Integer.MAX_VALUE;
        int value = fields.integer("value", 1, most);
        return fields.build(() -> new Threshold(type, value));
    }

    private static Map<String, ThresholdType> thresholdTypes() {
        Map<String, ThresholdType> types = new LinkedHashMap<>();
        for (ThresholdType type : ThresholdType.values()) {
            types.put(type.name(), type);
        }
        return Collections.unmodifiableMap(types);
    }

    private static Map<String, String> names(String... names) {
        Map<String, String> map = new LinkedHashMap<>();
        for (String name : names) {
            map.put(name, name);
        }
        return Collections.unmodifiableMap(map);
    }
}
