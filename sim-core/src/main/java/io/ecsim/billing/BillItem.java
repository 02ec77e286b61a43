package io.ecsim.billing;

/** What a line of a bill is for. */
public enum BillItem {
    EC2_ON_DEMAND("ec2OnDemand", "EC2 on demand", BillUnit.HOUR),
    EC2_SPOT("ec2Spot", "EC2 Spot", BillUnit.HOUR),
    FARGATE_VCPU("fargateVcpu", "Fargate vCPU", BillUnit.VCPU_HOUR),
    FARGATE_MEMORY("fargateMemory", "Fargate memory", BillUnit.GB_HOUR),
    FARGATE_LICENCE("fargateLicence", "Fargate licence", BillUnit.VCPU_HOUR),
    FARGATE_SPOT_VCPU("fargateSpotVcpu", "Fargate Spot vCPU", BillUnit.VCPU_HOUR),
    FARGATE_SPOT_MEMORY("fargateSpotMemory", "Fargate Spot memory", BillUnit.GB_HOUR),
    FARGATE_STORAGE("fargateStorage", "Fargate storage beyond 20 GB", BillUnit.GB_HOUR),
    SAVINGS_PLAN("savingsPlan", "Savings Plan (used)", BillUnit.COMMITTED_USD),
    SAVINGS_PLAN_UNUSED("savingsPlanUnused", "Savings Plan (unused)", BillUnit.COMMITTED_USD),
    EBS_STORAGE("ebsStorage", "EBS volumes", BillUnit.GB_MONTH),
    EBS_IOPS("ebsIops", "EBS provisioned IOPS", BillUnit.IOPS_MONTH),
    EBS_THROUGHPUT("ebsThroughput", "EBS provisioned throughput", BillUnit.MIBPS_MONTH),
    LOAD_BALANCER_HOURS("loadBalancerHours", "Load balancers", BillUnit.HOUR),
    LOAD_BALANCER_UNITS("loadBalancerUnits", "Load balancer capacity units", BillUnit.CAPACITY_UNIT_HOUR),
    NAT_HOURS("natHours", "NAT gateways", BillUnit.HOUR),
    NAT_BYTES("natBytes", "NAT gateway traffic", BillUnit.GB),
    ENDPOINT_HOURS("endpointHours", "Interface endpoints", BillUnit.HOUR),
    ENDPOINT_BYTES("endpointBytes", "Interface endpoint traffic", BillUnit.GB),
    ZONE_TRAFFIC("zoneTraffic", "Traffic between zones", BillUnit.GB),
    PUBLIC_IPV4("publicIpv4", "Public IPv4 addresses", BillUnit.HOUR);

    private final String key;
    private final String title;
    private final BillUnit unit;

    BillItem(String key, String title, BillUnit unit) {
        this.key = key;
        this.title = title;
        this.unit = unit;
    }

    /** Returns the name in result files. */
    public String key() {
        return key;
    }

    /** Returns the name in reports. */
    public String title() {
        return title;
    }

    /** Returns in what it is counted. */
    public BillUnit unit() {
        return unit;
    }

    /** Returns whether it is the time of EC2 instances. */
    public boolean isInstanceTime() {
        return this == EC2_ON_DEMAND || this == EC2_SPOT;
    }
}
