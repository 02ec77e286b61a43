package io.ecsim.experiments.bounds;

import java.util.Arrays;

/** The GPUs of one instance while it is packed: a task takes GPUs that are wholly free, or a share of a single one. */
final class FreeGpus {

    private final long[] milliFree;

    /** The GPUs of an instance without a task; as many as its thousandths make up. */
    FreeGpus(long milli) {
        milliFree = new long[Math.toIntExact(milli / PackingProblem.WHOLE_GPU)];
        Arrays.fill(milliFree, PackingProblem.WHOLE_GPU);
    }

    /** Takes GPUs for as many equal tasks as find some, at most {@code most}; returns how many do. */
    long take(long milli, long most) {
        if (milli == 0) {
            return most;
        }
        return milli < PackingProblem.WHOLE_GPU
                ? share(milli, most)
                : takeWhole(milli / PackingProblem.WHOLE_GPU, most);
    }

    private long share(long milli, long most) {
        long taken = 0;
        for (int device = 0; device < milliFree.length; device++) {
            long here = Math.min(milliFree[device] / milli, most - taken);
            milliFree[device] -= here * milli;
            taken += here;
        }
        return taken;
    }

    private long takeWhole(long gpus, long most) {
        long whole = Arrays.stream(milliFree)
                .filter(free -> free == PackingProblem.WHOLE_GPU)
                .count();
        long tasks = Math.min(most, whole / gpus);
        long left = tasks * gpus;
        for (int device = 0; left > 0; device++) {
            if (milliFree[device] == PackingProblem.WHOLE_GPU) {
                milliFree[device] = 0;
                left--;
            }
        }
        return tasks;
    }
}
