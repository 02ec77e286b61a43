package io.ecsim.experiments.scenario;

import io.ecsim.experiments.designs.Axis;
import io.ecsim.experiments.designs.AxisRange;
import io.ecsim.experiments.designs.AxisValue;
import io.ecsim.experiments.designs.Design;
import io.ecsim.experiments.designs.DesignPoints;
import io.ecsim.experiments.designs.SweepPlan;
import io.ecsim.observe.Metric;
import io.ecsim.workloads.document.Assignment;
import io.ecsim.workloads.document.Fault;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Kind;
import io.ecsim.workloads.document.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Binds {@code sweep}: paths of fields with the values that each takes, and beside them the design and the metrics. */
final class SweepBinder {

    /** What every point of a sweep shares, so that points can be compared. */
    private static final List<String> SHARED =
            List.of("name", "description", "seed", "variants", "sweep", "replicate", "objective", "need");

    private static final String DESIGN = "design";
    private static final String METRICS = "metrics";
    private static final String AXIS =
            "a list of values, such as [50, 100, 200], or a range {from: 50, to: 200, steps: 4}";

    private static final Map<String, Boolean> SCALES = scales();

    private final Faults faults;
    private final Map<String, Swept> axes = new LinkedHashMap<>();
    private Design design = new Design.Full();
    private List<Metric> metrics = List.of();

    /** An axis and how a value is put in its place. */
    private record Swept(Axis axis, Assignment assignment, Node place) {}

    private static Map<String, Boolean> scales() {
        Map<String, Boolean> scales = new LinkedHashMap<>();
        scales.put("linear", false);
        scales.put("log", true);
        return Collections.unmodifiableMap(scales);
    }

    SweepBinder(Faults faults) {
        this.faults = faults;
    }

    /** Takes what a scenario states. */
    Optional<Node> stated(Node sweep) {
        Fields fields = sweep.asObject(faults);
        for (String name : sweep.names()) {
            Node value = sweep.member(name).orElseThrow();
            if (!name.equals(DESIGN) && !name.equals(METRICS)) {
                fields.accept(name);
                Assignment.stated(name, value, faults).ifPresent(assignment -> axis(name, value, assignment));
            }
        }
        fields.optional(DESIGN, this::design);
        fields.optional(METRICS, this::metrics);
        fields.end();
        return Optional.of(sweep);
    }

    /** Takes an axis from the command line, in place of one of the same path. */
    void given(Assignment assignment) {
        assignment
                .given()
                .ifPresentOrElse(
                        node -> axis(node.path(), node, assignment),
                        () -> faults.add(new Fault(
                                "--axis " + assignment.text(), 0, 0, "", "found no values, expected " + AXIS)));
    }

    /** Returns the plan where nothing is wrong with it. */
    Optional<SweepPlan> plan(Node place) {
        if (!faults.isEmpty()) {
            return Optional.empty();
        }
        if (axes.isEmpty()) {
            return place.fault(
                    faults,
                    "there is no axis, expected a path with its values, such as"
                            + " cluster.instances: [50, 100, 200]");
        }
        List<Axis> list = axes();
        for (Swept swept : axes.values()) {
            if (design instanceof Design.Full && swept.axis.values().isEmpty()) {
                swept.place.fault(faults, "a full design needs steps or step beside from and to");
            }
            if (design instanceof Design.Morris
                    && swept.axis.range().isEmpty()
                    && swept.axis.values().size() < 2) {
                swept.place.fault(faults, "Morris needs at least 2 values of each axis");
            }
        }
        long count = DesignPoints.count(list, design);
        if (faults.isEmpty() && count > DesignPoints.MOST) {
            return place.fault(
                    faults,
                    "the design has " + count + " points, allowed are " + DesignPoints.MOST
                            + ": take fewer values, or design: {latinHypercube: POINTS}");
        }
        return faults.isEmpty() ? Optional.of(new SweepPlan(list, design, metrics)) : Optional.empty();
    }

    /** Returns the axes, whatever the design. */
    List<Axis> axes() {
        return axes.values().stream().map(Swept::axis).toList();
    }

    /** Returns the assignment that puts a value in the place of an axis. */
    Assignment assignment(Axis axis, Node value) {
        return Objects.requireNonNull(axes.get(axis.path()), "an axis of another sweep")
                .assignment
                .with(value);
    }

    /** Takes another design. */
    Optional<Design> design(Node node) {
        if (node.kind() == Kind.TEXT && node.text().equals("full")) {
            design = new Design.Full();
            return Optional.of(design);
        }
        if (node.kind() != Kind.OBJECT) {
            return node.refuse(faults, "full, {latinHypercube: POINTS} or {morris: {trajectories: 10, levels: 4}}");
        }
        Map<String, Function<Node, Optional<Design>>> readers = new LinkedHashMap<>();
        readers.put(
                "latinHypercube",
                points -> points.asInteger(faults, 2, Design.LatinHypercube.MOST)
                        .map(count -> new Design.LatinHypercube(Math.toIntExact(count))));
        readers.put("morris", this::morris);
        Optional<Design> bound = node.asOneOf(faults, readers);
        bound.ifPresent(each -> design = each);
        return bound;
    }

