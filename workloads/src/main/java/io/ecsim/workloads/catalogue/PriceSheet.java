package io.ecsim.workloads.catalogue;

import io.ecsim.model.InstanceType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One file of the catalogue that comes with the program: prices of one kind, with region, date and source. */
final class PriceSheet {

    private static final long NANO_PER_MICRO = 1000;
    private static final int NANO_DIGITS = 9;
    private static final String REGION = "# region: ";
    private static final String DATE = "# date: ";
    private static final String SOURCE = "# source: ";

    private final PriceKind kind;
    private String region = "";
    private LocalDate date = LocalDate.MIN;
    private String source = "";
    private final List<String[]> rows = new ArrayList<>();

    private PriceSheet(PriceKind kind) {
        this.kind = kind;
    }

    /** Returns the region of all prices that come with the program. */
    static String region(Map<PriceKind, PriceSheet> sheets) {
        List<String> regions =
                sheets.values().stream().map(sheet -> sheet.region).distinct().toList();
        if (regions.size() != 1) {
            throw new IllegalStateException("the catalogue has prices of several regions: " + regions);
        }
        return regions.get(0);
    }

    static Map<PriceKind, PriceSheet> loadAll() {
        Map<PriceKind, PriceSheet> sheets = new TreeMap<>();
        for (PriceKind kind : PriceKind.values()) {
            sheets.put(kind, load(kind));
        }
        return sheets;
    }

    private static PriceSheet load(PriceKind kind) {
        InputStream stream = PriceSheet.class.getResourceAsStream(kind.resource());
        if (stream == null) {
            throw new IllegalStateException("the program is incomplete: it lacks " + kind.resource());
        }
        PriceSheet sheet = new PriceSheet(kind);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            lines.lines().forEach(sheet::read);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        sheet.rows.remove(0); // the heading
        return sheet;
    }

    private void read(String line) {
        if (line.startsWith(REGION)) {
            region = line.substring(REGION.length());
        } else if (line.startsWith(DATE)) {
            date = LocalDate.parse(line.substring(DATE.length()));
        } else if (line.startsWith(SOURCE)) {
            source = line.substring(SOURCE.length());
        } else if (!line.startsWith("#")) {
            rows.add(line.split(",", -1));
        }
    }

    LocalDate date() {
        return date;
    }

    String source() {
        return source;
    }

    /** Returns the prices; those of instances on demand are kept with the facts of their types. */
    List<Price> prices(InstanceCatalogue types) {
        if (kind == PriceKind.EC2) {
            return types.types().stream().map(this::onDemand).toList();
        }
        return rows.stream()
                .map(row -> new Price(kind, row[0], row[1], nanoUsd(row[2]), row[3], date, source))
                .toList();
    }

    private Price onDemand(InstanceType type) {
        long nanoUsd = type.onDemandMicroUsdPerHour() * NANO_PER_MICRO;
        return new Price(kind, type.name(), "h", nanoUsd, "", date, source);
    }

    private static long nanoUsd(String usd) {
        return new BigDecimal(usd).movePointRight(NANO_DIGITS).longValueExact();
    }
}
