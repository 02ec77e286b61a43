package io.ecsim.placement;

/**
 * What a strategy is.
 *
 * @param name as written in a scenario, such as {@code binpack(memory)}
 * @param reference the source: an ECS rule or a paper; not empty
 * @param deviation how this differs from the source; empty when it does not
 */
public record StrategyInfo(String name, String reference, String deviation) {

    public StrategyInfo {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a strategy needs a name");
        }
        if (reference.isBlank()) {
            throw new IllegalArgumentException("strategy " + name + " must state its source");
        }
    }
}
