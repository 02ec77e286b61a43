package io.ecsim.experiments.prices;

import io.ecsim.model.InstanceType;
import io.ecsim.reports.table.Cell;
import io.ecsim.reports.table.Column;
import io.ecsim.reports.table.Decimals;
import io.ecsim.reports.table.Table;
import io.ecsim.workloads.catalogue.InstanceCatalogue;
import io.ecsim.workloads.catalogue.InterruptionBand;
import io.ecsim.workloads.catalogue.Price;
import io.ecsim.workloads.catalogue.PriceCatalogue;
import io.ecsim.workloads.catalogue.PriceKind;
import io.ecsim.workloads.catalogue.SpotOffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a query finds in the catalogue, as tables and sentences. */
public final class PriceListing {

    private static final double MIB_PER_GIB = 1024;
    private static final long NANO_PER_MICRO = 1000;
    private static final int DECIMALS = 4;
    private static final int FINE_DECIMALS = 7;

    private final PriceCatalogue catalogue;
    private final PriceQuery query;
    private final List<PricedType> types;
    private final List<Price> others;

    private PriceListing(PriceCatalogue catalogue, PriceQuery query, List<PricedType> types, List<Price> others) {
        this.catalogue = catalogue;
        this.query = query;
        this.types = types;
        this.others = others;
    }

    /** Looks for what a query asks. */
    public static PriceListing of(PriceCatalogue catalogue, PriceQuery query) {
        List<PricedType> types = new ArrayList<>();
        for (Price price : catalogue.prices(PriceKind.EC2).values()) {
            InstanceType type = catalogue.types().require(price.name());
            if (query.fits(type)) {
                SpotOffer spot = catalogue.spot(type.name(), catalogue.region(), price.nanoUsd() / NANO_PER_MICRO);
                types.add(new PricedType(type, price, spot));
            }
        }
        types.sort(query.order().comparator());
        List<Price> others = catalogue.prices().stream()
                .filter(price -> !price.kind().isOfInstances())
                .filter(price -> !query.asksForResources() && (named(query, price)))
                .toList();
        return new PriceListing(catalogue, query, types, others);
    }

    private static boolean named(PriceQuery query, Price price) {
        return query.named(price.name()) || query.named(price.kind().key() + "." + price.name());
    }

    /** Returns whether nothing fits. */
    public boolean isEmpty() {
        return types.isEmpty() && others.isEmpty();
    }

    /** Returns the tables for reading; instance types only where the query narrows them down. */
    public List<Table> tables() {
        List<Table> tables = new ArrayList<>();
        if (!types.isEmpty() && !query.asksForEverything()) {
            tables.add(typesTable());
        }
        if (!others.isEmpty()) {
            tables.add(othersTable());
        }
        return tables;
    }

    private Table typesTable() {
        Table.Builder table = Table.builder(
                "instance-types",
                "EC2 instances, " + catalogue.region(),
                Column.text("type", "Type", "Name of the instance type."),
                Column.integer("vcpus", "vCPU", "", "Virtual CPUs."),
                Column.number("memory_gib", "Memory", "GiB", 1, "Advertised memory."),
                Column.integer("gpus", "GPU", "", "GPUs."),
                Column.text("architecture", "Arch", "x86_64 or arm64."),
                Column.money("usd", "On demand", "USD/h", DECIMALS, "Price on demand."),
                Column.money("spot_usd", "Spot", "USD/h", DECIMALS, "Long-run mean of the Spot price."),
                Column.text(
                        "interruptions", "Taken a month", "Band of the Spot advisor; assumed: no figure is known."));
        for (PricedType priced : types) {
            InstanceType type = priced.type();
            table.row(
                    Cell.text(type.name()),
                    Cell.whole(type.vcpus()),
                    Cell.real(type.memoryMiB() / MIB_PER_GIB),
                    Cell.whole(type.gpus()),
                    Cell.text(type.architecture()),
                    Cell.real(priced.usd()),
                    Cell.real(priced.spotUsd()),
                    Cell.text(
                            priced.spot().assumed()
                                    ? "assumed"
                                    : priced.spot()
                                            .band()
                                            .map(InterruptionBand::label)
                                            .orElse("unknown")));
        }
        return table.build();
    }

