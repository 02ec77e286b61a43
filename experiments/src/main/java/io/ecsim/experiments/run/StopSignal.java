package io.ecsim.experiments.run;

import java.util.concurrent.atomic.AtomicBoolean;

/** Asks an experiment to end early. Finished runs are kept; runs under way are abandoned. */
public final class StopSignal {

    private final AtomicBoolean raised = new AtomicBoolean();

    /** Asks to stop; may be called from any thread, any number of times. */
    public void raise() {
        raised.set(true);
    }

    /** Returns whether somebody asked to stop. */
    public boolean isRaised() {
        return raised.get();
    }
}
