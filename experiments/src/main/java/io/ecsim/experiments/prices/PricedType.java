package io.ecsim.experiments.prices;

import io.ecsim.model.InstanceType;
import io.ecsim.workloads.catalogue.Price;
import io.ecsim.workloads.catalogue.SpotOffer;

/**
 * An instance type with its prices in US dollars an hour.
 *
 * @param type its facts
 * @param onDemand its price on demand
 * @param spot its price on Spot capacity, maybe an assumption
 */
record PricedType(InstanceType type, Price onDemand, SpotOffer spot) {

    private static final double MICRO = 1e6;

    double usd() {
        return onDemand.usd();
    }

    double spotUsd() {
        return spot.microUsdPerHour() / MICRO;
    }
}
