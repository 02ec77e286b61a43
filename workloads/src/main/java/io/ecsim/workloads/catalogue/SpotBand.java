package io.ecsim.workloads.catalogue;

/** Where in a band of interruptions Spot capacity is taken to be (models.md M9): public data gives only the band. */
public enum SpotBand {
    LOW,
    MIDDLE,
    HIGH;

    /** Returns the probability of an interruption within a month in a band of them. */
    public double of(double least, double greatest) {
        return switch (this) {
            case LOW -> least;
            case MIDDLE -> (least + greatest) / 2;
            case HIGH -> greatest;
        };
    }
}