    private Table othersTable() {
        Table.Builder table = Table.builder(
                "prices",
                "Other prices, " + catalogue.region(),
                Column.text("name", "Name", "Name in a file of prices."),
                Column.text("unit", "Unit", "What the price is of."),
                Column.money("usd", "Price", "USD", FINE_DECIMALS, "Price in US dollars."),
                Column.text("date", "Date", "Day of the price."),
                Column.text("note", "Doubt", "What to doubt."));
        for (Price price : others) {
            table.row(
                    Cell.text(price.kind().key() + "." + price.name()),
                    Cell.text(price.unit()),
                    Cell.real(price.usd()),
                    Cell.text(price.date().toString()),
                    Cell.text(price.note()));
        }
        return table.build();
    }

    /** Returns everything that was found, one row a price, for programs. */
    public Table flat() {
        Table.Builder table = Table.builder(
                "prices",
                "Prices, " + catalogue.region(),
                Column.text("kind", "Kind", "Part of the catalogue."),
                Column.text("name", "Name", "Name in a file of prices."),
                Column.integer("vcpus", "vCPU", "", "Virtual CPUs of an instance type."),
                Column.number("memory_gib", "Memory", "GiB", 1, "Advertised memory of an instance type."),
                Column.integer("gpus", "GPU", "", "GPUs of an instance type."),
                Column.text("architecture", "Architecture", "x86_64 or arm64."),
                Column.text("unit", "Unit", "What the price is of."),
                Column.money("usd", "Price", "USD", FINE_DECIMALS, "Price in US dollars."),
                Column.text("note", "Note", "What to doubt; the band of interruptions of a Spot price."),
                Column.text("region", "Region", "Region of the price."),
                Column.text("date", "Date", "Day of the price."),
                Column.text("source", "Source", "Where the price is from."));
        for (PricedType priced : types) {
            table.row(row(priced.onDemand(), Optional.of(priced.type())));
            catalogue
                    .find(PriceKind.EC2_SPOT, priced.type().name(), catalogue.region())
                    .ifPresent(spot -> table.row(row(spot, Optional.of(priced.type()))));
        }
        others.forEach(price -> table.row(row(price, Optional.empty())));
        return table.build();
    }

    private Cell[] row(Price price, Optional<InstanceType> type) {
        return new Cell[] {
            Cell.text(price.kind().key()),
            Cell.text(price.name()),
            type.map(known -> Cell.whole(known.vcpus())).orElse(Cell.unknown("no instance type")),
            type.map(known -> Cell.real(known.memoryMiB() / MIB_PER_GIB)).orElse(Cell.unknown("no instance type")),
            type.map(known -> Cell.whole(known.gpus())).orElse(Cell.unknown("no instance type")),
            Cell.text(type.map(InstanceType::architecture).orElse("")),
            Cell.text(price.unit()),
            Cell.real(price.usd()),
            Cell.text(price.note()),
            Cell.text(catalogue.region()),
            Cell.text(price.date().toString()),
            Cell.text(price.source())
        };
    }

    /** Returns what to know beside the tables: how many types there are, dates and sources. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        InstanceCatalogue known = catalogue.types();
        if (query.asksForEverything()) {
            sentences.add(Decimals.whole(types.size()) + " of "
                    + Decimals.whole(known.types().size())
                    + " known instance types have a price: ecsim prices m5. shows those whose name contains m5., ecsim"
                    + " prices --vcpu 4 --memory 16 the cheapest that have as much.");
        }
        Set<String> sources = new LinkedHashSet<>();
        if (!types.isEmpty()) {
            types.forEach(priced -> sources.add(source("EC2 on demand", priced.onDemand())));
            types.stream()
                    .flatMap(priced ->
                            catalogue.find(PriceKind.EC2_SPOT, priced.type().name(), catalogue.region()).stream())
                    .forEach(price -> sources.add(source("EC2 Spot", price)));
        }
        others.forEach(price -> sources.add(source(price.kind().title(), price)));
        sentences.add("US dollars without taxes, in " + catalogue.region() + ".");
        sentences.addAll(sources);
        return sentences;
    }

    private static String source(String title, Price price) {
        return title + ": " + price.source() + ", " + price.date() + ".";
    }
}
