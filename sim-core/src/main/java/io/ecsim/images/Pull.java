package io.ecsim.images;

import io.ecsim.images.ImagePuller.PullListener;
import io.ecsim.observe.PullFailure;
import org.jspecify.annotations.Nullable;

/** One pull on its instance, from asking to its end. */
final class Pull {

    static final long NEVER = Long.MAX_VALUE;

    /** A byte in the unit of what is left, so that whole bytes per second move whole units in a microsecond. */
    static final long UNITS_PER_BYTE = 1_000_000;

    /** Where a pull stands. */
    enum State {
        /** Has asked the registry for the manifest. */
        ASKING,
        /** Another pull of the instance is receiving its next layer. */
        WAITING,
        /** Receives its next layer. */
        RECEIVING,
        /** Its last attempt failed, the next has not begun. */
        BACKING_OFF,
        /** The image is there; the listener has yet to hear. */
        PULLED,
        /** It failed; the listener has yet to hear. */
        FAILED
    }

    final long ticket;
    final PullListener listener;
    final int image;
    final long ordinal;
    final long askedMicros;

    State state = State.ASKING;
    int attempt;
    /** Position of the next layer. */
    int next;
    /** When its state ends by itself, unless by a layer that arrives. */
    long timerMicros = NEVER;
    /** When this attempt asked for the manifest. */
    long requestMicros;

    boolean begun;
    boolean received;
    boolean waited;
    /** Why the last attempt failed. */
    @Nullable
    PullFailure failure;

    /** Whether it takes part in sharing: it receives and its registry is not out. */
    boolean flowing;

    long leftUnits;
    long bytesPerSecond;
    long sinceMicros;

    Pull(long ticket, PullListener listener, int image, long ordinal, long askedMicros) {
        this.ticket = ticket;
        this.listener = listener;
        this.image = image;
        this.ordinal = ordinal;
        this.askedMicros = askedMicros;
    }

    /** Takes account of what has come since the last time. */
    void progress(long nowMicros) {
        leftUnits = Math.max(0, leftUnits - bytesPerSecond * (nowMicros - sinceMicros));
        sinceMicros = nowMicros;
    }

    /** Returns when the layer will be there at the rate of now, rounded up. */
    long arrivalMicros() {
        if (state != State.RECEIVING || (bytesPerSecond == 0 && leftUnits > 0)) {
            return NEVER;
        }
        return leftUnits == 0 ? sinceMicros : sinceMicros + (leftUnits + bytesPerSecond - 1) / bytesPerSecond;
    }

    void enter(State newState, long newTimerMicros) {
        state = newState;
        timerMicros = newTimerMicros;
    }
}
