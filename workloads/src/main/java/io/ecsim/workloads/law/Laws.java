package io.ecsim.workloads.law;

import io.ecsim.random.Law;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Kind;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.law.HyperexponentialLaw.Branch;
import io.ecsim.workloads.law.QuantileLaw.Quantile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads laws from documents:
 *
 * <pre>
 * 10m                                        a constant
 * {constant: 10m}
 * {exponential: {mean: 10m}}
 * {lognormal: {mean: 10m, sd: 20m}}          or {median: 5m, sigma: 1.2}
 * {uniform: {low: 1m, high: 5m}}
 * {weibull: {shape: 0.7, mean: 10m}}         or {shape: 0.7, scale: 8m}
 * {gamma: {shape: 2, mean: 10m}}             or {shape: 2, scale: 5m}
 * {boundedPareto: {shape: 1.1, low: 1s, high: 1d}}
 * {hyperexponential: {mean: 10m, cv2: 4}}    balanced means, or
 * {hyperexponential: {branches: [{probability: 90%, mean: 1m}, {probability: 10%, mean: 1h}]}}
 * {empirical: {values: [1m, 2m], weights: [3, 1]}}
 * {empirical: {quantiles: [[0, 1s], [0.5, 1m], [1, 1h]]}}
 * </pre>
 */
public final class Laws {

    /** Names of the laws and what they take, for listings. */
    public static final Map<String, String> NAMES = names();

    private final Quantity quantity;
    private final Faults faults;

    private Laws(Quantity quantity, Faults faults) {
        this.quantity = quantity;
        this.faults = faults;
    }

    /** Reads a law of a quantity; empty when it has faults. */
    public static Optional<Law> read(Node node, Faults faults, Quantity quantity) {
        return new Laws(quantity, faults).law(node).map(law -> law);
    }

    /** Reads a field of an object as a law that must be there. */
    public static Optional<Law> read(Fields fields, String name, Quantity quantity) {
        return fields.required(
                name, "a law such as {exponential: {mean: ...}}", node -> read(node, fields.faults(), quantity));
    }

    private Optional<Lifetime> law(Node node) {
        if (node.kind() != Kind.OBJECT) {
            return constant(node);
        }
        Map<String, Function<Node, Optional<Lifetime>>> readers = new LinkedHashMap<>();
        readers.put("constant", this::constant);
        readers.put("exponential", this::exponential);
        readers.put("lognormal", this::lognormal);
        readers.put("uniform", this::uniform);
        readers.put("weibull", this::weibull);
        readers.put("gamma", this::gamma);
        readers.put("boundedPareto", this::boundedPareto);
        readers.put("hyperexponential", this::hyperexponential);
        readers.put("empirical", this::empirical);
        return node.asOneOf(faults, readers);
    }

    private Optional<Lifetime> constant(Node node) {
        return quantity.read(node, faults).map(value -> new ConstantLaw(value, quantity));
    }

    private Optional<Lifetime> exponential(Node node) {
        Fields fields = node.asObject(faults);
        double mean = value(fields, "mean");
        return fields.build(() -> new ExponentialLaw(mean, quantity));
    }

    private Optional<Lifetime> lognormal(Node node) {
        Fields fields = node.asObject(faults);
        boolean byMedian = fields.has("median") || fields.has("sigma");
        boolean byMean = fields.has("mean") || fields.has("sd");
        if (byMedian && byMean) {
            return node.refuse(faults, "either mean and sd, or median and sigma");
        }
        if (byMedian) {
            double median = value(fields, "median");
            double sigma = fields.number("sigma", 0, 10);
            return fields.build(() -> LognormalLaw.ofMedian(median, sigma, quantity));
        }
        double mean = value(fields, "mean");
        double sd = value(fields, "sd");
        return fields.build(() -> LognormalLaw.ofMean(mean, sd, quantity));
    }

    private Optional<Lifetime> uniform(Node node) {
        Fields fields = node.asObject(faults);
        double low = value(fields, "low");
        double high = value(fields, "high");
        return fields.build(() -> new UniformLaw(low, high, quantity));
    }

