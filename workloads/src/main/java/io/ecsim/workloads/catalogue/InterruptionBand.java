package io.ecsim.workloads.catalogue;

import java.util.Arrays;
import java.util.Optional;

/** A band of the Spot advisor: the share of instances that are taken away in a month (R5.44). */
public enum InterruptionBand {
    UP_TO_5("<5%", 0, 0.05),
    FROM_5("5-10%", 0.05, 0.10),
    FROM_10("10-15%", 0.10, 0.15),
    FROM_15("15-20%", 0.15, 0.20),
    /** Open above; its upper end is an assumption, in proportion to the others. */
    OVER_20(">20%", 0.20, 0.30);

    private final String label;
    private final double least;
    private final double greatest;

    InterruptionBand(String label, double least, double greatest) {
        this.label = label;
        this.least = least;
        this.greatest = greatest;
    }

    /** Returns the band as the advisor writes it. */
    public String label() {
        return label;
    }

    /** Returns the probability of an interruption within a month somewhere in it, 0 to 1 (models.md M9). */
    public double at(SpotBand where) {
        return where.of(least, greatest);
    }

    /** Returns the band of a label. */
    static Optional<InterruptionBand> ofLabel(String label) {
        return Arrays.stream(values()).filter(band -> band.label.equals(label)).findFirst();
    }
}
