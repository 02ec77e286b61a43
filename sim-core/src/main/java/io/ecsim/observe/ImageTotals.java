package io.ecsim.observe;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What pulls did in a run.
 *
 * @param pulls pulls that the agents asked for
 * @param pulled pulls that ended with the image there, {@code cached} and {@code fellBack} among them
 * @param cached of these, without a byte sent for them: the image or all its layers were there
 * @param shared of these, waited for a layer that another pull was receiving on the same instance
 * @param fellBack of these, the registry failed and the cached image was taken (R3.50)
 * @param cancelled pulls that were no longer wanted, or whose machine went
 * @param failures pulls that ended without the image, by reason; only reasons that occurred
 * @param failedAttempts attempts that failed, those tried again among them, by reason
 * @param bytes bytes that registries sent
 * @param waitMicros of the pulls that ended with the image there, from asking to having it, together
 * @param longestWaitMicros the longest of these waits
 * @param removedImages images that the clean-up removed
 * @param removedBytes layers that it removed with them
 */
public record ImageTotals(
        long pulls,
        long pulled,
        long cached,
        long shared,
        long fellBack,
        long cancelled,
        Map<PullFailure, Long> failures,
        Map<PullFailure, Long> failedAttempts,
        long bytes,
        long waitMicros,
        long longestWaitMicros,
        long removedImages,
        long removedBytes) {

    public ImageTotals {
        failures = copy(failures);
        failedAttempts = copy(failedAttempts);
    }

    private static Map<PullFailure, Long> copy(Map<PullFailure, Long> counts) {
        Map<PullFailure, Long> copy = new EnumMap<>(PullFailure.class);
        copy.putAll(counts);
        return Collections.unmodifiableMap(copy);
    }

    /** Returns how many pulls ended without the image. */
    public long failed() {
        long failed = 0;
        for (long count : failures.values()) {
            failed += count;
        }
        return failed;
    }
}