    private Optional<Lifetime> weibull(Node node) {
        Fields fields = node.asObject(faults);
        double shape = fields.number("shape", WeibullLaw.LEAST_SHAPE, WeibullLaw.GREATEST_SHAPE);
        boolean byScale = byScale(fields);
        double size = value(fields, byScale ? "scale" : "mean");
        return fields.build(
                () -> byScale ? new WeibullLaw(shape, size, quantity) : WeibullLaw.ofMean(shape, size, quantity));
    }

    private Optional<Lifetime> gamma(Node node) {
        Fields fields = node.asObject(faults);
        double shape = fields.number("shape", GammaLaw.LEAST_SHAPE, GammaLaw.GREATEST_SHAPE);
        boolean byScale = byScale(fields);
        double size = value(fields, byScale ? "scale" : "mean");
        return fields.build(
                () -> byScale ? new GammaLaw(shape, size, quantity) : GammaLaw.ofMean(shape, size, quantity));
    }

    private boolean byScale(Fields fields) {
        boolean byMean = fields.has("mean");
        boolean byScale = fields.has("scale");
        if (byMean && byScale) {
            fields.fault("scale", "found both mean and scale, expected one of the two");
        }
        return byScale;
    }

    private Optional<Lifetime> boundedPareto(Node node) {
        Fields fields = node.asObject(faults);
        double shape = fields.number("shape", BoundedParetoLaw.LEAST_SHAPE, BoundedParetoLaw.GREATEST_SHAPE);
        double low = value(fields, "low");
        double high = value(fields, "high");
        return fields.build(() -> new BoundedParetoLaw(shape, low, high, quantity));
    }

    private Optional<Lifetime> hyperexponential(Node node) {
        Fields fields = node.asObject(faults);
        boolean byMoments = fields.has("mean") || fields.has("cv2");
        if (fields.has("branches")) {
            if (byMoments) {
                return node.refuse(faults, "either branches, or mean and cv2");
            }
            List<Branch> branches = fields.list("branches", this::branch);
            return fields.build(() -> new HyperexponentialLaw(branches, quantity));
        }
        double mean = value(fields, "mean");
        double cv2 = fields.number("cv2", 1, 1e6);
        return fields.build(() -> HyperexponentialLaw.ofMoments(mean, cv2, quantity));
    }

    private Optional<Branch> branch(Node node) {
        Fields fields = node.asObject(faults);
        double probability = fields.share("probability", Double.MIN_VALUE, 1);
        double mean = value(fields, "mean");
        return fields.build(() -> new Branch(probability, mean));
    }

    private Optional<Lifetime> empirical(Node node) {
        Fields fields = node.asObject(faults);
        if (fields.has("quantiles")) {
            List<Quantile> table = fields.list("quantiles", this::quantile);
            return fields.build(() -> new QuantileLaw(table, quantity));
        }
        List<Double> values = fields.list("values", item -> quantity.read(item, faults));
        List<Double> weights = fields.listOrEmpty("weights", item -> item.asNumber(faults, 0, Double.MAX_VALUE));
        return fields.build(() ->
                weights.isEmpty() ? EmpiricalLaw.of(values, quantity) : new EmpiricalLaw(values, weights, quantity));
    }

    private Optional<Quantile> quantile(Node node) {
        List<Node> pair = node.items();
        if (pair.size() != 2) {
            return node.refuse(faults, "a pair such as [0.5, value]");
        }
        Optional<Double> share = pair.get(0).asNumber(faults, 0, 1);
        Optional<Double> value = quantity.read(pair.get(1), faults);
        return share.flatMap(at -> value.map(reached -> new Quantile(at, reached)));
    }

    private double value(Fields fields, String name) {
        return fields.required(name, "a value", node -> quantity.read(node, faults))
                .orElse(1.0);
    }

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("constant", "value");
        names.put("exponential", "mean");
        names.put("lognormal", "mean and sd, or median and sigma");
        names.put("uniform", "low, high");
        names.put("weibull", "shape, and mean or scale");
        names.put("gamma", "shape, and mean or scale");
        names.put("boundedPareto", "shape, low, high");
        names.put(
                "hyperexponential",
                "mean and cv2 (squared coefficient of variation), or branches of probability and mean");
        names.put("empirical", "values and weights, or quantiles");
        return Collections.unmodifiableMap(names);
    }
}
