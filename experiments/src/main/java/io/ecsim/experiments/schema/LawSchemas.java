package io.ecsim.experiments.schema;

import java.util.LinkedHashMap;
import java.util.Map;

/** Amounts with units, and the laws that draw them. */
final class LawSchemas {

    private static final String AMOUNT = "\\d{1,12}(\\.\\d{1,9})?\\s?";
    private static final String DURATION = "(" + AMOUNT + "d\\s?)?(" + AMOUNT + "h\\s?)?(" + AMOUNT + "m(?!s)\\s?)?("
            + AMOUNT + "s\\s?)?(" + AMOUNT + "ms\\s?)?(" + AMOUNT + "us)?$";

    private LawSchemas() {}

    static Map<String, Schema> definitions() {
        Map<String, Schema> all = new LinkedHashMap<>();
        all.put(
                "duration",
                Schema.text("^(?=\\d)" + DURATION)
                        .titled("Duration")
                        .says("A duration with its unit: d, h, m, s, ms or us, larger units first.")
                        .such("90s", "30m", "1h30m", "1d"));
        all.put(
                "positiveDuration",
                Schema.text("^(?=\\d)(?=.*[1-9])" + DURATION)
                        .titled("Duration above 0")
                        .says("A duration above 0 with its unit: d, h, m, s, ms or us, larger units first.")
                        .such("90s", "30m", "1h30m", "1d"));
        all.put(
                "memory",
                Schema.anyOf(
                                Schema.integer(0, Integer.MAX_VALUE),
                                Schema.text("^\\d{1,9}\\s?(MiB|GiB|TiB)$").such("512MiB", "16GiB"))
                        .titled("Memory")
                        .says("Memory: a number of MiB, or with its unit MiB, GiB or TiB."));
        all.put(
                "positiveMemory",
                Schema.anyOf(
                                Schema.integer(1, Integer.MAX_VALUE),
                                Schema.text("^(?=.*[1-9])\\d{1,9}\\s?(MiB|GiB|TiB)$")
                                        .such("512MiB", "16GiB"))
                        .titled("Memory above 0")
                        .says("Memory above 0: a number of MiB, or with its unit MiB, GiB or TiB."));
        all.put("durationLaw", law("durations", Schema.ref("duration"), Schema.ref("positiveDuration")));
        all.put("memoryLaw", law("memory", Schema.ref("memory"), Schema.ref("positiveMemory")));
        all.put("numberLaw", law("numbers", Schema.number(0, Long.MAX_VALUE), Schema.numberAboveZero(Long.MAX_VALUE)));
        return all;
    }

    /** A share such as 0.7 or 70%. */
    static Schema share(double min, double max) {
        Schema number = min > 0 ? Schema.number(min, max) : Schema.number(0, (long) max);
        return Schema.anyOf(number, percentage());
    }

    static Schema shareAboveZero(long max) {
        return Schema.anyOf(Schema.numberAboveZero(max), percentage());
    }

    private static Schema percentage() {
        return Schema.text("^\\d{1,6}(\\.\\d{1,9})?\\s?%$").such("70%");
    }

    private static Schema law(String of, Schema value, Schema aboveZero) {
        return Schema.anyOf(value, laws(value, aboveZero))
                .titled("Law of " + of)
                .says("A constant, or a probability law of " + of + "; \"ecsim list laws\" names them.");
    }

    private static Schema laws(Schema value, Schema aboveZero) {
        Schema branch = Schema.object()
                .needs("probability", shareAboveZero(1).says("How probable the branch is; all add up to 1."))
                .needs("mean", aboveZero);
        return Schema.object()
                .oneField()
                .takes("constant", value)
                .takes("exponential", Schema.object().needs("mean", aboveZero))
                .takes(
                        "lognormal",
                        Schema.object()
                                .takes("mean", aboveZero)
                                .takes("sd", value)
                                .takes("median", aboveZero)
                                .takes("sigma", Schema.number(0, 10).says("Standard deviation of the logarithm."))
                                .oneWay("mean sd|median sigma", "median sigma|mean sd"))
                .takes("uniform", Schema.object().needs("low", value).needs("high", aboveZero))
                .takes("weibull", byScaleOrMean(aboveZero))
                .takes("gamma", byScaleOrMean(aboveZero))
                .takes(
                        "boundedPareto",
                        Schema.object()
                                .needs("shape", Schema.numberAboveZero(Long.MAX_VALUE))
                                .needs("low", aboveZero)
                                .needs("high", aboveZero))
                .takes(
                        "hyperexponential",
                        Schema.object()
                                .takes("mean", aboveZero)
                                .takes("cv2", Schema.number(1, 1_000_000).says("Squared coefficient of variation."))
                                .takes("branches", Schema.list(branch, 1))
                                .oneWay("mean cv2|branches", "branches|mean cv2"))
                .takes(
                        "empirical",
                        Schema.object()
                                .takes("values", Schema.list(value, 1))
                                .takes(
                                        "weights",
                                        Schema.list(Schema.number(0, Long.MAX_VALUE), 0)
                                                .says("One for each value; equal unless stated."))
                                .takes(
                                        "quantiles",
                                        Schema.list(Schema.tuple(Schema.number(0, 1), value), 1)
                                                .says("Pairs of a share and the value it reaches."))
                                .oneWay("values|quantiles", "quantiles|values weights"));
    }

    private static Schema byScaleOrMean(Schema aboveZero) {
        return Schema.object()
                .needs("shape", Schema.numberAboveZero(Long.MAX_VALUE))
                .takes("mean", aboveZero)
                .takes("scale", aboveZero)
                .oneWay("mean|scale", "scale|mean");
    }
}
