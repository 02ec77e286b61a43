package io.ecsim.schedulers;

import io.ecsim.cluster.InstanceView;
import io.ecsim.placement.DemandRanking;
import io.ecsim.placement.Request;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;

/**
 * {@code stranding-aware(W)}: best fit mixed with the wish to strand little, as Borg does between worst fit and best fit
 * (Verma et al., "Large-scale cluster management at Google with Borg", EuroSys 2015, section 3.2). What is stranded on an
 * instance is what would be left of its other resources once the scarcest is used up: the sum, over resources, of the share
 * free less the smallest share free. The cost is W times what the task adds to that (less than nothing where it evens an
 * instance out) plus 1 - W times the shares left. It fills instances as best fit does, except with tasks that would leave
 * an instance lopsided: those go where more is free.
 *
 * <p>Deviation: Borg's formula is not published; this is one with its stated aim. GPUs count where the task asks for some.
 * Shares are rounded down to 2<sup>-20</sup>.
 *
 * @param weightPercent W in hundredths, 0 (best fit by the sum) to 100 (stranding alone)
 */
public record StrandingAware(int weightPercent) implements StrategyProvider {

    /** {@code stranding-aware(W)}. */
    static final StrategyFamily FAMILY = new ParameterFamily(
            "stranding-aware(W)",
            "W: weight of stranding against best fit, 0 to 1",
            Fraction.PATTERN,
            StrandingAware.class::isInstance,
            (argument, names) -> new StrandingAware(Fraction.parse(argument, 2, "stranding-aware(W)", "W")));

    private static final int WHOLE_PERCENT = 100;

    public StrandingAware {
        if (weightPercent < 0 || weightPercent > WHOLE_PERCENT) {
            throw new IllegalArgumentException("the weight of stranding is 0 to 100 per cent, found " + weightPercent);
        }
    }

    @Override
    public StrategyInfo info() {
        return new StrategyInfo(
                "stranding-aware(" + Fraction.text(weightPercent, 2) + ")",
                "Verma et al., Large-scale cluster management at Google with Borg, EuroSys 2015",
                "Borg's formula is not published: best fit by the sum of shares, mixed with what the task strands");
    }

    @Override
    public Stage open(RunContext run) {
        DemandRanking leastStranded = this::cost;
        return leastStranded;
    }

    private long cost(Request request, InstanceView instance) {
        boolean gpus = Resource.GPU.countsFor(request);
        long cpuFree = Resource.CPU.freeShare(instance);
        long memoryFree = Resource.MEMORY.freeShare(instance);
        long gpuFree = gpus ? Resource.GPU.freeShare(instance) : 0;
        long cpuLeft = Resource.CPU.leftShare(request, instance);
        long memoryLeft = Resource.MEMORY.leftShare(request, instance);
        long gpuLeft = gpus ? Resource.GPU.leftShare(request, instance) : 0;
        long added = stranded(cpuLeft, memoryLeft, gpuLeft, gpus) - stranded(cpuFree, memoryFree, gpuFree, gpus);
        return weightPercent * added + (WHOLE_PERCENT - weightPercent) * (cpuLeft + memoryLeft + gpuLeft);
    }

    private static long stranded(long cpu, long memory, long gpu, boolean gpus) {
        long least = Math.min(cpu, memory);
        return gpus ? cpu + memory + gpu - 3 * Math.min(least, gpu) : cpu + memory - 2 * least;
    }
}
