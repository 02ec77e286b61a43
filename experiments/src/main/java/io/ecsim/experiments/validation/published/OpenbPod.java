package io.ecsim.experiments.validation.published;

/**
 * A pod of the openb trace.
 *
 * @param name its name, which orders pods
 * @param cpuMilli thousandths of a core
 * @param memoryMiB memory in MiB
 * @param gpus GPUs it needs
 * @param gpuMilli thousandths it needs of each; below 1000 it shares its only one
 * @param models GPU models it accepts, joined by bars; empty: any
 */
record OpenbPod(String name, int cpuMilli, int memoryMiB, int gpus, int gpuMilli, String models) {

    private static final int WHOLE = 1000;

    /** Returns the thousandths of GPUs that it asks for in all. */
    int totalMilli() {
        return gpus * gpuMilli;
    }

    /** Returns the GPUs it takes whole. */
    int wholeGpus() {
        return gpuMilli == WHOLE ? gpus : 0;
    }

    /** Returns the thousandths of the GPU it shares; 0: it shares none. */
    int sharedMilli() {
        return gpuMilli < WHOLE ? gpuMilli : 0;
    }
}
