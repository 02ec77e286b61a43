package io.ecsim.agent;

import io.ecsim.cluster.Task;

/**
 * What tasks use of the CPU and memory of their hosts (models.md M5), and the CPU that requests make them want. A task that
 * is not on its host, not yet or not any more, uses nothing and gets nothing.
 */
public interface ResourceUse {

    /** No task uses anything. */
    ResourceUse NONE = new ResourceUse() {
        @Override
        public void wantCpu(Task task, long microVcpu) {}

        @Override
        public void settleCpu() {}

        @Override
        public long availableMicroVcpu(Task task) {
            return 0;
        }

        @Override
        public long ownMicroVcpu(Task task) {
            return 0;
        }

        @Override
        public long statedMemoryMiB(Task task) {
            return 0;
        }
    };

    /**
     * Says what the requests on a task want of the CPU from now on, in millionths of a vCPU; its first essential container
     * serves them. Nothing changes before {@link #settleCpu}.
     */
    void wantCpu(Task task, long microVcpu);

    /** Divides the CPU anew on all hosts where requests want another part of it. */
    void settleCpu();

    /**
     * Returns what the requests on a task would get if they wanted all they can get, while all others want what they want
     * now, in millionths of a vCPU (R2.24).
     */
    long availableMicroVcpu(Task task);

    /** Returns what a task gets of what its behaviour wants, without its requests, in millionths of a vCPU. */
    long ownMicroVcpu(Task task);

    /** Returns the memory that containers of a task hold whose behaviour states it, in MiB. */
    long statedMemoryMiB(Task task);
}
