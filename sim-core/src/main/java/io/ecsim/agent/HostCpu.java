package io.ecsim.agent;

import java.util.function.LongConsumer;

/**
 * The CPU that tasks use (models.md M5), of the containers whose behaviour says what they want; what the others use is
 * unknown and left out. Tasks share a host by what they reserve (R2.24): each is sure of that, and gets more where others
 * leave it, but never more than a CPU that is set for the task itself. Looked at only when a container starts or ends.
 */
final class HostCpu {

    private static final long MICRO_VCPU = 1_000_000;
    private static final int UNITS_PER_VCPU = 1024;
    private static final double MOST_MICRO_VCPU = 1e9; // 1,000 vCPU

    /** Shares that Docker gives a container without CPU (R2.24). */
    private static final int LEAST_SHARES = 2;

    private final LongConsumer used;

    /** Makes one that tells by how many millionths of a vCPU the use of all hosts has changed. */
    HostCpu(LongConsumer used) {
        this.used = used;
    }

    /** A container has started and wants CPU. */
    void started(HostedContainer c) {
        if (c.behaviour.cpu().isPresent()) {
            double vcpu = c.behaviour.cpu().get().sample(ContainerDraws.CPU.of(c));
            c.cpuWanted = (long) Math.min(MOST_MICRO_VCPU, Math.rint(vcpu * MICRO_VCPU));
            want(c.task, c.cpuWanted);
        }
    }

    /** A container has ended. */
    void ended(HostedContainer c) {
        if (c.cpuWanted > 0) {
            want(c.task, -c.cpuWanted);
            c.cpuWanted = 0;
        }
    }

    private void want(HostedTask task, long change) {
        Host host = task.host;
        if (task.cpuWanted == 0) {
            host.busy.add(task);
        }
        task.cpuWanted += change;
        if (task.cpuWanted == 0) {
            host.busy.remove(task);
            task.cpuUsed = 0;
        }
        share(host);
    }

    private void share(Host host) {
        long[] wanted = new long[host.busy.size()];
        long[] weights = new long[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            HostedTask task = host.busy.get(i);
            int quota = task.compiled.definition.cpuUnits();
            wanted[i] = quota > 0 ? Math.min(task.cpuWanted, quota * MICRO_VCPU / UNITS_PER_VCPU) : task.cpuWanted;
            weights[i] = Math.max(LEAST_SHARES, task.cpuUnits);
        }
        long[] given = CpuShares.divide(host.cpuUnits() * MICRO_VCPU / UNITS_PER_VCPU, wanted, weights);
        long total = 0;
        for (int i = 0; i < given.length; i++) {
            host.busy.get(i).cpuUsed = given[i];
            total += given[i];
        }
        if (total != host.cpuUsed) {
            if (!host.fargate) {
                used.accept(total - host.cpuUsed);
            }
            host.cpuUsed = total;
        }
    }
}
