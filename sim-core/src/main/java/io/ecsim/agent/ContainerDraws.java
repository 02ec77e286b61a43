package io.ecsim.agent;

import io.ecsim.engine.SimClock;
import io.ecsim.random.KeyedStream;
import io.ecsim.random.Law;
import java.util.Optional;

/** Draws of a container: they belong to (task, attempt, container, restart) and to what is drawn (models.md M1). */
enum ContainerDraws {
    START,
    START_FAILURE,
    RUN,
    STOP,
    READY,
    FAILS,
    PEAK_MEMORY,
    EBS,
    EFS,
    CPU;

    private static final int RESTART_SHIFT = 20;
    private static final int KIND_SHIFT = 16;
    private static final int MOST_RESTARTS = 1 << 11;
    private static final double LONGEST_MICROS = 1e18; // 30,000 years

    /** Returns the stream at this draw of a container. */
    KeyedStream of(HostedContainer container) {
        // Ordinals are numbers within a workload or a service: the group tells those apart.
        long key = KeyedStream.ordinalOf(container.task.task.group())
                + 31 * KeyedStream.ordinalOf(container.task.task.cluster())
                + container.task.task.ordinal();
        int restart = container.launch % MOST_RESTARTS;
        int attempt = container.task.task.attempt() & (1 << KIND_SHIFT) - 1;
        return container.compiled.draws.at(key, restart << RESTART_SHIFT | ordinal() << KIND_SHIFT | attempt);
    }

    /** Returns a time drawn for a container, in microseconds. */
    long micros(HostedContainer container, Law seconds) {
        return (long) Math.min(LONGEST_MICROS, Math.max(0, seconds.sample(of(container))) * SimClock.MICROS_PER_SECOND);
    }

    /** Returns a time drawn for a container, in microseconds, or another where there is no law. */
    long micros(HostedContainer container, Optional<Law> seconds, long otherwise) {
        return seconds.isPresent() ? micros(container, seconds.get()) : otherwise;
    }
}
