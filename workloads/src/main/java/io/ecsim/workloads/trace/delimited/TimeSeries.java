package io.ecsim.workloads.trace.delimited;

import io.ecsim.workload.WorkloadException;
import io.ecsim.workloads.document.Durations;
import io.ecsim.workloads.trace.Cells;
import io.ecsim.workloads.trace.DamagedLineException;
import io.ecsim.workloads.trace.Headings;
import io.ecsim.workloads.trace.TraceFile;
import io.ecsim.workloads.trace.TraceLines;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A column of values over time, summed by steps of equal length from the earliest time on. Rows may come in any order;
 * a step without rows has the sum 0.
 *
 * @param file name of the file, without its folders
 * @param rows read
 * @param stepMicros length of a step
 * @param sums one a step
 */
public record TimeSeries(String file, long rows, long stepMicros, List<Double> sums) {

    /** The most steps that a series may have: 30 years of hours, 9 months of half minutes. */
    private static final int MOST_STEPS = 1_000_000;

    /**
     * A column.
     *
     * @param name in the heading line
     * @param factor by which its values are multiplied, above 0
     */
    public record Column(String name, double factor) {}

    /**
     * What is read from which file.
     *
     * @param file plain or gzip, with a heading line
     * @param delimiter between cells
     * @param time its factor gives microseconds
     * @param value at least 0
     * @param stepMicros above 0
     */
    public record Source(TraceFile file, char delimiter, Column time, Column value, long stepMicros) {

        public Source {
            if (stepMicros < 1) {
                throw new IllegalArgumentException("stepMicros must be at least 1, was " + stepMicros);
            }
        }
    }

    public TimeSeries {
        sums = List.copyOf(sums);
    }

    /**
     * Reads a file.
     *
     * @throws WorkloadException if it is missing, damaged, holds no row or only zeros, or is too long for the step
     */
    public static TimeSeries read(Source source) {
        TreeMap<Long, Double> byTime = new TreeMap<>();
        long rows = 0;
        try (TraceLines lines = source.file().open()) {
            Cells cells = new Cells(source.file().name());
            int time = -1;
            int value = -1;
            int columns = 0;
            for (String text = lines.next(); text != null; text = lines.next()) {
                if (text.isBlank() || text.startsWith("#")) {
                    continue;
                }
                if (columns == 0) {
                    Headings.read(cells, text, lines.line(), source.delimiter());
                    time = Headings.require(cells, source.time().name());
                    value = Headings.require(cells, source.value().name());
                    columns = cells.size();
                    continue;
                }
                cells.splitAt(source.delimiter(), text, lines.line());
                cells.requireSize(columns);
                long micros =
                        cells.micros(time, source.time().name(), source.time().factor());
                double amount = cells.notNegative(value, source.value().name())
                        * source.value().factor();
                byTime.merge(micros, amount, Double::sum);
                rows++;
            }
        } catch (DamagedLineException damage) {
            throw new WorkloadException(String.valueOf(damage.getMessage()));
        }
        return new TimeSeries(
                String.valueOf(source.file().path().getFileName()), rows, source.stepMicros(), sums(source, byTime));
    }

    private static List<Double> sums(Source source, TreeMap<Long, Double> byTime) {
        String name = source.file().name();
        if (byTime.isEmpty()) {
            throw new WorkloadException(name + ": the file holds no row");
        }
        long step = source.stepMicros();
        long first = byTime.firstKey();
        long steps = (byTime.lastKey() - first) / step + 1;
        if (steps > MOST_STEPS) {
            throw new WorkloadException(name + ": from the first to the last time there are " + steps + " steps of "
                    + Durations.format(step) + ", expected at most " + MOST_STEPS);
        }
        double[] sums = new double[(int) steps];
        byTime.forEach((micros, amount) -> sums[(int) ((micros - first) / step)] += amount);
        double total = 0;
        List<Double> list = new ArrayList<>();
        for (double sum : sums) {
            total += sum;
            list.add(sum);
        }
        if (!(total > 0) || !Double.isFinite(total)) {
            throw new WorkloadException(name + ": the values add up to " + total + ", expected a number above 0");
        }
        return list;
    }
}