    private Optional<Design> morris(Node node) {
        Fields fields = node.asObject(faults);
        int trajectories = fields.integerOr("trajectories", 2, Design.Morris.MOST_TRAJECTORIES, 10);
        int levels = fields.integerOr("levels", 2, Design.Morris.MOST_LEVELS, 4);
        return fields.build(() -> new Design.Morris(trajectories, levels));
    }

    private Optional<List<Metric>> metrics(Node node) {
        Map<String, Metric> names = new LinkedHashMap<>();
        for (Metric metric : Metric.values()) {
            names.put(metric.key(), metric);
        }
        Optional<List<Metric>> bound = node.asList(faults, item -> item.asChoice(faults, names));
        bound.ifPresent(list -> metrics = list.stream().distinct().toList());
        return bound;
    }

    /** Takes other metrics. */
    void metricsGiven(List<Metric> given) {
        metrics = given.stream().distinct().toList();
    }

    private void axis(String path, Node node, Assignment assignment) {
        if (SHARED.contains(assignment.field())) {
            node.fault(
                    faults,
                    "all points of a sweep share " + assignment.field()
                            + ", so that they can be compared: expected another field, such as cluster.instances");
            return;
        }
        Optional<Axis> axis = node.kind() == Kind.LIST
                ? list(path, node)
                : node.kind() == Kind.OBJECT ? range(path, node) : node.refuse(faults, AXIS);
        axis.ifPresent(each -> axes.put(path, new Swept(each, assignment, node)));
    }

    private Optional<Axis> list(String path, Node node) {
        if (node.items().isEmpty()) {
            return node.fault(faults, "the list is empty, expected at least one value");
        }
        List<String> texts = new ArrayList<>();
        for (Node item : node.items()) {
            if (item.kind() == Kind.NOTHING) {
                return item.fault(faults, "found nothing, expected a value");
            }
            if (texts.contains(item.written())) {
                return item.fault(faults, "found " + item.describe() + " twice");
            }
            texts.add(item.written());
        }
        return Optional.of(SweptValues.axis(path, texts));
    }

    private Optional<Axis> range(String path, Node node) {
        Fields fields = node.asObject(faults);
        Optional<SweptValues.Quantity> from = fields.required("from", "a number", this::quantity);
        Optional<SweptValues.Quantity> to = fields.required("to", "a number", this::quantity);
        boolean logarithmic = fields.choiceOr("scale", SCALES, false);
        int steps = fields.integerOr("steps", 2, DesignPoints.MOST, 0);
        Optional<SweptValues.Quantity> step = fields.optional("step", this::quantity);
        if (steps > 0 && step.isPresent()) {
            fields.fault("step", "there is steps too, expected one of the two");
        }
        if (step.isPresent() && logarithmic) {
            fields.fault("step", "a logarithmic range takes steps, a number of values");
        }
        if (from.isPresent() && to.isPresent()) {
            check(fields, from.get(), to.get(), step, logarithmic);
        }
        return fields.build(() -> {
            SweptValues.Quantity low = from.orElseThrow();
            SweptValues.Quantity high = to.orElseThrow();
            boolean whole = low.whole()
                    && high.whole()
                    && step.map(SweptValues.Quantity::whole).orElse(true);
            AxisRange range = new AxisRange(low.number(), high.number(), logarithmic, whole, low.unit());
            List<AxisValue> values = step.map(each -> range.every(each.number()))
                    .orElseGet(() -> steps == 0 ? List.of() : range.steps(steps));
            Axis.Kind kind = logarithmic ? Axis.Kind.LOGARITHMIC : Axis.Kind.LINEAR;
            return new Axis(path, values, Optional.of(range), low.unit(), kind);
        });
    }

    private static void check(
            Fields fields,
            SweptValues.Quantity from,
            SweptValues.Quantity to,
            Optional<SweptValues.Quantity> step,
            boolean logarithmic) {
        if (!from.unit().equals(to.unit())) {
            fields.fault("to", "found " + to.text() + ", expected the unit of from, which is " + from.text());
        } else if (!(from.number() < to.number())) {
            fields.fault("to", "found " + to.text() + ", expected more than from, which is " + from.text());
        }
        if (logarithmic && !(from.number() > 0)) {
            fields.fault("from", "found " + from.text() + ", a logarithmic range begins above 0");
        }
        if (step.isPresent()) {
            SweptValues.Quantity each = step.get();
            double count = (to.number() - from.number()) / each.number();
            if (!each.unit().equals(from.unit())) {
                fields.fault("step", "found " + each.text() + ", expected the unit of from, which is " + from.text());
            } else if (!(count >= 0 && count < DesignPoints.MOST)) {
                fields.fault(
                        "step",
                        "found " + each.text() + ", which makes no number of values from 1 to " + DesignPoints.MOST);
            }
        }
    }

    private Optional<SweptValues.Quantity> quantity(Node node) {
        Optional<SweptValues.Quantity> quantity = SweptValues.Quantity.of(node.text());
        return quantity.isPresent() ? quantity : node.refuse(faults, "a number, with its unit if it has one");
    }
}
