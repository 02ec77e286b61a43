package io.ecsim.observe;

import io.ecsim.billing.BillItem;
import io.ecsim.billing.BillLine;
import io.ecsim.billing.BillingPlan.SavingsPlan;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a Savings Plan covers, hour by hour (models.md M11). Hours begin with the measured time; of a last hour that is not
 * whole, the commitment counts in proportion.
 */
final class SavingsPlanHours {

    private static final long HOUR_MICROS = 3_600_000_000L;
    private static final long PERMILLE = 1000;
    private static final long USD_NANO = 1_000_000_000;

    /** Makes the price of a base unit whole: CPU units and MiB are 1024ths. */
    private static final long FRACTION = 1024;

    private final SavingsPlan plan;
    private final long fromMicros;
    private final Map<BillRecorder.Key, Hours> use = new TreeMap<>();

    /** Base units of one line used in each hour. */
    private static final class Hours {
        private long[] units = new long[24];
        private BigInteger covered = BigInteger.ZERO;

        void add(int hour, long more) {
            if (hour >= units.length) {
                units = Arrays.copyOf(units, Math.max(hour + 1, 2 * units.length));
            }
            units[hour] += more;
        }

        long in(int hour) {
            return hour < units.length ? units[hour] : 0;
        }
    }

    SavingsPlanHours(SavingsPlan plan, long fromMicros) {
        this.plan = plan;
        this.fromMicros = fromMicros;
    }

    /** So much of what a line counts has been used from a time on, for so many microseconds. */
    void used(BillRecorder.Key key, long amount, long beginMicros, long micros) {
        Hours hours = use.computeIfAbsent(key, made -> new Hours());
        long at = beginMicros - fromMicros;
        long end = at + micros;
        while (at < end) {
            int hour = Math.toIntExact(at / HOUR_MICROS);
            long until = Math.min(end, (hour + 1) * HOUR_MICROS);
            hours.add(hour, amount * (until - at));
            at = until;
        }
    }

    private int permille(BillItem item) {
        return item.isInstanceTime() ? plan.instancePermille() : plan.fargatePermille();
    }

    /** Returns the lines with what is covered taken out, and with the plan itself. */
    List<BillLine> applied(List<BillLine> lines, long endMicros) {
        long measured = Math.max(0, endMicros - fromMicros);
        BigInteger unused = coverAll(measured);
        BigInteger committed = BigInteger.valueOf(plan.nanoUsdPerHour()).multiply(BigInteger.valueOf(measured));
        List<BillLine> all = new ArrayList<>();
        for (BillLine line : lines) {
            Hours hours = use.get(new BillRecorder.Key(line.item(), line.detail(), line.nanoUsdPerUnit()));
            all.add(hours == null ? line : line.without(hours.covered));
        }
        all.add(new BillLine(BillItem.SAVINGS_PLAN, "", USD_NANO, committed.subtract(unused)));
        all.add(new BillLine(BillItem.SAVINGS_PLAN_UNUSED, "", USD_NANO, unused));
        all.sort(Comparator.comparing(BillLine::item));
        return all;
    }

    private BigInteger coverAll(long measuredMicros) {
        List<Map.Entry<BillRecorder.Key, Hours>> order = new ArrayList<>(use.entrySet());
        order.sort(Comparator.comparingInt(entry -> permille(entry.getKey().item())));
        BigInteger unused = BigInteger.ZERO;
        for (int hour = 0; hour * HOUR_MICROS < measuredMicros; hour++) {
            long micros = Math.min(HOUR_MICROS, measuredMicros - hour * HOUR_MICROS);
            unused = unused.add(cover(hour, micros, order));
        }
        return unused;
    }

    /**
     * Covers the use of one hour.
     *
     * @return what of its commitment is left, in billionths of a US dollar an hour x microseconds
     */
    private BigInteger cover(int hour, long micros, List<Map.Entry<BillRecorder.Key, Hours>> order) {
        BigInteger scale = BigInteger.valueOf(PERMILLE * FRACTION);
        BigInteger left = BigInteger.valueOf(plan.nanoUsdPerHour())
                .multiply(BigInteger.valueOf(micros))
                .multiply(scale);
        for (Map.Entry<BillRecorder.Key, Hours> entry : order) {
            BillRecorder.Key key = entry.getKey();
            Hours hours = entry.getValue();
            long units = hours.in(hour);
            if (units == 0 || key.nanoUsdPerUnit() == 0) {
                continue;
            }
            long fraction = FRACTION * HOUR_MICROS / key.item().unit().baseUnits();
            BigInteger price = BigInteger.valueOf(key.nanoUsdPerUnit())
                    .multiply(BigInteger.valueOf(permille(key.item()) * fraction));
            BigInteger covered = left.divide(price).min(BigInteger.valueOf(units));
            hours.covered = hours.covered.add(covered);
            left = covered.longValueExact() < units ? BigInteger.ZERO : left.subtract(covered.multiply(price));
        }
        return left.divide(scale);
    }
}
