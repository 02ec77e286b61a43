package io.ecsim.experiments.schema;

import io.ecsim.experiments.designs.Design;
import io.ecsim.experiments.designs.DesignPoints;

/** The field {@code sweep}: paths with the values they take, the design and the metrics. */
final class SweepSchemas {

    private static final String QUANTITY = "^\\s*-?\\d{1,15}(\\.\\d{1,9})?\\s?[A-Za-z%]{0,8}\\s*$";

    private SweepSchemas() {}

    static Schema sweep() {
        return Schema.object()
                .titled("Sweep")
                .says("What \"ecsim sweep\" varies: paths, as --set takes them, with their values.")
                .takes("design", design())
                .takes(
                        "metrics",
                        Schema.list(Schema.ref("metric"), 0).says("Judged at every point beside the objective."))
                .takesOthers(Schema.anyOf(values(), range()));
    }

    private static Schema values() {
        Schema any =
                Schema.anyOf(Schema.text(), Schema.anyNumber(), Schema.flag(), Schema.openObject(), Schema.openList());
        return Schema.list(any, 1).says("The values, all different.");
    }

    private static Schema range() {
        Schema quantity = Schema.anyOf(Schema.anyNumber(), Schema.text(QUANTITY));
        return Schema.object()
                .says("All values between two.")
                .needs("from", quantity)
                .needs("to", quantity)
                .takes(
                        "steps",
                        Schema.integer(2, DesignPoints.MOST).says("How many values; a full design needs it or step."))
                .takes("step", quantity)
                .takes("scale", Schema.choice("linear", "log").unlessStated("linear"));
    }

    private static Schema design() {
        Schema morris = Schema.object()
                .says("Elementary effects: which axes matter.")
                .takes(
                        "trajectories",
                        Schema.integer(2, Design.Morris.MOST_TRAJECTORIES).unlessStated(10))
                .takes("levels", Schema.integer(2, Design.Morris.MOST_LEVELS).unlessStated(4));
        return Schema.anyOf(
                        Schema.choice("full"),
                        Schema.object()
                                .oneField()
                                .takes(
                                        "latinHypercube",
                                        Schema.integer(2, Design.LatinHypercube.MOST)
                                                .says("How many points."))
                                .takes("morris", morris))
                .says("Which points; every combination unless stated.");
    }
}
