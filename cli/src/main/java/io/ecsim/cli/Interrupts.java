package io.ecsim.cli;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Lets work end in order when the user presses Ctrl-C, and ends the process at once when it is pressed again. A shutdown
 * hook would not do: while a process shuts down, drawing a picture fails, because the JDK then refuses hooks of its own.
 */
class Interrupts {

    /** Exit code of a process ended by Ctrl-C: 128 and the number of the signal. */
    static final int EXIT_CODE = 130;

    private static final Signal CTRL_C = new Signal("INT");

    /**
     * Does work that can be ended early.
     *
     * @param onInterrupt asks the work to end; called on another thread, at most once
     */
    int during(Runnable onInterrupt, Work work) throws Exception {
        SignalHandler before = Signal.handle(CTRL_C, first -> {
            Signal.handle(CTRL_C, second -> Runtime.getRuntime().halt(EXIT_CODE));
            onInterrupt.run();
        });
        try {
            return work.run();
        } finally {
            Signal.handle(CTRL_C, before);
        }
    }

    /** Work that ends with an exit code. */
    @FunctionalInterface
    interface Work {
        int run() throws Exception;
    }
}
