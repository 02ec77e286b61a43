package io.ecsim.workloads.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The parts of the catalogue of prices: one file each, and one field each in a file of prices of one's own. */
public enum PriceKind {
    EC2("ec2", "EC2 on demand", "ec2-instance-types.csv"),
    EC2_SPOT("ec2Spot", "EC2 Spot", "ec2-spot.csv"),
    FARGATE("fargate", "Fargate", "fargate.csv"),
    EBS("ebs", "EBS", "ebs.csv"),
    LOAD_BALANCERS("loadBalancers", "Load balancers", "load-balancers.csv"),
    NETWORK("network", "Network", "network.csv");

    private final String key;
    private final String title;
    private final String resource;

    PriceKind(String key, String title, String resource) {
        this.key = key;
        this.title = title;
        this.resource = resource;
    }

    /** Returns the field of a file of prices. */
    public String key() {
        return key;
    }

    /** Returns the name for reading. */
    public String title() {
        return title;
    }

    String resource() {
        return resource;
    }

    /** Returns whether its names are those of instance types. */
    public boolean isOfInstances() {
        return this == EC2 || this == EC2_SPOT;
    }

    /** Returns the kind of that key. */
    public static Optional<PriceKind> ofKey(String key) {
        return Arrays.stream(values()).filter(kind -> kind.key.equals(key)).findFirst();
    }

    /** Returns all keys. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(PriceKind::key).toList();
    }
}
