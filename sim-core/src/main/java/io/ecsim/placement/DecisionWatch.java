package io.ecsim.placement;

/** Hears of every decision of a run, and may overrule one to see what would have followed. */
public interface DecisionWatch {

    /**
     * Hears what a chain picked for a task; nothing is reserved yet.
     *
     * @param nowMicros the time in microseconds of simulated time
     * @param pipeline which picked; {@link PlacementPipeline#trace} tells why
     * @param request of the task {@link Request#task}
     * @param chosen the instance, or {@link PlacementPipeline#NONE}
     * @return the instance to take: the same, or another that may take the task now
     */
    int decided(long nowMicros, PlacementPipeline pipeline, Request request, int chosen);

    /**
     * Hears that a task that waited was put where room came up: it fits nowhere else.
     *
     * @param nowMicros the time in microseconds of simulated time
     */
    void placedOn(long nowMicros, PlacementPipeline pipeline, Request request, int instance);
}
