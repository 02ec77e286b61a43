package io.ecsim.cli;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Lets work end in order when the user presses Ctrl-C or the process is asked to terminate, and ends the process at once
 * at the second signal. A shutdown
 * hook would not do: while a process shuts down, drawing a picture fails, because the JDK then refuses hooks of its own.
 */
class Interrupts {

    /** Exit code of a process that was interrupted: 128 and the number of Ctrl-C's signal. */
    static final int EXIT_CODE = 130;

    private static final List<Signal> SIGNALS = List.of(new Signal("INT"), new Signal("TERM"));

    /**
     * Does work that can be ended early.
     *
     * @param onInterrupt asks the work to end; called on another thread, at most once
     */
    int during(Runnable onInterrupt, Work work) throws Exception {
        AtomicBoolean interrupted = new AtomicBoolean();
        SignalHandler handler = signal -> {
            if (interrupted.getAndSet(true)) {
                ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly); // no hook will
                Runtime.getRuntime().halt(EXIT_CODE);
            }
            onInterrupt.run();
        };
        List<SignalHandler> before =
                SIGNALS.stream().map(signal -> Signal.handle(signal, handler)).toList();
        try {
            return work.run();
        } finally {
            for (int i = 0; i < before.size(); i++) {
                Signal.handle(SIGNALS.get(i), before.get(i));
            }
        }
    }

    /** Work that ends with an exit code. */
    @FunctionalInterface
    interface Work {
        int run() throws Exception;
    }
}
