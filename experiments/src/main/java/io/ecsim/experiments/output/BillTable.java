package io.ecsim.experiments.output;

import io.ecsim.billing.Bill;
import io.ecsim.billing.BillItem;
import io.ecsim.billing.BillLine;
import io.ecsim.experiments.findings.BillScope;
import io.ecsim.experiments.findings.Findings;
import io.ecsim.experiments.findings.Standing;
import io.ecsim.observe.RunResult;
import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The bill of each competitor, line by line, where there is more on it than instances on demand. */
final class BillTable {

    private static final int AMOUNT_DECIMALS = 2;
    private static final int PRICE_DECIMALS = 6;

    private BillTable() {}

    /** A line of several bills: one item, one kind, one price. */
    private record Key(BillItem item, String detail, long nanoUsdPerUnit) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return Comparator.comparing(Key::item)
                    .thenComparing(Key::detail)
                    .thenComparingLong(Key::nanoUsdPerUnit)
                    .compare(this, other);
        }
    }

    /** Sums over the bills that have a line. */
    private static final class Sum {
        private double quantity;
        private double usd;
        private double usdPerUnit;
    }

    /** Returns {@code bill.csv}: one row a strategy and line, with a total. */
    static Optional<Table> of(Findings findings) {
        if (!BillScope.isWide(findings.result().runs())) {
            return Optional.empty();
        }
        Table.Builder table = Table.builder(
                "bill",
                "Bill: means over replications, after the warm-up",
                ContenderColumn.of(findings),
                Column.text("item", "Item", "What it is for."),
                Column.text("detail", "Which", "Instance type, platform, type of volume."),
                Column.number("quantity", "Quantity", "", 1, "In the unit."),
                Column.text("unit", "Unit", "What the price is of."),
                Column.money("usd_per_unit", "Price", "USD", PRICE_DECIMALS, "Price of a unit."),
                Column.money("usd", "Amount", "USD", AMOUNT_DECIMALS, "Quantity times price."),
                Column.money(
                        "usd_per_month",
                        "A month",
                        "USD",
                        AMOUNT_DECIMALS,
                        "Extrapolated: 730 hours at the same rate as the measured time."));
        for (Standing standing : findings.standings()) {
            rows(table, standing.strategy(), findings.result().runs().pairedRuns(standing.order()));
        }
        return Optional.of(table.build());
    }

    private static void rows(Table.Builder table, String strategy, List<RunResult> runs) {
        Map<Key, Sum> lines = new TreeMap<>();
        for (RunResult run : runs) {
            for (BillLine line : run.bill().lines()) {
                Key key = new Key(line.item(), line.detail(), line.nanoUsdPerUnit());
                Sum sum = lines.computeIfAbsent(key, made -> new Sum());
                sum.quantity += line.quantity();
                sum.usd += line.usd();
                sum.usdPerUnit = line.usdPerUnit();
            }
        }
        double hours = runs.stream()
                        .mapToLong(run -> run.bill().measuredMicros())
                        .average()
                        .orElse(0)
                / Bill.MICROS_PER_HOUR;
        double total = 0;
        for (Map.Entry<Key, Sum> line : lines.entrySet()) {
            Sum sum = line.getValue();
            double usd = sum.usd / runs.size();
            total += usd;
            table.row(
                    Cell.text(strategy),
                    Cell.text(line.getKey().item().title()),
                    Cell.text(line.getKey().detail()),
                    Cell.real(sum.quantity / runs.size()),
                    Cell.text(line.getKey().item().unit().symbol()),
                    Cell.real(sum.usdPerUnit),
                    Cell.real(usd),
                    perMonth(usd, hours));
        }
        table.row(
                Cell.text(strategy),
                Cell.text("Total"),
                Cell.text(""),
                Cell.unknown("items differ in unit"),
                Cell.text(""),
                Cell.unknown("items differ in price"),
                Cell.real(total),
                perMonth(total, hours));
    }

    private static Cell perMonth(double usd, double hours) {
        return hours > 0 ? Cell.real(usd / hours * Bill.HOURS_PER_MONTH) : Cell.unknown("nothing was measured");
    }
}
