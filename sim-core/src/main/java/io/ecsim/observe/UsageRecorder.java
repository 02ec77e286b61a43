package io.ecsim.observe;

import io.ecsim.cluster.ClusterState;
import io.ecsim.model.ContainerInstance;
import java.util.Map;

/** Reserved and registered resources and instances in use, as exact integrals over the measured time. */
final class UsageRecorder {

    private static final double MICRO_USD = 1e6;
    private static final double MICRO_VCPU = 1e6;
    private static final double UNITS_PER_VCPU = 1024;
    private static final long MILLI = 1000;

    private final ClusterState cluster;
    private final long fromMicros;
    private final WideSum reservedCpu = new WideSum();
    private final WideSum reservedMemory = new WideSum();
    private final WideSum reservedGpus = new WideSum();
    private final WideSum registeredCpu = new WideSum();
    private final WideSum registeredMemory = new WideSum();
    private final WideSum registeredGpus = new WideSum();
    private final WideSum usedMicroVcpu = new WideSum();
    private final WideSum usedMemory = new WideSum();
    private final WideSum inUse = new WideSum();
    private final WideSum inUsePrice = new WideSum();

    private long cpu;
    private long memory;
    private long gpuThousandths;
    private long capacitySince;
    private long usedMicroVcpuNow;
    private long usedMemoryNow;
    private long usedSince;
    private boolean statesCpu;
    private boolean statesMemory;
    private int inUseNow;
    private long inUsePriceNow;
    private long inUseSince;
    private int inUsePeak;
    private long endMicros;

    UsageRecorder(ClusterState cluster, long fromMicros) {
        this.cluster = cluster;
        this.fromMicros = fromMicros;
        this.capacitySince = fromMicros;
        this.inUseSince = fromMicros;
        this.usedSince = fromMicros;
        this.endMicros = fromMicros;
    }

    void reserved(int cpuUnits, int memoryMiB, int gpuThousandths, long micros) {
        reservedCpu.addProduct(cpuUnits, micros);
        reservedMemory.addProduct(memoryMiB, micros);
        if (gpuThousandths > 0) {
            reservedGpus.addProduct(gpuThousandths, micros);
        }
    }

    /** Looks whether an instance has come into or gone out of use. */
    void inUse(long nowMicros) {
        if (cluster.instancesInUse() != inUseNow) {
            addInUse(nowMicros);
            inUseNow = cluster.instancesInUse();
            inUsePriceNow = cluster.inUseMicroUsdPerHour();
            if (nowMicros >= fromMicros) {
                inUsePeak = Math.max(inUsePeak, inUseNow);
            }
        }
    }

    private void addInUse(long nowMicros) {
        if (nowMicros > inUseSince) {
            inUse.addProduct(inUseNow, nowMicros - inUseSince);
            inUsePrice.addProduct(inUsePriceNow, nowMicros - inUseSince);
            inUseSince = nowMicros;
            inUsePeak = Math.max(inUsePeak, inUseNow);
        }
    }

    /** The resources of an instance have become registered (sign 1) or have gone (sign -1), see R2.28. */
    void registered(ContainerInstance instance, int sign, long nowMicros) {
        addCapacity(nowMicros);
        cpu += sign * (long) instance.cpuUnits();
        memory += sign * (long) instance.memoryMiB();
        gpuThousandths += sign * MILLI * instance.gpus();
    }

    private void addCapacity(long nowMicros) {
        if (nowMicros > capacitySince) {
            long micros = nowMicros - capacitySince;
            registeredCpu.addProduct(cpu, micros);
            registeredMemory.addProduct(memory, micros);
            registeredGpus.addProduct(gpuThousandths, micros);
            capacitySince = nowMicros;
        }
    }

    /** What running containers use has changed (models.md M5). */
    void used(long microVcpu, long memoryMiB, long nowMicros) {
        addUsed(nowMicros);
        usedMicroVcpuNow += microVcpu;
        usedMemoryNow += memoryMiB;
        statesCpu |= microVcpu != 0;
        statesMemory |= memoryMiB != 0;
    }

    private void addUsed(long nowMicros) {
        if (nowMicros > usedSince) {
            usedMicroVcpu.addProduct(usedMicroVcpuNow, nowMicros - usedSince);
            usedMemory.addProduct(usedMemoryNow, nowMicros - usedSince);
            usedSince = nowMicros;
        }
    }

    void finish(long nowMicros) {
        addInUse(nowMicros);
        addCapacity(nowMicros);
        addUsed(nowMicros);
        endMicros = nowMicros;
    }

    void into(Map<Metric, Double> metrics) {
        double span = endMicros - fromMicros;
        if (span > 0) {
            metrics.put(Metric.IN_USE, inUse.toDouble() / span);
            metrics.put(Metric.IN_USE_PRICE, inUsePrice.toDouble() / span / MICRO_USD);
        }
        metrics.put(Metric.IN_USE_PEAK, (double) inUsePeak);
        ratioInto(metrics, Metric.ALLOCATED_CPU, reservedCpu, registeredCpu);
        ratioInto(metrics, Metric.ALLOCATED_MEMORY, reservedMemory, registeredMemory);
        ratioInto(metrics, Metric.ALLOCATED_GPU, reservedGpus, registeredGpus);
        if (statesCpu && registeredCpu.toDouble() > 0) {
            metrics.put(
                    Metric.UTILISED_CPU,
                    usedMicroVcpu.toDouble() / registeredCpu.toDouble() * UNITS_PER_VCPU / MICRO_VCPU);
        }
        if (statesMemory) {
            ratioInto(metrics, Metric.UTILISED_MEMORY, usedMemory, registeredMemory);
        }
        if (gpuThousandths > 0) {
            long free = 0;
            for (int i = 0; i < cluster.instances(); i++) {
                free += cluster.status(i).holdsTasks() ? cluster.gpuMilliFree(i) : 0;
            }
            metrics.put(Metric.FINAL_ALLOCATED_GPU, (double) (gpuThousandths - free) / gpuThousandths);
        }
    }

    private static void ratioInto(Map<Metric, Double> metrics, Metric metric, WideSum part, WideSum whole) {
        double total = whole.toDouble();
        if (total > 0) {
            metrics.put(metric, part.toDouble() / total);
        }
    }
}
