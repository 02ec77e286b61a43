package io.ecsim.agent;

import io.ecsim.cluster.Task;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the tasks that agents have use of their hosts. */
final class HostedResources implements ResourceUse {

    private final HostCpu cpu;
    private final Function<Task, @Nullable HostedTask> hosted;

    HostedResources(HostCpu cpu, Function<Task, @Nullable HostedTask> hosted) {
        this.cpu = cpu;
        this.hosted = hosted;
    }

    /** Returns the container that serves the requests on a task, or nothing when it is not up. */
    private @Nullable HostedContainer serving(Task task) {
        HostedTask found = hosted.apply(task);
        return found != null && found.serving.up ? found.serving : null;
    }

    @Override
    public void wantCpu(Task task, long microVcpu) {
        HostedContainer serving = serving(task);
        if (serving != null) {
            cpu.wantForRequests(serving, microVcpu);
        }
    }

    @Override
    public void settleCpu() {
        cpu.settle();
    }

    @Override
    public long availableMicroVcpu(Task task) {
        HostedContainer serving = serving(task);
        return serving == null ? 0 : cpu.available(serving);
    }

    @Override
    public long ownMicroVcpu(Task task) {
        HostedTask found = hosted.apply(task);
        long own = 0;
        if (found != null) {
            for (HostedContainer c : found.containers) {
                if (c.cpuWanted > c.requestCpu) {
                    own += (long) ((double) c.cpuUsed * (c.cpuWanted - c.requestCpu) / c.cpuWanted);
                }
            }
        }
        return own;
    }

    @Override
    public long statedMemoryMiB(Task task) {
        HostedTask found = hosted.apply(task);
        long stated = 0;
        if (found != null) {
            for (HostedContainer container : found.containers) {
                stated += container.statedMiB;
            }
        }
        return stated;
    }
}
