package io.ecsim.experiments.scenario;

import io.ecsim.experiments.Experiment;
import io.ecsim.experiments.designs.Axis;
import io.ecsim.experiments.designs.Point;
import io.ecsim.workloads.document.Assignment;
import io.ecsim.workloads.document.DocumentReader;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.scenario.ScenarioOverrides;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A scenario that can be read at any point of the space that some of its fields span. */
public final class VariedScenario {

    private final ScenarioReader reader;
    private final Path file;
    private final Node document;
    private final List<Axis> axes;
    private final Experiment stated;

    private VariedScenario(ScenarioReader reader, Path file, Node document, Experiment stated, List<Axis> axes) {
        this.reader = reader;
        this.stated = stated;
        this.file = file;
        this.document = document;
        this.axes = List.copyOf(axes);
    }

    /**
     * Reads a scenario and the axes on which it may be varied.
     *
     * @param varied each {@code PATH=VALUES}; the mix of the scenario's tasks and its load where there is none
     * @throws io.ecsim.workloads.document.DocumentException with all faults found
     */
    public static VariedScenario of(ScenarioReader reader, Path file, List<String> varied) {
        Experiment stated = reader.read(file);
        Node document = reader.document(file);
        Faults faults = new Faults();
        PilotedWarmup.refuse(document, stated, "the search", faults);
        SweepBinder binder = new SweepBinder(faults);
        List<String> all = varied.isEmpty() ? MixAxes.of(document, stated) : varied;
        all.forEach(text -> Assignment.parse("--vary", text, faults).ifPresent(binder::given));
        List<Axis> axes = binder.axes();
        if (axes.isEmpty() && faults.isEmpty()) {
            document.fault(
                    faults,
                    "there is nothing to vary: the workload draws no tasks of a mix; give --vary PATH=VALUES, such as"
                            + " --vary cluster.instances={from: 10, to: 100}");
        }
        VariedScenario scenario = new VariedScenario(reader, file, document, stated, axes);
        for (Axis axis : axes) {
            scenario.check(axis, binder, faults);
        }
        faults.throwIfAny();
        return scenario;
    }

    /** Reports a field that fits with neither of its ends, all others as they stand: no try would be a scenario. */
    private void check(Axis axis, SweepBinder binder, Faults faults) {
        List<Faults> ends = new ArrayList<>();
        for (int end = 0; end <= 1; end++) {
            Faults own = new Faults();
            Node value = DocumentReader.parse("", axis.at(end).text(), own).orElseThrow();
            Node changed = ScenarioOverrides.apply(document, binder.assignment(axis, value), own);
            reader.bindAll(changed, file, own);
            ends.add(own);
        }
        if (ends.stream().noneMatch(Faults::isEmpty)) {
            ends.get(0).list().forEach(faults::add);
        }
    }

    /** Returns the scenario as it stands. */
    public Experiment stated() {
        return stated;
    }

    /** Returns the fields that are varied. */
    public List<Axis> axes() {
        return axes;
    }

    /** Returns the value that the scenario states for a field, when it states one. */
    public Optional<String> stated(Axis axis) {
        return MixAxes.at(document, axis.path()).map(Node::written);
    }

    /** Reads the scenario at a point; empty where the values together make none. */
    public Optional<Experiment> at(Point point) {
        Faults faults = new Faults();
        Node changed = changed(point.overrides(axes), faults);
        Optional<Experiment> experiment = faults.isEmpty() ? reader.bindAll(changed, file, faults) : Optional.empty();
        return faults.isEmpty() ? experiment : Optional.empty();
    }

    /**
     * Returns the scenario at a point as YAML of its own.
     *
     * @param more values in place of others, each {@code PATH=VALUE}
     */
    public String text(Point point, List<String> more) {
        List<String> all = new ArrayList<>(point.overrides(axes));
        all.addAll(more);
        Faults faults = new Faults();
        Node changed = changed(all, faults);
        faults.throwIfAny();
        return ScenarioText.of(changed);
    }

    /** Reads a text as if it stood in the scenario's place, so that the files it names are found. */
    public Experiment read(String text) {
        Faults faults = new Faults();
        Optional<Experiment> experiment =
                DocumentReader.parse(file.toString(), text, faults).flatMap(node -> reader.bindAll(node, file, faults));
        faults.throwIfAny();
        Experiment read = experiment.orElseThrow();
        // The text has all values in their places: none of them is given in place of another.
        return new Experiment(
                read.name(),
                read.description(),
                read.variants(),
                read.strategies(),
                read.replicate(),
                read.objective(),
                read.seed(),
                read.options(),
                read.assumptions(),
                read.inputs(),
                List.of(),
                read.need());
    }

    private Node changed(List<String> overrides, Faults faults) {
        return ScenarioOverrides.apply(document, overrides, faults);
    }
}
