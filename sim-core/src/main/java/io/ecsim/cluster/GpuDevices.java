package io.ecsim.cluster;

import java.util.Arrays;

/**
 * The GPUs of a cluster whose tasks may share them, device by device: what is free of each in thousandths. A research
 * resource of ecsim's own; ECS knows whole GPUs only (R2.26).
 */
final class GpuDevices {

    /** Thousandths of a device. */
    static final int WHOLE = 1000;

    /** Most devices of one instance: a set of them is 64 bits. */
    static final int MOST_DEVICES = 64;

    /** By instance: where its devices begin; one more at the end. */
    private final int[] first;

    /** By device: thousandths free. */
    private final int[] free;

    /** By instance: the most thousandths free of one device. */
    private final int[] most;

    /**
     * Makes the devices, all free.
     *
     * @param gpus by instance, at most {@value #MOST_DEVICES}
     */
    GpuDevices(int[] gpus) {
        first = new int[gpus.length + 1];
        for (int i = 0; i < gpus.length; i++) {
            if (gpus[i] > MOST_DEVICES) {
                throw new IllegalArgumentException(
                        "an instance whose GPUs are shared may have at most " + MOST_DEVICES + " GPUs, was " + gpus[i]);
            }
            first[i + 1] = first[i] + gpus[i];
        }
        free = new int[first[gpus.length]];
        Arrays.fill(free, WHOLE);
        most = new int[gpus.length];
        for (int i = 0; i < gpus.length; i++) {
            most[i] = gpus[i] > 0 ? WHOLE : 0;
        }
    }

    int devices(int instance) {
        return first[instance + 1] - first[instance];
    }

    /** Returns the thousandths free of a device, numbered from 0 on its instance. */
    int milliFree(int instance, int device) {
        return free[first[instance] + device];
    }

    /** Returns the most thousandths free of one device. */
    int mostMilliFree(int instance) {
        return most[instance];
    }

    /** Returns the thousandths free of all devices of an instance. */
    int milliFree(int instance) {
        int sum = 0;
        for (int i = first[instance]; i < first[instance + 1]; i++) {
            sum += free[i];
        }
        return sum;
    }

    /** Returns the set of the wholly free devices of lowest number; there must be as many as asked for. */
    long lowestWhole(int instance, int gpus) {
        long set = 0;
        int left = gpus;
        for (int device = 0; left > 0; device++) {
            if (milliFree(instance, device) == WHOLE) {
                set |= 1L << device;
                left--;
            }
        }
        return set;
    }

    /**
     * Takes (sign 1) or gives back (sign -1) thousandths of each device of a set.
     *
     * @return how many of them were wholly free before or are so after
     * @throws IllegalStateException if they are not there to be taken or given back
     */
    int take(int instance, int sign, int milli, long devices) {
        int whole = 0;
        for (long left = devices; left != 0; left &= left - 1) {
            int device = Long.numberOfTrailingZeros(left);
            if (device >= devices(instance)) {
                throw new IllegalStateException("there is no device " + device + " among " + devices(instance));
            }
            int at = first[instance] + device;
            int after = free[at] - sign * milli;
            if (after < 0 || after > WHOLE) {
                throw new IllegalStateException(
                        "device " + device + " has " + free[at] + " thousandths free, cannot take " + sign * milli);
            }
            whole += (sign > 0 ? free[at] : after) == WHOLE ? 1 : 0;
            free[at] = after;
        }
        int highest = 0;
        for (int i = first[instance]; i < first[instance + 1]; i++) {
            highest = Math.max(highest, free[i]);
        }
        most[instance] = highest;
        return whole;
    }
}
