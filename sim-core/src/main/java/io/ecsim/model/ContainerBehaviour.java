package io.ecsim.model;

import io.ecsim.random.Law;
import java.util.Optional;

/**
 * What the program in a container does, which no task definition says. Laws are in seconds unless stated; draws belong
 * to (task, container, restart).
 *
 * @param startSeconds from the order to start to having started; the agent's own figure where absent
 * @param startFailure probability that it does not start at all (CannotStartContainerError), 0 to 1
 * @param runSeconds from its start to its exit by itself; absent: it runs for ever
 * @param exitCode code of that exit, 0 to 255
 * @param stopSeconds from SIGTERM to its exit; absent: it exits at once. Beyond the stop timeout it is killed
 * @param readySeconds from its start until probes of its health pass; absent: at once
 * @param failsSeconds from its start until probes of its health fail for good; absent: never
 * @param probesHang whether a failing probe hangs until its timeout, rather than failing at once
 * @param peakMemoryMiB greatest resident memory in MiB (models.md M5); absent: within what it reserves
 * @param cpu vCPU that it wants while it runs (models.md M5); absent: unknown, and then not measured
 */
public record ContainerBehaviour(
        Optional<Law> startSeconds,
        double startFailure,
        Optional<Law> runSeconds,
        int exitCode,
        Optional<Law> stopSeconds,
        Optional<Law> readySeconds,
        Optional<Law> failsSeconds,
        boolean probesHang,
        Optional<Law> peakMemoryMiB,
        Optional<Law> cpu) {

    /** Makes one whose use of the CPU is unknown. */
    public ContainerBehaviour(
            Optional<Law> startSeconds,
            double startFailure,
            Optional<Law> runSeconds,
            int exitCode,
            Optional<Law> stopSeconds,
            Optional<Law> readySeconds,
            Optional<Law> failsSeconds,
            boolean probesHang,
            Optional<Law> peakMemoryMiB) {
        this(
                startSeconds,
                startFailure,
                runSeconds,
                exitCode,
                stopSeconds,
                readySeconds,
                failsSeconds,
                probesHang,
                peakMemoryMiB,
                Optional.empty());
    }

    /** Starts in the agent's own time, runs until it is stopped, is healthy from the start, stops at once. */
    public static final ContainerBehaviour STEADY = new ContainerBehaviour(
            Optional.empty(),
            0,
            Optional.empty(),
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty());

    public ContainerBehaviour {
        if (!(startFailure >= 0 && startFailure <= 1)) {
            throw new IllegalArgumentException("startFailure must be 0 to 1, was " + startFailure);
        }
        if (exitCode < 0 || exitCode > 255) {
            throw new IllegalArgumentException("exitCode must be 0 to 255, was " + exitCode);
        }
    }
}
