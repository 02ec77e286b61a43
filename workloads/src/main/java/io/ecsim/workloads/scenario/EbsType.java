package io.ecsim.workloads.scenario;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Types of EBS volumes: what of their speed is free, and up to where the catalogue has prices. */
enum EbsType {
    GP3("gp3", 3_000, 16_000, 125, 1_000),
    GP2("gp2", 0, 0, 0, 0),
    IO1("io1", 0, 64_000, 0, 0),
    /** Beyond 32,000 IOPS, a lower price counts that the catalogue does not have. */
    IO2("io2", 0, 32_000, 0, 0),
    ST1("st1", 0, 0, 0, 0),
    SC1("sc1", 0, 0, 0, 0);

    private final String key;
    private final int freeIops;
    private final int mostIops;
    private final int freeThroughput;
    private final int mostThroughput;

    EbsType(String key, int freeIops, int mostIops, int freeThroughput, int mostThroughput) {
        this.key = key;
        this.freeIops = freeIops;
        this.mostIops = mostIops;
        this.freeThroughput = freeThroughput;
        this.mostThroughput = mostThroughput;
    }

    static Map<String, EbsType> byName() {
        Map<String, EbsType> names = new LinkedHashMap<>();
        Arrays.stream(values()).forEach(type -> names.put(type.key, type));
        return names;
    }

    String key() {
        return key;
    }

    /** Returns the operations a second that come with a volume. */
    int freeIops() {
        return freeIops;
    }

    int mostIops() {
        return mostIops;
    }

    /** Returns the MiB a second that come with a volume. */
    int freeThroughput() {
        return freeThroughput;
    }

    int mostThroughput() {
        return mostThroughput;
    }
}
