package io.ecsim.fargate;

/**
 * How Fargate behaves in a region (R8.6).
 *
 * @param launchBurst launches that are possible at once, at least 1
 * @param launchesPerSecond launches that become possible each second, at least 1
 */
public record FargateSettings(int launchBurst, int launchesPerSecond) {

    /** The quotas of a large region. */
    public static final FargateSettings DEFAULT = new FargateSettings(100, 20);

    public FargateSettings {
        if (launchBurst < 1 || launchesPerSecond < 1) {
            throw new IllegalArgumentException("launch quotas of Fargate must be at least 1, was " + launchBurst
                    + " and " + launchesPerSecond);
        }
    }
}
