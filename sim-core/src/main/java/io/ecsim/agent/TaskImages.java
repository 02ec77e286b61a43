package io.ecsim.agent;

import io.ecsim.cluster.ContainerStatus;
import io.ecsim.images.ImagePuller;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Has the images of containers pulled, and lets go of them when the containers of a stopped task are cleaned up. */
final class TaskImages implements ImagePuller.PullListener {

    private final AgentSettings settings;
    private final Appointments appointments;
    private final ImagePuller puller;
    private final Consumer<HostedContainer> done;
    private final BiConsumer<HostedContainer, String> failed;
    private final Long2ObjectOpenHashMap<HostedContainer> pending = new Long2ObjectOpenHashMap<>();
    private long nextTicket;

    TaskImages(
            AgentSettings settings,
            Appointments appointments,
            ImagePuller puller,
            Consumer<HostedContainer> done,
            BiConsumer<HostedContainer, String> failed) {
        this.settings = settings;
        this.appointments = appointments;
        this.puller = puller;
        this.done = done;
        this.failed = failed;
    }

    /** Orders the pull of a container's image, once; where it has none it counts as pulled at once. */
    void pull(HostedContainer c) {
        if (c.pullOrdered) {
            return;
        }
        c.pullOrdered = true;
        long now = appointments.nowMicros();
        if (c.task.task.pullStartedMicros() < 0) {
            c.task.task.pullStarted(now);
        }
        String image = c.compiled.lifecycle.image();
        if (image.isEmpty()) {
            c.container.become(ContainerStatus.PULLED, now);
            stampEnd(c.task);
            return;
        }
        c.ticket = nextTicket++;
        pending.put(c.ticket, c);
        puller.pull(c.task.host.instance, image, c.ticket, this);
    }

    @Override
    public void pulled(long ticket) {
        HostedContainer c = take(ticket);
        c.holdsImage = true;
        c.container.become(ContainerStatus.PULLED, appointments.nowMicros());
        stampEnd(c.task);
        done.accept(c);
    }

    @Override
    public void failed(long ticket, String reason) {
        HostedContainer c = take(ticket);
        stampEnd(c.task);
        failed.accept(c, reason);
    }

    private HostedContainer take(long ticket) {
        HostedContainer c = pending.remove(ticket);
        if (c == null) {
            throw new IllegalStateException("no pull has the ticket " + ticket);
        }
        c.ticket = HostedContainer.NO_TICKET;
        return c;
    }

    /** The last of a task's pulls is over when none is left to be begun. */
    private void stampEnd(HostedTask task) {
        for (HostedContainer c : task.containers) {
            if (c.ticket != HostedContainer.NO_TICKET || !c.pullOrdered) {
                return;
            }
        }
        task.task.pullStopped(appointments.nowMicros());
    }

    /** Forgets a pull that is no longer wanted. */
    void cancel(HostedContainer c) {
        if (c.ticket != HostedContainer.NO_TICKET) {
            puller.cancel(c.task.host.instance, c.ticket, this);
            forget(c);
        }
    }

    /** Forgets a pull that went with its machine. */
    void forget(HostedContainer c) {
        pending.remove(c.ticket);
        c.ticket = HostedContainer.NO_TICKET;
    }

    /** The task is gone; its containers hold their images until they are cleaned up (R3.52). */
    void release(HostedTask task) {
        for (HostedContainer c : task.containers) {
            if (c.holdsImage) {
                puller.released(task.host.instance, c.compiled.lifecycle.image(), settings.taskCleanupWaitMicros());
            }
        }
    }

    /** Another machine will stand there, with no image on it. */
    void lose(Host host) {
        puller.machineReplaced(host.instance);
    }
}
