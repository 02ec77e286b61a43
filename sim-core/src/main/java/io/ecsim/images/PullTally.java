package io.ecsim.images;

import io.ecsim.observe.ImageTotals;
import io.ecsim.observe.PullFailure;
import java.util.EnumMap;
import java.util.Map;

/** Counts what becomes {@link ImageTotals}. */
final class PullTally {

    private long pulls;
    private long pulled;
    private long cached;
    private long shared;
    private long fellBack;
    private long cancelled;
    private final Map<PullFailure, Long> failures = new EnumMap<>(PullFailure.class);
    private final Map<PullFailure, Long> failedAttempts = new EnumMap<>(PullFailure.class);
    private long bytes;
    private long waitMicros;
    private long longestWaitMicros;
    private long removedImages;
    private long removedBytes;

    void asked() {
        pulls++;
    }

    void pulled(Pull pull, boolean fallenBack, long nowMicros) {
        pulled++;
        cached += pull.received || pull.waited || fallenBack ? 0 : 1;
        shared += pull.waited ? 1 : 0;
        fellBack += fallenBack ? 1 : 0;
        long wait = nowMicros - pull.askedMicros;
        waitMicros += wait;
        longestWaitMicros = Math.max(longestWaitMicros, wait);
    }

    void cancelled() {
        cancelled++;
    }

    void failed(PullFailure failure) {
        failures.merge(failure, 1L, Long::sum);
    }

    void attemptFailed(PullFailure failure) {
        failedAttempts.merge(failure, 1L, Long::sum);
    }

    void sent(long moreBytes) {
        bytes += moreBytes;
    }

    void removed(long layerBytes) {
        removedImages++;
        removedBytes += layerBytes;
    }

    ImageTotals totals() {
        return new ImageTotals(
                pulls,
                pulled,
                cached,
                shared,
                fellBack,
                cancelled,
                failures,
                failedAttempts,
                bytes,
                waitMicros,
                longestWaitMicros,
                removedImages,
                removedBytes);
    }
}
