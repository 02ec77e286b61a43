package io.ecsim.experiments.schema;

/** Capacity that can be taken away. */
final class SpotSchemas {

    private SpotSchemas() {}

    /** Spot instances: their price may be stated. */
    static Schema instances() {
        return market("Spot instances")
                .takes(
                        "discount",
                        LawSchemas.share(0, 1)
                                .says("Off the on-demand price; the catalogue's price, else 0.65, unless stated."))
                .takes("price", Schema.number(0, 100_000).says("US dollars an hour."));
    }

    static Schema market(String title) {
        Schema band = Schema.object()
                .says("A band as the Spot Instance advisor gives it; its middle counts.")
                .needs("low", LawSchemas.share(0, 1))
                .needs("high", LawSchemas.share(0, 1));
        return Schema.object()
                .titled(title)
                .says("Taken away at two minutes' notice, pool by pool.")
                .takes(
                        "interruptions",
                        Schema.anyOf(LawSchemas.share(0, 1), band)
                                .says(
                                        "Probability of one within a month; that of the catalogue unless stated, else 0.05."))
                .takes(
                        "hazardFactor",
                        Schema.number(0, 1000)
                                .says("Multiplies the hazard, as on a peak day.")
                                .unlessStated(1))
                .takes(
                        "share",
                        LawSchemas.shareAboveZero(1)
                                .says("How probable it is that a reclaim of the pool takes a member; 0.1 unless"
                                        + " stated."))
                .takes(
                        "reclaimed",
                        Schema.ref("durationLaw")
                                .says(
                                        "How long the pool then has no capacity; exponential of mean 15m unless stated."));
    }
}
