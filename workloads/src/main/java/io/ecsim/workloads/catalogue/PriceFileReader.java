package io.ecsim.workloads.catalogue;

import io.ecsim.naming.NearestName;
import io.ecsim.workloads.document.DocumentReader;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a file of prices of one's own (docs/prices.md): region, date, and by kind and name US dollars; or what {@code aws
 * pricing get-products} prints.
 */
public final class PriceFileReader {

    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");
    private static final String DATE = "a date, such as 2026-01-31";
    private static final double MOST_USD = 100_000;
    private static final double NANO = 1e9;

    private final PriceCatalogue names;
    private final Faults faults;

    /**
     * Makes a reader.
     *
     * @param names whose names may be used: the prices that come with the program
     * @param faults where everything wrong is gathered
     */
    public PriceFileReader(PriceCatalogue names, Faults faults) {
        this.names = names;
        this.faults = faults;
    }

    /** Reads a file; empty when it has faults. */
    public Optional<PriceFile> read(Path file) {
        return DocumentReader.read(file, faults)
                .flatMap(document -> read(document, String.valueOf(file.getFileName())));
    }

    /** Reads a document; empty when it has faults. */
    public Optional<PriceFile> read(Node document, String fileName) {
        if (AwsPriceList.isOne(document)) {
            return new AwsPriceList(names, faults).read(document);
        }
        Fields fields = document.asObject(faults);
        String region = fields.text("region", REGION, "the name of a region, such as us-east-1");
        LocalDate date = fields.required("date", DATE, this::date).orElse(LocalDate.EPOCH);
        String source = fields.textOr("source", fileName);
        List<Price> prices = new ArrayList<>();
        for (PriceKind kind : PriceKind.values()) {
            fields.node(kind.key()).ifPresent(node -> prices(node, kind, date, source, prices));
        }
        if (PriceKind.keys().stream().noneMatch(fields::has)) {
            fields.fault("region", "the file has no prices, expected " + String.join(", ", PriceKind.keys()));
        }
        return fields.build(() -> new PriceFile(region, prices));
    }

    private Optional<LocalDate> date(Node node) {
        try {
            return node.asText(faults, DATE).map(LocalDate::parse);
        } catch (DateTimeException unreadable) {
            return node.refuse(faults, DATE);
        }
    }

    private void prices(Node object, PriceKind kind, LocalDate date, String source, List<Price> into) {
        Fields fields = object.asObject(faults);
        Collection<String> known = kind.isOfInstances()
                ? names.types().names()
                : names.prices(kind).keySet();
        for (String name : object.names()) {
            Optional<Node> node = fields.node(name);
            if (!known.contains(name)) {
                String hint = NearestName.hint(name, known);
                String allowed = kind.isOfInstances()
                        ? " Allowed: the types that ecsim list instance-types shows"
                        : " Allowed: " + String.join(", ", known);
                fields.fault(name, "unknown price \"" + name + "\"" + (hint.isEmpty() ? "." : hint) + allowed);
            } else {
                node.flatMap(value -> value.asNumber(faults, 0, MOST_USD))
                        .ifPresent(usd -> into.add(
                                new Price(kind, name, unit(kind, name), Math.round(usd * NANO), "", date, source)));
            }
        }
    }

    private String unit(PriceKind kind, String name) {
        Map<String, Price> known = names.prices(kind);
        return kind.isOfInstances() || !known.containsKey(name)
                ? "h"
                : Optional.ofNullable(known.get(name)).map(Price::unit).orElse("h");
    }
}
