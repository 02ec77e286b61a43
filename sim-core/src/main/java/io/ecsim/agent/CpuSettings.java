package io.ecsim.agent;

import java.util.Optional;

/**
 * How the CPU of burstable hosts is treated (models.md M5).
 *
 * @param credits what happens to a host of a T type that has spent its CPU credits; absent: as its family has it when
 *     nobody says otherwise, T2 {@link Credits#STANDARD} and the others {@link Credits#UNLIMITED}
 */
public record CpuSettings(Optional<Credits> credits) {

    /** Credit specifications, as EC2 names them. */
    public enum Credits {
        /** Without credits it has its baseline only. */
        STANDARD,
        /** It goes on, and what it spends too much is charged. */
        UNLIMITED
    }

    /** As the families have it. */
    public static final CpuSettings DEFAULT = new CpuSettings(Optional.empty());
}
