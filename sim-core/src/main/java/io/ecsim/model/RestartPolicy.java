package io.ecsim.model;

import java.util.List;

/**
 * When the agent restarts a container that has exited, without the task noticing (R3.42).
 *
 * @param restartAttemptPeriodSeconds a container that exits before having run so long is not restarted, 60 to 1,800
 * @param ignoredExitCodes exit codes after which it is not restarted; at most 50
 */
public record RestartPolicy(int restartAttemptPeriodSeconds, List<Integer> ignoredExitCodes) {

    /** What ECS takes where no period is stated, in seconds. */
    public static final int DEFAULT_PERIOD_SECONDS = 300;

    private static final int MOST_CODES = 50;

    public RestartPolicy {
        if (restartAttemptPeriodSeconds < 60 || restartAttemptPeriodSeconds > 1800) {
            throw new IllegalArgumentException(
                    "restartAttemptPeriod must be 60 to 1800, was " + restartAttemptPeriodSeconds);
        }
        if (ignoredExitCodes.size() > MOST_CODES) {
            throw new IllegalArgumentException(
                    "ignoredExitCodes must be at most " + MOST_CODES + ", was " + ignoredExitCodes.size());
        }
        ignoredExitCodes = List.copyOf(ignoredExitCodes);
    }
}
