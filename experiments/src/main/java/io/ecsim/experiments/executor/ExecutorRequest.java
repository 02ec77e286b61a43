package io.ecsim.experiments.executor;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * What an executor is asked for.
 *
 * @param threads runs done at a time on this machine, at least 1
 * @param master where other machines are reached, such as {@code spark://host:7077}; empty for this machine
 * @param news hears what the user should know while the executor makes ready, one sentence each
 */
public record ExecutorRequest(int threads, Optional<String> master, Consumer<String> news) {

    public ExecutorRequest {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, were " + threads);
        }
    }
}
