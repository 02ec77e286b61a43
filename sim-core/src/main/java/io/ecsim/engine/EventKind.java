package io.ecsim.engine;

/** A kind of event that a {@link Timeline} knows: its place within an instant and who handles it. */
public final class EventKind {

    final int id;
    final long phaseBits;
    final EventHandler handler;
    private final String name;

    EventKind(int id, String name, Phase phase, EventHandler handler) {
        this.id = id;
        this.name = name;
        this.phaseBits = (long) phase.ordinal() << Timeline.PHASE_SHIFT;
        this.handler = handler;
    }

    /** Returns the name given at definition. */
    public String name() {
        return name;
    }
}
