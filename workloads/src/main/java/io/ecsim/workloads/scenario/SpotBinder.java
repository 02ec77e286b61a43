package io.ecsim.workloads.scenario;

import io.ecsim.faults.SpotMarket;
import io.ecsim.random.Law;
import io.ecsim.workloads.catalogue.SpotOffer;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Kind;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.law.ExponentialLaw;
import io.ecsim.workloads.law.Laws;
import io.ecsim.workloads.law.Quantity;
import java.util.Optional;
import java.util.function.Supplier;

/** Binds {@code spot}: how Spot capacity is taken away, and what it costs. */
final class SpotBinder {

    /** Spot costs 35 % of on demand where nobody states a price (R5.44). */
    static final double USUAL_DISCOUNT = 0.65;

    /** How long a reclaimed pool has no capacity, unless stated: 15 min in the mean, an assumption (models.md M7). */
    private static final double RECLAIMED_MICROS = 15 * 60e6;

    private static final double MOST_FACTOR = 1_000;

    private final BindingContext context;

    /**
     * Spot capacity as a scenario states it.
     *
     * @param market how it is taken away
     * @param microUsdPerHour a price of its own, in millionths of a US dollar an hour; empty: the discount counts
     * @param discount off the on-demand price, 0 to 1
     */
    record StatedSpot(SpotMarket market, Optional<Long> microUsdPerHour, double discount) {

        /** Returns the price in millionths of a US dollar an hour of what costs so much on demand. */
        long priceOf(long onDemandMicroUsdPerHour) {
            return microUsdPerHour.orElse(Math.round(onDemandMicroUsdPerHour * (1 - discount)));
        }
    }

    /**
     * Returns Spot capacity of which a scenario says nothing.
     *
     * @param offer what the catalogue knows of its type
     */
    static StatedSpot usual(BindingContext context, Optional<SpotOffer> offer) {
        assumeShare(context);
        SpotMarket market = new SpotMarket(
                usualInterruptions(context, offer),
                SpotMarket.USUAL_SHARE,
                new InSeconds(new ExponentialLaw(RECLAIMED_MICROS, Quantity.DURATION)));
        return new StatedSpot(market, offer.map(SpotOffer::microUsdPerHour), USUAL_DISCOUNT);
    }

    /** The band of the catalogue beats the general figure (models.md M9). */
    private static double usualInterruptions(BindingContext context, Optional<SpotOffer> offer) {
        return offer.flatMap(SpotOffer::band)
                .map(band -> band.at(context.spotBand()))
                .orElse(SpotMarket.USUAL_INTERRUPTIONS);
    }

    private static void assumeShare(BindingContext context) {
        context.assume("A reclaim of a Spot pool takes " + Math.round(100 * SpotMarket.USUAL_SHARE)
                + " % of it: public data does not say how far Spot interruptions come together (spot.share, to be"
                + " swept).");
    }

    SpotBinder(BindingContext context) {
        this.context = context;
    }

    /**
     * Binds how Spot instances are taken away, and their price.
     *
     * @param offer what the catalogue knows of their type, which counts where the scenario states nothing (models.md M9)
     */
    Optional<StatedSpot> bind(Fields fields, Optional<SpotOffer> offer) {
        double usual = usualInterruptions(context, offer);
        Supplier<SpotMarket> market = read(fields, usual);
        Optional<Long> price = fields.has("price")
                ? Optional.of(Math.round(fields.number("price", 0, 100_000) * 1_000_000))
                : offer.filter(known -> !fields.has("discount")).map(SpotOffer::microUsdPerHour);
        if (fields.has("price") && fields.has("discount")) {
            fields.fault("discount", "the price is stated, expected one of the two");
        }
        double discount = fields.shareOr("discount", 0, 1, USUAL_DISCOUNT);
        return fields.build(() -> new StatedSpot(market.get(), price, discount));
    }

    /** Binds how capacity is taken away that has its price elsewhere, as Fargate Spot has. */
    Optional<SpotMarket> market(Fields fields) {
        return fields.build(read(fields, SpotMarket.USUAL_INTERRUPTIONS));
    }

    /** Reads the market; it is to be asked for when the fields have been built. */
    private Supplier<SpotMarket> read(Fields fields, double usualInterruptions) {
        double month = fields.optional("interruptions", this::month).orElse(usualInterruptions);
        double factor = fields.numberOr("hazardFactor", 0, MOST_FACTOR, 1);
        boolean statesShare = fields.has("share");
        double share = fields.shareOr("share", Double.MIN_VALUE, 1, SpotMarket.USUAL_SHARE);
        Law reclaimed = fields.optional("reclaimed", node -> Laws.read(node, context.faults(), Quantity.DURATION))
                .orElseGet(() -> new ExponentialLaw(RECLAIMED_MICROS, Quantity.DURATION));
        if (!statesShare) {
            assumeShare(context);
        }
        double interruptions = 1 - StrictMath.pow(1 - month, factor);
        return () -> new SpotMarket(interruptions, share, new InSeconds(reclaimed));
    }

    /** A probability, or the band that the Spot Instance advisor gives, of which {@code spotBand} says the place (models.md M9). */
    private Optional<Double> month(Node node) {
        if (node.kind() != Kind.OBJECT) {
            return node.asShare(context.faults(), 0, 1).filter(share -> {
                if (share == 1) {
                    node.fault(context.faults(), "found 1, expected a probability below 1 within a month");
                }
                return share < 1;
            });
        }
        Fields band = node.asObject(context.faults());
        double low = band.share("low", 0, 1);
        double high = band.share("high", 0, 1);
        if (high < low) {
            band.fault("high", "the high end of the band is below the low one");
        }
        if (low == 1) {
            band.fault("low", "found 1, expected a probability below 1 within a month");
        }
        return band.build(() -> context.spotBand().of(low, high));
    }
}
