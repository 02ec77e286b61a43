package io.ecsim.schedulers.gpu;

import io.ecsim.cluster.InstanceView;
import io.ecsim.placement.Request;

/** Amounts of GPUs in thousandths of a device. */
final class GpuAmounts {

    private static final int WHOLE = 1000;

    private GpuAmounts() {}

    /** Returns what is free on all devices of an instance. */
    static int milliFree(InstanceView instance) {
        int sum = 0;
        for (int i = 0; i < instance.devices(); i++) {
            sum += instance.deviceMilliFree(i);
        }
        return sum;
    }

    /**
     * Notes what is free on each device of an instance.
     *
     * @param into taken where it is long enough
     * @return the amounts by device; entries behind the last device mean nothing
     */
    static int[] milliFreeByDevice(InstanceView instance, int[] into) {
        int devices = instance.devices();
        int[] free = into.length < devices ? new int[devices] : into;
        for (int i = 0; i < devices; i++) {
            free[i] = instance.deviceMilliFree(i);
        }
        return free;
    }

    /** Returns what a task asks for in all. */
    static int milli(Request request) {
        return request.gpuMilli() > 0 ? request.gpuMilli() : request.gpus() * WHOLE;
    }
}
