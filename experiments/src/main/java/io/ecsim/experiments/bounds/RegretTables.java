package io.ecsim.experiments.bounds;

import io.ecsim.experiments.bounds.Regrets.Row;
import io.ecsim.experiments.statistics.PairedDifference;
import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.Table;
import java.util.List;
import java.util.Optional;

/** Bounds and regrets as tables. */
public final class RegretTables {

    private static final int DECIMALS = 2;
    private static final double MICRO = 1e6;

    private RegretTables() {}

    /** Returns the regret of each contender. */
    public static Table regrets(String contenderTitle, Regrets regrets) {
        Table.Builder table = Table.builder(
                "regret",
                "Distance to the bound",
                Column.text("contender", contenderTitle, "What is compared."),
                number("in_use_instances", "In use", "Time-weighted mean of instances with at least one task."),
                number("bound_instances", "Bound", "No strategy that lets nobody wait can do with fewer."),
                number("regret_instances", "Regret", "Instances in use less the bound, mean of the replications."),
                Column.percent("regret_share", "of bound", 1, "Regret over the bound."),
                number(
                        "over_repacked_instances",
                        "Over repacked",
                        "Instances in use less those of a packer that moves every task at will."),
                number(
                        "over_clairvoyant_instances",
                        "Over clairvoyant",
                        "Instances in use less those of a packer that knows the future and moves nothing."),
                Column.percent("unplaced_share", "Unplaced", 1, "Tasks never placed: with some, regret says little."));
        for (Row row : regrets.rows()) {
            double regret = row.regret().mean();
            table.row(
                    Cell.text(row.contender()),
                    Cell.real(row.inUse()),
                    Cell.real(row.bounds().best()),
                    estimate(row.regret()),
                    Cell.real(regret / row.bounds().best()),
                    Cell.real(row.inUse() - row.bounds().repacked()),
                    row.bounds().clairvoyant().isPresent()
                            ? Cell.real(row.inUse() - row.bounds().clairvoyant().getAsDouble())
                            : Cell.unknown("too many tasks"),
                    Double.isNaN(row.unplaced()) ? Cell.unknown("nothing requested") : Cell.real(row.unplaced()));
        }
        return table.build();
    }

    /** Returns the regret of each contender in price; nothing where instances have none, or no bound is known. */
    public static Optional<Table> prices(String contenderTitle, Regrets regrets) {
        Table.Builder table = Table.builder(
                "regret-price",
                "Distance to the bound, in price",
                Column.text("contender", contenderTitle, "What is compared."),
                Column.money("in_use_usd_per_hour", "Price in use", "USD/h", 2, "Price of the instances with a task."),
                Column.money("bound_usd_per_hour", "Bound", "USD/h", 2, "No choice of instances is cheaper."),
                Column.money("regret_usd_per_hour", "Regret", "USD/h", 2, "Price in use less the bound."),
                Column.percent("regret_share", "of bound", 1, "Regret over the bound."));
        for (Row row : regrets.rows()) {
            double bound = row.bounds().microUsdPerHour() / MICRO;
            if (!(bound > 0) || !(row.usdPerHour() > 0)) {
                return Optional.empty();
            }
            table.row(
                    Cell.text(row.contender()),
                    Cell.real(row.usdPerHour()),
                    Cell.real(bound),
                    estimate(row.usdRegret()),
                    Cell.real(row.usdRegret().mean() / bound));
        }
        return Optional.of(table.build());
    }

    private static Cell estimate(PairedDifference difference) {
        return difference.testable()
                ? Cell.estimate(
                        difference.mean(),
                        difference.interval().lower(),
                        difference.interval().upper())
                : Cell.real(difference.mean());
    }

    /** Returns the bounds, of each variant once. */
    public static Table bounds(Regrets regrets) {
        Table.Builder table = Table.builder(
                "bounds",
                "What is possible",
                Column.text("bound", "Instances with a task", "How it is reckoned."),
                number("instances", "Mean", "Time-weighted mean."),
                Column.text("meaning", "What it means", "What can be concluded from it."));
        List<Bounds> known = regrets.rows().stream().map(Row::bounds).distinct().toList();
        for (Bounds bounds : known) {
            row(table, "Volume", bounds.volume(), "no strategy does with fewer: sums of CPU, memory, GPUs");
            row(
                    table,
                    "Linear relaxation",
                    bounds.linear(),
                    "no fewer, with tasks cut and kinds of instances told apart");
            row(table, "Single tasks", bounds.items(), "no fewer, as large tasks cannot share an instance");
            row(table, "Bound", bounds.best(), "the greatest of the three at each instant");
            row(table, "Repacked", bounds.repacked(), "reached by moving every task at will");
            bounds.clairvoyant()
                    .ifPresent(mean -> row(
                            table, "Clairvoyant", mean, "reached by knowing arrivals and run times, moving nothing"));
        }
        return table.build();
    }

    private static void row(Table.Builder table, String name, double value, String meaning) {
        table.row(Cell.text(name), Cell.real(value), Cell.text(meaning));
    }

    private static Column number(String key, String title, String description) {
        return Column.number(key, title, "", DECIMALS, description);
    }
}
