package io.ecsim.services;

/**
 * A call of UpdateTaskProtection on tasks of a service (R1.67). A simulated caller knows no task ids: it names how many,
 * and means those that have been RUNNING longest and are not protected, or, to lift, those protected longest.
 *
 * @param atMicros when, in microseconds of simulated time
 * @param tasks how many, 1 to 10 in a call
 * @param protectionEnabled whether they become protected or stop being so
 * @param expiresInMinutes how long, 1 to 2,880; of no meaning when protection is lifted
 */
public record UpdateTaskProtection(long atMicros, int tasks, boolean protectionEnabled, int expiresInMinutes) {

    /** How long tasks are protected where nothing is stated. */
    public static final int DEFAULT_MINUTES = 120;

    /** The longest protection. */
    public static final int MOST_MINUTES = 2880;

    /** Tasks of a call. */
    public static final int MOST_TASKS = 10;

    public UpdateTaskProtection {
        if (atMicros < 0) {
            throw new IllegalArgumentException("protection is updated at 0 or later, was " + atMicros);
        }
        if (tasks < 1 || tasks > MOST_TASKS) {
            throw new IllegalArgumentException("a call protects 1 to " + MOST_TASKS + " tasks, was " + tasks);
        }
        requireMinutes(expiresInMinutes);
    }

    /** Returns a call that protects tasks for as long as ECS does where nothing is stated. */
    public static UpdateTaskProtection protect(long atMicros, int tasks) {
        return new UpdateTaskProtection(atMicros, tasks, true, DEFAULT_MINUTES);
    }

    static void requireMinutes(int minutes) {
        if (minutes < 1 || minutes > MOST_MINUTES) {
            throw new IllegalArgumentException("expiresInMinutes must be 1 to " + MOST_MINUTES + ", was " + minutes);
        }
    }
}
