package io.ecsim.autoscaling;

import java.util.List;

/**
 * An EC2 Auto Scaling group whose machines register with one ECS cluster.
 *
 * @param name unique in the world
 * @param options what it launches: the first that has capacity, On-Demand and Spot options each in their order
 * @param minSize least desired capacity, at least 0
 * @param maxSize greatest desired capacity, at least 1 and the least
 * @param desiredCapacity machines that are there at time 0
 * @param onDemandBaseCapacity machines that are On-Demand before any is Spot, at least 0
 * @param onDemandPercentageAboveBase share of On-Demand among the others in percent, 0 to 100
 * @param spotPools over how many of its Spot options, from the first, Spot machines are spread evenly, at least 1
 * @param newInstancesProtected whether machines are protected from scale-in when they are launched
 * @param timings how long its machines take
 */
public record AutoScalingGroup(
        String name,
        List<LaunchOption> options,
        int minSize,
        int maxSize,
        int desiredCapacity,
        int onDemandBaseCapacity,
        int onDemandPercentageAboveBase,
        int spotPools,
        boolean newInstancesProtected,
        GroupTimings timings) {

    private static final int PERCENT = 100;

    public AutoScalingGroup {
        if (name.isEmpty() || options.isEmpty()) {
            throw new IllegalArgumentException("an Auto Scaling group needs a name and something to launch");
        }
        if (minSize < 0 || maxSize < Math.max(1, minSize)) {
            throw new IllegalArgumentException("an Auto Scaling group needs 0 <= minSize <= maxSize and a maxSize of at"
                    + " least 1, was " + minSize + " and " + maxSize);
        }
        if (desiredCapacity < minSize || desiredCapacity > maxSize) {
            throw new IllegalArgumentException(
                    "desiredCapacity must be " + minSize + " to " + maxSize + ", was " + desiredCapacity);
        }
        if (onDemandBaseCapacity < 0) {
            throw new IllegalArgumentException("onDemandBaseCapacity must be at least 0, was " + onDemandBaseCapacity);
        }
        if (onDemandPercentageAboveBase < 0 || onDemandPercentageAboveBase > PERCENT) {
            throw new IllegalArgumentException(
                    "onDemandPercentageAboveBase must be 0 to 100, was " + onDemandPercentageAboveBase);
        }
        if (spotPools < 1) {
            throw new IllegalArgumentException("spotPools must be at least 1, was " + spotPools);
        }
        options = List.copyOf(options);
        boolean needsOnDemand = onDemandBaseCapacity > 0 || onDemandPercentageAboveBase > 0;
        boolean needsSpot = onDemandPercentageAboveBase < PERCENT;
        if (needsOnDemand && options.stream().allMatch(LaunchOption::spot)
                || needsSpot && options.stream().noneMatch(LaunchOption::spot)) {
            throw new IllegalArgumentException(name + " has no option to launch part of its machines");
        }
    }

    /** Makes a group of On-Demand machines of one kind. */
    public static AutoScalingGroup of(
            String name, String pool, int minSize, int maxSize, int desiredCapacity, GroupTimings timings) {
        return new AutoScalingGroup(
                name,
                List.of(LaunchOption.onDemand(pool)),
                minSize,
                maxSize,
                desiredCapacity,
                0,
                PERCENT,
                1,
                false,
                timings);
    }

    /** Returns how many of that many machines are On-Demand; the share above the base is rounded up. */
    int onDemandOf(int machines) {
        int above = Math.max(0, machines - onDemandBaseCapacity);
        int share = (int) (((long) above * onDemandPercentageAboveBase + PERCENT - 1) / PERCENT);
        return Math.min(machines, onDemandBaseCapacity) + share;
    }

    /** Returns by how many machines the group may exceed its maximum while it moves some between zones (R5.29). */
    public int margin() {
        return Math.max(1, maxSize / 10);
    }
}
