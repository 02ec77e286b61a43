package io.ecsim.agent;

import java.util.List;
import java.util.Optional;

/**
 * What an instance type of the T families earns: one CPU credit is a vCPU for a minute. A host earns what its baseline would
 * spend, and keeps what it earns in a day. Figures as EC2 documents them.
 *
 * @param baselineMicroVcpu its baseline, in millionths of a vCPU
 * @param launchCredits what it begins with
 * @param unlimited whether it may spend more than it has unless somebody says otherwise
 */
record Burstable(long baselineMicroVcpu, int launchCredits, boolean unlimited) {

    /** A credit, in millionths of a vCPU times microseconds. */
    static final long CREDIT = HostCpu.MICRO_VCPU * 60_000_000;

    private static final int DAY_MINUTES = 24 * 60;

    /** Sizes, and by size the baseline of the whole instance in percent of a vCPU and its vCPUs. */
    private static final List<String> SIZES = List.of("nano", "micro", "small", "medium", "large", "xlarge", "2xlarge");

    private static final int[] T2_BASELINES = {5, 10, 20, 40, 60, 90, 136};
    private static final int[] T2_VCPUS = {1, 1, 1, 2, 2, 4, 8};
    private static final int[] LATER_BASELINES = {10, 20, 40, 40, 60, 160, 320};

    private static final long MICRO_VCPU_PER_PERCENT = 10_000;
    private static final int T2_LAUNCH_CREDITS_PER_VCPU = 30;

    /** Returns what a type earns; empty where it is not one that bursts. */
    static Optional<Burstable> of(String instanceType) {
        int dot = instanceType.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        String family = instanceType.substring(0, dot);
        boolean first = family.equals("t2");
        if (!first && !family.equals("t3") && !family.equals("t3a") && !family.equals("t4g")) {
            return Optional.empty();
        }
        int size = SIZES.indexOf(instanceType.substring(dot + 1));
        if (size < 0) {
            return Optional.empty();
        }
        int baseline = (first ? T2_BASELINES : LATER_BASELINES)[size];
        int launchCredits = first ? T2_LAUNCH_CREDITS_PER_VCPU * T2_VCPUS[size] : 0;
        return Optional.of(new Burstable(baseline * MICRO_VCPU_PER_PERCENT, launchCredits, !first));
    }

    /** Returns what it can keep, in millionths of a vCPU times microseconds. */
    long most() {
        return baselineMicroVcpu * 60_000_000 * DAY_MINUTES;
    }
}
