package io.ecsim.fargate;

import io.ecsim.agent.Seconds;
import io.ecsim.faults.SpotMarket;
import io.ecsim.random.Law;
import java.util.List;
import java.util.Optional;

/**
 * How Fargate behaves in a region. What it costs is the bill's.
 *
 * @param zones Availability Zones of the subnets that tasks may go to; empty: those of the container instances
 * @param launchBurst launches that are possible at once, on demand and on Spot each, at least 1 (R8.6)
 * @param launchesPerSecond launches that become possible each second, on demand and on Spot each, at least 1 (R8.6)
 * @param vcpuQuota vCPUs of tasks that may be there at one time, on demand and on Spot each (R8.7); 0 for no limit
 * @param provisioningSeconds law of the time from the launch of a task to the beginning of its image pull, in seconds
 * @param pullBytesPerSecondPerVcpu bytes a second that a task of 1 vCPU pulls and unpacks (section 3.5), at least 1; others
 *     in proportion, no faster than 4 vCPU
 * @param spot how Fargate Spot is interrupted; the pools are the zones
 * @param hostLifeSeconds law of the time after which AWS retires what a task runs on, in seconds (R8.10); empty: never
 * @param retirementNoticeMicros between the notice of a retirement and the stop of a task that no service replaces, in
 *     microseconds
 * @param placesPerZone tasks of one service, or of one entry of calls, that may be in a zone at one time; 0: as many as its
 *     counts allow
 */
public record FargateSettings(
        List<String> zones,
        int launchBurst,
        int launchesPerSecond,
        int vcpuQuota,
        Law provisioningSeconds,
        long pullBytesPerSecondPerVcpu,
        SpotMarket spot,
        Optional<Law> hostLifeSeconds,
        long retirementNoticeMicros,
        int placesPerZone) {

    /** Seven days, an assumption. */
    private static final long NOTICE_MICROS = 7 * 86_400_000_000L;

    /** A pool without capacity has it again after so long, unless stated. */
    private static final double RECLAIMED_SECONDS = 900;

    /**
     * The quotas of a large region, no quota of vCPUs, since AWS raises it with use. A task is provisioned in 12 to 24 s,
     * around the 18 s of the one published sample, and pulls 32.5 MB/s with 1 vCPU (section 3.5).
     */
    public static final FargateSettings DEFAULT = new FargateSettings(
            List.of(),
            100,
            20,
            0,
            new Seconds(12, 24),
            32_500_000,
            new SpotMarket(SpotMarket.USUAL_INTERRUPTIONS, SpotMarket.USUAL_SHARE, Seconds.of(RECLAIMED_SECONDS)),
            Optional.empty(),
            NOTICE_MICROS,
            0);

    public FargateSettings {
        if (launchBurst < 1 || launchesPerSecond < 1) {
            throw new IllegalArgumentException(
                    "launch quotas of Fargate must be at least 1, was " + launchBurst + " and " + launchesPerSecond);
        }
        if (vcpuQuota < 0 || placesPerZone < 0 || retirementNoticeMicros < 0) {
            throw new IllegalArgumentException("vcpuQuota, placesPerZone and the notice must be at least 0, were "
                    + vcpuQuota + ", " + placesPerZone + " and " + retirementNoticeMicros);
        }
        if (pullBytesPerSecondPerVcpu < 1) {
            throw new IllegalArgumentException(
                    "a task of 1 vCPU must pull at least 1 byte a second, was " + pullBytesPerSecondPerVcpu);
        }
        zones = List.copyOf(zones);
    }

    /** Returns these settings in other zones. */
    public FargateSettings in(List<String> others) {
        return new FargateSettings(
                others,
                launchBurst,
                launchesPerSecond,
                vcpuQuota,
                provisioningSeconds,
                pullBytesPerSecondPerVcpu,
                spot,
                hostLifeSeconds,
                retirementNoticeMicros,
                placesPerZone);
    }

    /** Returns the bytes a second that a task of so many CPU units pulls and unpacks, at least 1. */
    public long pullBytesPerSecond(int cpuUnits) {
        return Math.max(1, pullBytesPerSecondPerVcpu * Math.min(cpuUnits, 4096) / 1024);
    }
}
