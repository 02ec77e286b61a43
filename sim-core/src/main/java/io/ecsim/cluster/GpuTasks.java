package io.ecsim.cluster;

import io.ecsim.model.ContainerInstance;
import java.util.List;

/** How many tasks on each instance share a GPU, and how many have one, two or more GPUs to themselves. */
final class GpuTasks {

    /** By instance and whole GPUs of a task; at 0 the tasks that share one. */
    private final int[][] counts;

    /** By instance: how many of its counts are not 0. */
    private final int[] kinds;

    GpuTasks(List<ContainerInstance> instances) {
        counts = new int[instances.size()][];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new int[instances.get(i).gpus() + 1];
        }
        kinds = new int[counts.length];
    }

    /** Counts a task that comes (1) or goes (-1); one without a GPU is not counted. */
    void count(int instance, int gpus, int gpuMilli, int by) {
        if (gpus == 0 && gpuMilli == 0) {
            return;
        }
        int before = counts[instance][gpus];
        counts[instance][gpus] = before + by;
        if (before == 0) {
            kinds[instance]++;
        } else if (before + by == 0) {
            kinds[instance]--;
        }
    }

    int tasks(int instance, int gpus) {
        return gpus < counts[instance].length ? counts[instance][gpus] : 0;
    }

    int kinds(int instance) {
        return kinds[instance];
    }
}
