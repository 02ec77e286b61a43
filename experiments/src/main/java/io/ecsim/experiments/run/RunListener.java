package io.ecsim.experiments.run;

/** Hears how an experiment proceeds, always on the thread that started it. */
public interface RunListener {

    /** Hears nothing. */
    RunListener SILENT = new RunListener() {};

    /**
     * A part of the work begins.
     *
     * @param title what is done, such as {@code runs}
     * @param runs how many runs it takes at most
     */
    default void started(String title, long runs) {}

    /** One more run is done. */
    default void advanced() {}

    /** The part of the work that began last has ended. */
    default void ended() {}
}
