package io.ecsim.billing;

import java.util.List;
import java.util.Optional;

/**
 * What a run's bill counts beside the time of instances, and at which prices. All prices are in billionths of a US dollar.
 *
 * @param fargate prices of Fargate
 * @param volumes the volumes of every EC2 instance, its root volume first
 * @param standing what costs by the hour whatever happens: load balancers, NAT gateways, endpoints
 * @param loadBalancers whose requests are counted
 * @param traffic prices of bytes
 * @param instanceAddressNanoUsdPerHour of a public IPv4 address of every EC2 instance; 0 where they have none
 * @param taskAddressNanoUsdPerHour of a public IPv4 address of every task on Fargate; 0 where they have none
 * @param savingsPlan what was committed to
 */
public record BillingPlan(
        FargatePrices fargate,
        List<Volume> volumes,
        List<Standing> standing,
        List<LoadBalancer> loadBalancers,
        Traffic traffic,
        long instanceAddressNanoUsdPerHour,
        long taskAddressNanoUsdPerHour,
        Optional<SavingsPlan> savingsPlan) {

    /** The time of instances and Fargate at the prices of us-east-1. */
    public static final BillingPlan DEFAULT = of(FargatePrices.US_EAST_1);

    /** The time of instances and Fargate. */
    public static BillingPlan of(FargatePrices fargate) {
        return new BillingPlan(fargate, List.of(), List.of(), List.of(), Traffic.FREE, 0, 0, Optional.empty());
    }

    public BillingPlan {
        volumes = List.copyOf(volumes);
        standing = List.copyOf(standing);
        loadBalancers = List.copyOf(loadBalancers);
        NanoUsd.require(instanceAddressNanoUsdPerHour, taskAddressNanoUsdPerHour);
    }

    /**
     * A volume of every EC2 instance, billed while the instance is.
     *
     * @param type such as gp3
     * @param sizeGiB at least 1
     * @param nanoUsdPerGbMonth price of storage
     * @param iops provisioned operations a second that are charged, at least 0
     * @param nanoUsdPerIopsMonth price of these
     * @param throughputMiBps provisioned MiB a second that are charged, at least 0
     * @param nanoUsdPerMiBpsMonth price of these
     */
    public record Volume(
            String type,
            int sizeGiB,
            long nanoUsdPerGbMonth,
            int iops,
            long nanoUsdPerIopsMonth,
            int throughputMiBps,
            long nanoUsdPerMiBpsMonth) {

        public Volume {
            if (sizeGiB < 1 || iops < 0 || throughputMiBps < 0) {
                throw new IllegalArgumentException("a volume has at least 1 GiB, 0 IOPS and 0 MiB/s, was " + sizeGiB
                        + ", " + iops + " and " + throughputMiBps);
            }
            NanoUsd.require(nanoUsdPerGbMonth, nanoUsdPerIopsMonth, nanoUsdPerMiBpsMonth);
        }
    }

    /**
     * Things that cost by the hour from the beginning to the end.
     *
     * @param item what they are
     * @param detail which of them
     * @param count how many, at least 1
     * @param nanoUsdPerHour price of one
     */
    public record Standing(BillItem item, String detail, int count, long nanoUsdPerHour) {

        public Standing {
            if (count < 1) {
                throw new IllegalArgumentException(item.key() + " must be at least 1, was " + count);
            }
            if (item.unit() != BillUnit.HOUR) {
                throw new IllegalArgumentException(item.key() + " does not cost by the hour");
            }
            NanoUsd.require(nanoUsdPerHour);
        }
    }

    /**
     * A load balancer whose capacity units are counted: of each hour the greatest of new connections (25 a second make a
     * unit), active connections (3,000) and bytes (1 GB an hour), averaged over the hour.
     *
     * @param type as in reports
     * @param services positions of the services behind it
     * @param newConnectionsPerUnit new connections a second that make a unit
     * @param activeConnectionsPerUnit active connections that make a unit
     * @param requestsPerConnection requests that come through one connection, at least 1
     * @param connectionMicros how long a connection is open, in microseconds
     * @param nanoUsdPerUnitHour price of a unit
     * @param reachesZonesFree whether bytes between it and targets in other zones are free, as those of application load
     *     balancers are
     */
    public record LoadBalancer(
            String type,
            List<Integer> services,
            int newConnectionsPerUnit,
            int activeConnectionsPerUnit,
            int requestsPerConnection,
            long connectionMicros,
            long nanoUsdPerUnitHour,
            boolean reachesZonesFree) {

        public LoadBalancer {
            services = List.copyOf(services);
            if (newConnectionsPerUnit < 1 || activeConnectionsPerUnit < 1 || requestsPerConnection < 1) {
                throw new IllegalArgumentException("connections and requests of a load balancer must be at least 1");
            }
            if (connectionMicros < 0) {
                throw new IllegalArgumentException("connectionMicros must be at least 0, was " + connectionMicros);
            }
            NanoUsd.require(nanoUsdPerUnitHour);
        }
    }

    /** Through what image pulls go. */
    public enum PullRoute {
        /** Nothing that costs by the byte: a gateway endpoint, an internet gateway. */
        FREE,
        NAT_GATEWAY,
        INTERFACE_ENDPOINT
    }

    /**
     * Prices of bytes; 0 where they are not counted.
     *
     * @param zoneNanoUsdPerGb of a GB out of or into a zone, each way
     * @param natNanoUsdPerGb of a GB through a NAT gateway
     * @param endpointNanoUsdPerGb of a GB through an interface endpoint
     * @param pulls through what image pulls go
     */
    public record Traffic(long zoneNanoUsdPerGb, long natNanoUsdPerGb, long endpointNanoUsdPerGb, PullRoute pulls) {

        /** Nothing is counted. */
        public static final Traffic FREE = new Traffic(0, 0, 0, PullRoute.FREE);

        public Traffic {
            NanoUsd.require(zoneNanoUsdPerGb, natNanoUsdPerGb, endpointNanoUsdPerGb);
        }
    }

    /**
     * A Compute Savings Plan: each hour, use up to the commitment is charged at lower rates; what of the commitment is not
     * used is charged too. Spot is not covered. The use with the greatest discount is covered first.
     *
     * @param nanoUsdPerHour the commitment
     * @param instancePermille what covered EC2 instances cost, in thousandths of the price on demand, 1 to 1000
     * @param fargatePermille what covered Fargate costs, in thousandths of the price on demand, 1 to 1000
     */
    public record SavingsPlan(long nanoUsdPerHour, int instancePermille, int fargatePermille) {

        public SavingsPlan {
            NanoUsd.require(nanoUsdPerHour);
            if (instancePermille < 1 || instancePermille > 1000 || fargatePermille < 1 || fargatePermille > 1000) {
                throw new IllegalArgumentException("rates of a Savings Plan must be 1 to 1000 thousandths, were "
                        + instancePermille + " and " + fargatePermille);
            }
        }
    }
}
