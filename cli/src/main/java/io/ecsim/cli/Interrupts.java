package io.ecsim.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets work end in order when the user presses Ctrl-C: the process ends only after the work has kept what is finished,
 * or after half a minute. The process then ends with code 130, as the platform does for an interrupt.
 */
class Interrupts {

    private static final long PATIENCE_SECONDS = 30;

    /**
     * Does work that can be ended early.
     *
     * @param onInterrupt asks the work to end; called on another thread
     */
    int during(Runnable onInterrupt, Work work) throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        Thread hook = new Thread(
                () -> {
                    onInterrupt.run();
                    await(done);
                },
                "ecsim-interrupt");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.run();
        } finally {
            done.countDown();
            remove(hook);
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already: the hook runs and finds the work done.
            return;
        }
    }

    private static void await(CountDownLatch done) {
        try {
            if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(130);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Work that ends with an exit code. */
    @FunctionalInterface
    interface Work {
        int run() throws Exception;
    }
}
