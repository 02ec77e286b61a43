package io.ecsim.schedulers.external;

import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;
import java.nio.file.Path;
import java.util.List;

/**
 * A strategy that is a program of its own, in any language: one process a run, asked over its standard input and answering
 * on its standard output, a line of JSON each ({@code docs/external-policies.md}). It decides like every strategy between
 * the instances that can take the task, and ends the chain.
 *
 * @param name shown in results
 * @param command the program and its arguments, not empty
 * @param directory where it is started
 * @param timeoutMicros longest wait for an answer in microseconds of the wall clock, at least 1000; starting it may take ten
 *     times as long
 * @param latency what of its wall time is charged to simulated time
 */
public record ExternalPolicy(
        String name, List<String> command, Path directory, long timeoutMicros, ChargedLatency latency)
        implements StrategyProvider {

    /** How long an answer may take unless stated, in microseconds. */
    public static final long DEFAULT_TIMEOUT_MICROS = 5_000_000;

    /** The shortest time-out, in microseconds. */
    public static final long MIN_TIMEOUT_MICROS = 1000;

    /** The longest time-out, in microseconds: an hour. */
    public static final long MAX_TIMEOUT_MICROS = 3_600_000_000L;

    /** Makes a policy whose decisions take no simulated time. */
    public ExternalPolicy(String name, List<String> command, Path directory, long timeoutMicros) {
        this(name, command, directory, timeoutMicros, ChargedLatency.NONE);
    }

    /** Returns this policy with another charge for its decisions. */
    public ExternalPolicy charging(ChargedLatency other) {
        return new ExternalPolicy(name, command, directory, timeoutMicros, other);
    }

    public ExternalPolicy {
        if (name.isBlank()) {
            throw new IllegalArgumentException("an external policy needs a name");
        }
        if (command.isEmpty() || command.get(0).isBlank()) {
            throw new IllegalArgumentException("external policy " + name + " needs a command");
        }
        if (timeoutMicros < MIN_TIMEOUT_MICROS || timeoutMicros > MAX_TIMEOUT_MICROS) {
            throw new IllegalArgumentException("the time-out of external policy " + name + " must be from "
                    + MIN_TIMEOUT_MICROS + " to " + MAX_TIMEOUT_MICROS + " microseconds, was " + timeoutMicros);
        }
        command = List.copyOf(command);
    }

    @Override
    public StrategyInfo info() {
        return new StrategyInfo(name, "external policy: " + String.join(" ", command), "");
    }

    @Override
    public Stage open(RunContext run) {
        PolicyProcess process = PolicyProcess.start(this, run.replication());
        try {
            return PolicyStage.open(process, run, latency);
        } catch (RuntimeException failure) {
            process.kill();
            throw failure;
        }
    }
}
