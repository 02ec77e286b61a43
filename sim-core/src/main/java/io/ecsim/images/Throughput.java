package io.ecsim.images;

/**
 * What limits the bytes of pulls, in bytes per second; {@link #UNLIMITED} is no limit.
 *
 * @param unpackBytesPerSecond of one pull: compressed bytes taken in and unpacked (section 3.5)
 * @param networkBytesPerSecond into one instance, by all its pulls
 * @param rootVolumeBytesPerSecond onto the root volume of one instance, by all its pulls
 * @param zoneGatewayBytesPerSecond through the NAT gateway or endpoint of one zone, by all pulls there from outside the VPC
 */
public record Throughput(
        long unpackBytesPerSecond,
        long networkBytesPerSecond,
        long rootVolumeBytesPerSecond,
        long zoneGatewayBytesPerSecond) {

    /** No limit: 1 TB/s, which nothing here reaches. */
    public static final long UNLIMITED = 1_000_000_000_000L;

    /** 60 MB/s a pull (section 3.5), a network of 10 Gbit/s, a gp3 volume as it comes, no limit in the zone. */
    public static final Throughput DEFAULT = new Throughput(60_000_000, 1_250_000_000, 125_000_000, UNLIMITED);

    public Throughput {
        check("unpack speed", unpackBytesPerSecond);
        check("network throughput", networkBytesPerSecond);
        check("root volume throughput", rootVolumeBytesPerSecond);
        check("throughput of a zone's gateway", zoneGatewayBytesPerSecond);
    }

    static void check(String what, long bytesPerSecond) {
        if (bytesPerSecond < 1 || bytesPerSecond > UNLIMITED) {
            throw new IllegalArgumentException(
                    what + " must be 1 to " + UNLIMITED + " bytes per second, was " + bytesPerSecond);
        }
    }

    /** Returns what all pulls of one instance get at most. */
    long instanceBytesPerSecond() {
        return Math.min(networkBytesPerSecond, rootVolumeBytesPerSecond);
    }
}
