package io.ecsim.architecture;

import java.util.List;

/** The modules of the house and the packages that each of them owns. */
public enum Room {
    SIM_CORE(
            "engine",
            "random",
            "naming",
            "model",
            "billing",
            "workload",
            "cluster",
            "placement",
            "images",
            "agent",
            "services",
            "schedules",
            "autoscaling",
            "capacity",
            "fargate",
            "cloudwatch",
            "traffic",
            "servicescaling",
            "controlplane",
            "faults",
            "observe"),
    SCHEDULERS("schedulers"),
    WORKLOADS("workloads"),
    REPORTS("reports"),
    EXPERIMENTS("experiments"),
    SPARK("spark"),
    CLI("cli"),
    BENCHMARKS("benchmarks");

    static final String ROOT = "io.ecsim.";

    private final List<String> packages;

    Room(String... packages) {
        this.packages = List.of(packages);
    }

    /** Returns the full names of the room's packages; the packages below them belong to it too. */
    String[] packages() {
        return packages.stream().map(ROOT::concat).toArray(String[]::new);
    }

    /** Says whether what the room computes must be the same on every machine, bit by bit. */
    boolean simulates() {
        return this == SIM_CORE || this == SCHEDULERS || this == WORKLOADS;
    }

    /** Says whether the room may print, end the process and read the wall clock. */
    boolean speaks() {
        return this == CLI || this == BENCHMARKS;
    }
}
