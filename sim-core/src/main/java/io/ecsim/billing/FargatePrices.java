package io.ecsim.billing;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Prices of Fargate in a region.
 *
 * @param rates by platform; a task on a platform that is not there cannot be billed
 * @param storageNanoUsdPerGbHour of ephemeral storage beyond 20 GB, in billionths of a US dollar
 */
public record FargatePrices(Map<FargatePlatform, Rate> rates, long storageNanoUsdPerGbHour) {

    /** Linux and x86 in us-east-1, with Fargate Spot at 30 % of it (R8.3, R8.5). */
    public static final FargatePrices US_EAST_1 = new FargatePrices(
            Map.of(FargatePlatform.LINUX_X86_64, new Rate(40_480_000, 4_445_000, 0, 12_144_000, 1_333_500)), 111_000);

    public FargatePrices {
        rates = rates.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(rates));
        if (storageNanoUsdPerGbHour < 0) {
            throw new IllegalArgumentException("a price must be at least 0, was " + storageNanoUsdPerGbHour);
        }
    }

    /**
     * Prices of one platform, in billionths of a US dollar.
     *
     * @param nanoUsdPerVcpuHour of a vCPU
     * @param nanoUsdPerGbHour of a GB of memory
     * @param licenceNanoUsdPerVcpuHour of the operating system's licence, for each vCPU
     * @param spotNanoUsdPerVcpuHour of a vCPU on Fargate Spot; 0 where there is none
     * @param spotNanoUsdPerGbHour of a GB of memory on Fargate Spot; 0 where there is none
     */
    public record Rate(
            long nanoUsdPerVcpuHour,
            long nanoUsdPerGbHour,
            long licenceNanoUsdPerVcpuHour,
            long spotNanoUsdPerVcpuHour,
            long spotNanoUsdPerGbHour) {

        public Rate {
            if (nanoUsdPerVcpuHour < 0
                    || nanoUsdPerGbHour < 0
                    || licenceNanoUsdPerVcpuHour < 0
                    || spotNanoUsdPerVcpuHour < 0
                    || spotNanoUsdPerGbHour < 0) {
                throw new IllegalArgumentException("a price must be at least 0, was " + this);
            }
        }
    }

    /** Returns the prices of a platform. */
    public Rate rate(FargatePlatform platform) {
        Rate rate = rates.get(platform);
        if (rate == null) {
            throw new IllegalArgumentException("Fargate has no price for " + platform.title());
        }
        return rate;
    }
}
