package io.ecsim.workloads.catalogue;

import java.util.List;

/**
 * Prices of one's own.
 *
 * @param region the region of all of them
 * @param prices at least one
 */
public record PriceFile(String region, List<Price> prices) {

    public PriceFile {
        if (prices.isEmpty()) {
            throw new IllegalArgumentException("a file of prices needs a price");
        }
        prices = List.copyOf(prices);
    }
}
