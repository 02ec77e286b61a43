package io.ecsim.experiments.scenario;

import io.ecsim.experiments.designs.Axis;
import io.ecsim.experiments.designs.AxisValue;
import io.ecsim.workloads.document.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the values of an axis are: numbers with one unit, lengths of time, or words. */
final class SweptValues {

    private static final Pattern QUANTITY = Pattern.compile("(-?\\d{1,15}(\\.\\d{1,9})?)\\s?([A-Za-z%]{0,8})");
    private static final double WIDE_RATIO = 20;
    private static final double MICROS = 1e6;

    private SweptValues() {}

    /**
     * A number with its unit.
     *
     * @param whole whether numbers between two of these are whole ones too: it is written without a point and is no
     *     percentage
     */
    record Quantity(String text, double number, String unit, boolean whole) {

        static Optional<Quantity> of(String text) {
            Matcher matcher = QUANTITY.matcher(text.strip());
            if (!matcher.matches()) {
                return Optional.empty();
            }
            String unit = matcher.group(3);
            return Optional.of(new Quantity(
                    text, Double.parseDouble(matcher.group(1)), unit, matcher.group(2) == null && !unit.equals("%")));
        }
    }

    /** Returns the axis of values as they are written; numbers that grow by ratios stand on a logarithmic one. */
    static Axis axis(String path, List<String> texts) {
        List<Quantity> quantities =
                texts.stream().flatMap(text -> Quantity.of(text).stream()).toList();
        boolean oneUnit = quantities.size() == texts.size()
                && quantities.stream().map(Quantity::unit).distinct().count() == 1;
        if (oneUnit) {
            double[] numbers = quantities.stream().mapToDouble(Quantity::number).toArray();
            return placed(path, texts, numbers, quantities.get(0).unit());
        }
        double[] seconds = new double[texts.size()];
        for (int i = 0; i < seconds.length; i++) {
            OptionalLong micros = Durations.parseMicros(texts.get(i));
            if (micros.isEmpty()) {
                return words(path, texts);
            }
            seconds[i] = micros.getAsLong() / MICROS;
        }
        return placed(path, texts, seconds, "");
    }

    private static Axis placed(String path, List<String> texts, double[] numbers, String unit) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double number : numbers) {
            least = Math.min(least, number);
            most = Math.max(most, number);
        }
        boolean logarithmic = least > 0 && most / least >= WIDE_RATIO;
        List<AxisValue> values = new ArrayList<>();
        for (int i = 0; i < numbers.length; i++) {
            values.add(new AxisValue(texts.get(i), logarithmic ? StrictMath.log10(numbers[i]) : numbers[i]));
        }
        // In the order of their numbers, whatever that of writing, so that a figure's line does not run back.
        values.sort((a, b) -> Double.compare(a.position(), b.position()));
        Axis.Kind kind = logarithmic ? Axis.Kind.LOGARITHMIC : Axis.Kind.LINEAR;
        boolean twice =
                values.stream().mapToDouble(AxisValue::position).distinct().count() < values.size();
        return twice ? words(path, texts) : new Axis(path, values, Optional.empty(), unit, kind);
    }

    private static Axis words(String path, List<String> texts) {
        List<AxisValue> values = new ArrayList<>();
        for (String text : texts) {
            values.add(new AxisValue(text, values.size()));
        }
        return new Axis(path, values, Optional.empty(), "", Axis.Kind.WORDS);
    }
}
