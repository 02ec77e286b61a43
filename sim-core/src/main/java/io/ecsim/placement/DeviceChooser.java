package io.ecsim.placement;

import io.ecsim.cluster.InstanceView;

/**
 * What a stage implements beside its own kind to say which device a task takes that shares a GPU, once the chain has
 * picked its instance. The first stage of a chain that does so is asked; where none does, the fullest device on which the
 * task fits is taken, the lowest number at ties.
 */
@FunctionalInterface
public interface DeviceChooser {

    /**
     * Returns the number of a device of the instance with at least {@link Request#gpuMilli()} thousandths free; there is
     * one.
     */
    int chooseDevice(Request request, InstanceView instance);

    /** Returns the fullest device on which the task fits, the lowest number at ties. */
    static int fullest(Request request, InstanceView instance) {
        int best = -1;
        int least = Integer.MAX_VALUE;
        for (int device = 0; device < instance.devices(); device++) {
            int free = instance.deviceMilliFree(device);
            if (free >= request.gpuMilli() && free < least) {
                best = device;
                least = free;
            }
        }
        return best;
    }
}
