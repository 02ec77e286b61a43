package io.ecsim.agent;

import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * The memory that containers use (models.md M5): each reaches its peak when it starts. Above its own limit, or the
 * largest of a task above the task's limit, it is killed (R2.23); above what the host has the kernel kills the largest,
 * of equals the one that started last, until the rest fits.
 */
final class HostMemory {

    private final MemorySettings settings;
    private final Consumer<HostedContainer> kill;
    private final LongConsumer used;

    /** Makes one that tells by how many MiB the use has changed of all containers that state it. */
    HostMemory(MemorySettings settings, Consumer<HostedContainer> kill, LongConsumer used) {
        this.settings = settings;
        this.kill = kill;
        this.used = used;
    }

    /** A container has started and uses its memory; it, or another one, may be killed for it. */
    void started(HostedContainer c) {
        c.startNumber = c.task.host.starts++;
        boolean drawn = c.behaviour.peakMemoryMiB().isPresent();
        c.residentMiB = drawn
                ? (int) Math.min(
                        Integer.MAX_VALUE,
                        StrictMath.ceil(c.behaviour.peakMemoryMiB().get().sample(ContainerDraws.PEAK_MEMORY.of(c))))
                : Math.min(c.compiled.reservedMiB, c.task.memoryMiB);
        c.task.host.residentMiB += c.residentMiB;
        if (drawn) {
            c.statedMiB = c.residentMiB;
            tell(c, c.statedMiB);
        }
        if (!settings.enforced()) {
            return;
        }
        int limit = c.compiled.definition.memoryMiB();
        if (limit > 0 && c.residentMiB > limit) {
            kill.accept(c);
            return;
        }
        int taskLimit = c.task.compiled.definition.memoryMiB();
        if (taskLimit > 0 && usedBy(c.task) > taskLimit) {
            kill.accept(largestOf(c.task, c));
        }
        Host host = c.task.host;
        while (host.residentMiB > host.physicalMiB(settings)) {
            kill.accept(largestOn(host, c));
        }
    }

    /** A container has ended: its memory is free. */
    void ended(HostedContainer c) {
        c.task.host.residentMiB -= c.residentMiB;
        c.residentMiB = 0;
        if (c.statedMiB > 0) {
            tell(c, -c.statedMiB);
            c.statedMiB = 0;
        }
    }

    private void tell(HostedContainer c, long changeMiB) {
        if (!c.task.host.fargate) {
            used.accept(changeMiB);
        }
    }

    private static long usedBy(HostedTask task) {
        long used = 0;
        for (HostedContainer container : task.containers) {
            used += container.residentMiB;
        }
        return used;
    }

    private static HostedContainer largestOn(Host host, HostedContainer started) {
        HostedContainer largest = started;
        for (HostedTask task : host.tasks) {
            largest = largestOf(task, largest);
        }
        return largest;
    }

    private static HostedContainer largestOf(HostedTask task, HostedContainer soFar) {
        HostedContainer largest = soFar;
        for (HostedContainer c : task.containers) {
            if (c.residentMiB > largest.residentMiB
                    || c.residentMiB == largest.residentMiB && c.startNumber > largest.startNumber) {
                largest = c;
            }
        }
        return largest;
    }
}
