package io.ecsim.workloads.catalogue;

import io.ecsim.model.InstanceType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Prices of one region, each with its date and source (models.md M11). The prices that come with the program are of one
 * region; a file of one's own takes their place, price by price if it is of the same region. No price is ever taken from
 * another region.
 */
public final class PriceCatalogue {

    /** Share of the price on demand where no Spot price is known (R5.44). */
    private static final double SPOT_SHARE = 0.35;

    private static final long NANO_PER_MICRO = 1000;

    private final String region;
    private final InstanceCatalogue types;
    private final Map<PriceKind, Map<String, Price>> prices;

    private PriceCatalogue(String region, InstanceCatalogue types, Map<PriceKind, Map<String, Price>> prices) {
        this.region = region;
        this.types = types;
        this.prices = prices;
    }

    /** Returns the prices that come with the program. */
    public static PriceCatalogue load() {
        return Bundled.CATALOGUE;
    }

    /** Read once: it never changes. */
    private static final class Bundled {
        static final PriceCatalogue CATALOGUE = read();
    }

    private static PriceCatalogue read() {
        InstanceCatalogue types = InstanceCatalogue.load();
        Map<PriceKind, PriceSheet> sheets = PriceSheet.loadAll();
        List<Price> all = new ArrayList<>();
        sheets.values().forEach(sheet -> all.addAll(sheet.prices(types)));
        return new PriceCatalogue(PriceSheet.region(sheets), types, byName(all));
    }

    private static Map<PriceKind, Map<String, Price>> byName(List<Price> all) {
        Map<PriceKind, Map<String, Price>> prices = new EnumMap<>(PriceKind.class);
        for (PriceKind kind : PriceKind.values()) {
            prices.put(kind, new TreeMap<>());
        }
        all.forEach(price -> of(prices, price.kind()).put(price.name(), price));
        return prices;
    }

    private static Map<String, Price> of(Map<PriceKind, Map<String, Price>> prices, PriceKind kind) {
        return prices.getOrDefault(kind, Map.of());
    }

    /** Returns the prices of a file, with those of this catalogue where it has none, if it is of the same region. */
    public PriceCatalogue with(PriceFile own) {
        List<Price> all = new ArrayList<>();
        if (own.region().equals(region)) {
            all.addAll(prices());
        }
        own.prices().forEach(price -> all.add(banded(price, own.region())));
        return new PriceCatalogue(own.region(), types, byName(all));
    }

    /** A Spot price of one's own says nothing of interruptions; what is known of them in the region stays. */
    private Price banded(Price own, String ofRegion) {
        String band = own.kind() == PriceKind.EC2_SPOT
                ? find(own.kind(), own.name(), ofRegion).map(Price::note).orElse("")
                : own.note();
        return new Price(own.kind(), own.name(), own.unit(), own.nanoUsd(), band, own.date(), own.source());
    }

    /** Returns the region of all prices, such as {@code us-east-1}. */
    public String region() {
        return region;
    }

    /** Returns the facts of the instance types. */
    public InstanceCatalogue types() {
        return types;
    }

    /** Returns all prices, by kind and name. */
    public List<Price> prices() {
        List<Price> all = new ArrayList<>();
        prices.values().forEach(kind -> all.addAll(kind.values()));
        return all;
    }

    /** Returns the prices of a kind, by name. */
    public Map<String, Price> prices(PriceKind kind) {
        return Collections.unmodifiableMap(of(prices, kind));
    }

    /** Returns a price in a region; empty if it is not known there. */
    public Optional<Price> find(PriceKind kind, String name, String ofRegion) {
        return ofRegion.equals(region) ? Optional.ofNullable(of(prices, kind).get(name)) : Optional.empty();
    }

    /** Returns the price of an instance type on demand in a region, in millionths of a US dollar an hour. */
    public Optional<Long> onDemandMicroUsdPerHour(InstanceType type, String ofRegion) {
        return find(PriceKind.EC2, type.name(), ofRegion)
                .map(price -> roundedMicro(price.nanoUsd()))
                .filter(micro -> micro > 0);
    }

    /**
     * Returns what Spot capacity of an instance type costs in a region and how often it is taken away (R5.44).
     *
     * @param onDemandMicroUsdPerHour its price on demand, from which a price that is not known is taken
     */
    public SpotOffer spot(String type, String ofRegion, long onDemandMicroUsdPerHour) {
        return find(PriceKind.EC2_SPOT, type, ofRegion)
                .map(price ->
                        new SpotOffer(roundedMicro(price.nanoUsd()), InterruptionBand.ofLabel(price.note()), false))
                .orElseGet(
                        () -> new SpotOffer(Math.round(onDemandMicroUsdPerHour * SPOT_SHARE), Optional.empty(), true));
    }

    private static long roundedMicro(long nanoUsd) {
        return (nanoUsd + NANO_PER_MICRO / 2) / NANO_PER_MICRO;
    }

    /** Returns the day of the oldest price of a kind; empty if it has none. */
    public Optional<LocalDate> oldest(PriceKind kind) {
        return prices(kind).values().stream().map(Price::date).min(LocalDate::compareTo);
    }

    /** Returns the message for a price that is not there, which says where it can be stated. */
    public String missing(PriceKind kind, String name, String ofRegion) {
        String at = ofRegion.equals(region) ? "" : " (the prices at hand are of " + region + ")";
        return "there is no price of " + kind.key() + "." + name + " in " + ofRegion + at
                + ", expected it in a file of prices: prices: FILE";
    }
}
