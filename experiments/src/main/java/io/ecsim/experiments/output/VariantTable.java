package io.ecsim.experiments.output;

import io.ecsim.experiments.Variant;
import io.ecsim.experiments.WorldSource;
import io.ecsim.experiments.findings.Findings;
import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.Table;
import java.util.List;
import java.util.Optional;

/** {@code variants.csv}: what each variant of the scenario has in place of the scenario's own values. */
final class VariantTable {

    private static final double MICRO = 1e6;

    private VariantTable() {}

    /** Returns the table in the order of the scenario; nothing where it states no variants. */
    static Optional<Table> of(Findings findings) {
        List<Variant> variants = findings.experiment().variants();
        if (!findings.experiment().hasVariants()) {
            return Optional.empty();
        }
        Table.Builder table = Table.builder(
                "variants",
                "Variants",
                Column.text("variant", "Variant", "Name of the variant."),
                Column.text("changes", "Changes", "What it has in place of the scenario's own values."),
                Column.integer("instances", "Instances", "", "Instances of the cluster that are always there."),
                Column.money("usd_per_hour", "Price of these", "USD/h", 2, "Their price an hour."));
        for (Variant variant : variants) {
            WorldSource worlds = variant.worlds();
            double usd = worlds.microUsdPerHour(worlds.instances()) / MICRO;
            table.row(
                    Cell.text(variant.name()),
                    Cell.text(variant.changes().isEmpty() ? "none" : String.join(", ", variant.changes())),
                    Cell.whole(worlds.instances()),
                    usd > 0
                            ? Cell.real(usd)
                            : Cell.unknown(worlds.instances() == 0 ? "none is fixed" : "the instances have no price"));
        }
        return Optional.of(table.build());
    }
}
