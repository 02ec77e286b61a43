package io.ecsim.experiments.scenario;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.Replicate;
import io.ecsim.experiments.designs.DesignPoints;
import io.ecsim.experiments.designs.Point;
import io.ecsim.experiments.designs.SweepPlan;
import io.ecsim.experiments.sweep.Sweep;
import io.ecsim.observe.Metric;
import io.ecsim.workloads.document.Assignment;
import io.ecsim.workloads.document.DocumentReader;
import io.ecsim.workloads.document.Fault;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.scenario.ScenarioOverrides;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads a scenario once for every point of its sweep. All faults of all points are found before anything runs. */
public final class SweepReader {

    private final ScenarioReader reader;
    private final Given given;

    /**
     * What the command line states beside the scenario.
     *
     * @param axes each {@code PATH=VALUES}, in place of the scenario's axis of that path
     * @param design as YAML in one line, in place of the scenario's
     * @param metrics in place of the scenario's; empty to leave them
     * @param seed in place of the scenario's
     */
    public record Given(List<String> axes, Optional<String> design, List<Metric> metrics, OptionalLong seed) {

        /** Nothing beside the scenario. */
        public static final Given NOTHING = new Given(List.of(), Optional.empty(), List.of(), OptionalLong.empty());

        public Given {
            axes = List.copyOf(axes);
            metrics = List.copyOf(metrics);
        }
    }

    /**
     * Makes a reader.
     *
     * @param reader reads each point
     * @param given what the command line states
     */
    public SweepReader(ScenarioReader reader, Given given) {
        this.reader = reader;
        this.given = given;
    }

    /**
     * Reads the scenario at every point.
     *
     * @throws io.ecsim.workloads.document.DocumentException with all faults found
     */
    public Sweep read(Path file) {
        Node document = reader.document(file);
        Faults faults = new Faults();
        SweepBinder binder = new SweepBinder(faults);
        document.member("sweep").ifPresent(binder::stated);
        given.axes.forEach(text -> Assignment.parse("--axis", text, faults).ifPresent(binder::given));
        given.design
                .flatMap(text -> DocumentReader.parse("--design", text, faults))
                .ifPresent(binder::design);
        if (!given.metrics.isEmpty()) {
            binder.metricsGiven(given.metrics);
        }
        Optional<SweepPlan> plan = binder.plan(document.member("sweep").orElse(document));
        faults.throwIfAny();
        return points(document, file, binder, plan.orElseThrow());
    }

    private Sweep points(Node document, Path file, SweepBinder binder, SweepPlan plan) {
        long seed = given.seed.orElseGet(() -> seed(document));
        List<Point> points = DesignPoints.of(plan.axes(), plan.design(), seed);
        List<Experiment> experiments = new ArrayList<>();
        Map<Fault, List<Point>> found = new LinkedHashMap<>();
        for (Point point : points) {
            Faults own = new Faults();
            Node changed = document;
            for (int axis = 0; axis < plan.axes().size(); axis++) {
                Node value = DocumentReader.parse("", point.values().get(axis).text(), own)
                        .orElseThrow();
                changed = ScenarioOverrides.apply(
                        changed, binder.assignment(plan.axes().get(axis), value), own);
            }
            Optional<Experiment> bound = reader.bindAll(changed, file, own);
            if (bound.isPresent()) {
                requireStated(changed, bound.get(), own);
                experiments.add(given.seed.isPresent() ? bound.get().withSeed(seed) : bound.get());
            }
            new LinkedHashSet<>(own.list())
                    .forEach(fault -> found.computeIfAbsent(fault, each -> new ArrayList<>())
                            .add(point));
        }
        Faults faults = new Faults();
        found.forEach((fault, at) -> faults.add(at.size() == points.size() ? fault : at(fault, at, plan)));
        faults.throwIfAny();
        return new Sweep(plan, points, experiments);
    }

    /** All points are measured alike: neither pilots nor a look at the intervals decide anything at one of them. */
    private static void requireStated(Node scenario, Experiment experiment, Faults faults) {
        PilotedWarmup.refuse(scenario, experiment, "a sweep", faults);
        Replicate replicate = experiment.replicate();
        if (replicate.precision().isPresent() || replicate.antithetic() || replicate.controlVariates()) {
            scenario.member("replicate")
                    .orElse(scenario)
                    .fault(
                            faults,
                            "a sweep does as many replications at every point, each drawing for itself, without precision,"
                                    + " antithetic or controlVariates: expected {regenerate: COUNT}");
        }
    }

    /** What is wrong with the seed is found when the scenario is read. */
    private static long seed(Node document) {
        return document.member("seed")
                .flatMap(node -> node.asInteger(new Faults(), Long.MIN_VALUE, Long.MAX_VALUE))
                .orElse(1L);
    }

    private static Fault at(Fault fault, List<Point> points, SweepPlan plan) {
        String first = points.get(0).label(plan.axes());
        String where = points.size() == 1
                ? " (at the point " + first + ")"
                : " (at " + points.size() + " points, the first " + first + ")";
        return new Fault(fault.file(), fault.line(), fault.column(), fault.path(), fault.message() + where);
    }
}
