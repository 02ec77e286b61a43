package io.ecsim.schedulers;

import io.ecsim.cluster.InstanceView;
import io.ecsim.placement.Request;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How full an instance would be: by one resource in absolute units, or by the shares of CPU and memory left after the task,
 * and of GPUs where the task asks for some, in {@link Shares}.
 */
public enum FitMeasure {
    /** CPU units left. */
    CPU,
    /** MiB left. */
    MEMORY,
    /** Thousandths of GPUs left. */
    GPU,
    /** The sum of the shares left. */
    SUM,
    /** The largest share left. */
    MAX,
    /** The product of the shares left: 0 where one resource is used up. */
    PRODUCT;

    static final String NAMES = Arrays.stream(values()).map(FitMeasure::text).collect(Collectors.joining(", "));

    static final String PATTERN = Arrays.stream(values()).map(FitMeasure::text).collect(Collectors.joining("|"));

    /** Returns the name in a strategy's parentheses. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static FitMeasure of(String text, String form) {
        return Arrays.stream(values())
                .filter(measure -> measure.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        form + ": MEASURE is one of " + NAMES + ", found \"" + text + "\""));
    }

    /** Returns whether the order of instances is the same for every task. */
    boolean ofOneResource() {
        return compareTo(GPU) <= 0;
    }

    /** Returns what is free of the one resource: all instances would lose the same of it. */
    long free(InstanceView instance) {
        return switch (this) {
            case CPU -> instance.cpuFree();
            case MEMORY -> instance.memoryFree();
            default -> instance.gpuMilliFree();
        };
    }

    /** Returns what would be left on an instance. */
    long left(Request request, InstanceView instance) {
        if (ofOneResource()) {
            return free(instance);
        }
        long cpu = Resource.CPU.leftShare(request, instance);
        long memory = Resource.MEMORY.leftShare(request, instance);
        boolean gpus = Resource.GPU.countsFor(request);
        long gpu = gpus ? Resource.GPU.leftShare(request, instance) : 0;
        return switch (this) {
            case SUM -> cpu + memory + gpu;
            case MAX -> Math.max(Math.max(cpu, memory), gpu);
            default -> cpu * memory * (gpus ? gpu : 1);
        };
    }
}
