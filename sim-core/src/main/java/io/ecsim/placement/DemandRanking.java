package io.ecsim.placement;

/**
 * A ranking whose cost depends on nothing but the demand of the request (CPU, memory, GPUs, thousandths of a GPU, and its
 * kind) and the state of the instance: what it registers and has free, device by device, how many tasks are there, and how many of
 * them are of the request's group.
 * Equal demands have equal costs on an instance that has not changed, so that an index ({@code DemandIndex}) keeps the costs of each demand and
 * works out those of changed instances alone.
 *
 * <p>Costs lie below {@link Long#MAX_VALUE}. The cost must not depend on other instances, on draws, on time or on images; such a strategy is a plain
 * {@link Ranking}.
 */
@FunctionalInterface
public interface DemandRanking extends Ranking {}
