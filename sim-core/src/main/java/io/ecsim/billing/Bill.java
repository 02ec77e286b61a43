package io.ecsim.billing;

import java.util.List;

/**
 * The bill of a run, from the end of the warm-up to the end of the run.
 *
 * @param lines by item and detail; none with quantity 0
 * @param measuredMicros how long the run was measured, in microseconds
 */
public record Bill(List<BillLine> lines, long measuredMicros) {

    /** Nothing was used. */
    public static final Bill NONE = new Bill(List.of(), 0);

    /** Microseconds of an hour. */
    public static final double MICROS_PER_HOUR = 3.6e9;

    /** Hours of a month to which bills are extrapolated. */
    public static final int HOURS_PER_MONTH = 730;

    public Bill {
        lines = List.copyOf(lines);
    }

    /** Returns the sum in US dollars. */
    public double usd() {
        return lines.stream().mapToDouble(BillLine::usd).sum();
    }

    /** Returns the sum of the lines of an item, in US dollars. */
    public double usd(BillItem item) {
        return lines.stream()
                .filter(line -> line.item() == item)
                .mapToDouble(BillLine::usd)
                .sum();
    }

    /** Returns whether it says no more than what EC2 instances cost on demand. */
    public boolean isOfInstancesOnly() {
        return lines.stream().allMatch(line -> line.item() == BillItem.EC2_ON_DEMAND);
    }
}
