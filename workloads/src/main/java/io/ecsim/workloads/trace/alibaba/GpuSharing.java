package io.ecsim.workloads.trace.alibaba;

/** What becomes of pods that ask for a fraction of one GPU; ECS places whole GPUs only (R2.26). */
public enum GpuSharing {
    /** They are left out and counted. */
    DROP,
    /** They take a whole GPU. */
    WHOLE,
    /** They share a GPU, in a cluster that lets tasks do so: ecsim's own, for comparison with work outside of ECS. */
    SHARE
}
