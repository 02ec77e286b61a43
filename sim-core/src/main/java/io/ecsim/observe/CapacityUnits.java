package io.ecsim.observe;

import io.ecsim.billing.BillItem;
import io.ecsim.billing.BillingPlan;
import java.math.BigInteger;

/**
 * The capacity units of one load balancer: of each hour the greatest of its dimensions, each averaged over the hour. Hours
 * begin with the measured time.
 */
final class CapacityUnits {

    private static final long HOUR_MICROS = 3_600_000_000L;
    private static final long HOUR_SECONDS = 3600;
    private static final BigInteger MILLIONTHS = BigInteger.valueOf(1_000_000);
    private static final BigInteger BYTES_PER_UNIT = BigInteger.valueOf(1L << 30);

    private final BillingPlan.LoadBalancer plan;
    private final long fromMicros;
    private final BigInteger requestsPerUnit;
    private final BigInteger openRequestMicrosPerUnit;
    private long hour;
    private long requests;
    private long bytes;
    private long millionths;

    CapacityUnits(BillingPlan.LoadBalancer plan, long fromMicros) {
        this.plan = plan;
        this.fromMicros = fromMicros;
        BigInteger perConnection = BigInteger.valueOf(plan.requestsPerConnection());
        this.requestsPerUnit = perConnection.multiply(BigInteger.valueOf(plan.newConnectionsPerUnit() * HOUR_SECONDS));
        this.openRequestMicrosPerUnit = perConnection
                .multiply(BigInteger.valueOf(plan.activeConnectionsPerUnit()))
                .multiply(BigInteger.valueOf(HOUR_MICROS));
    }

    BillRecorder.Key key() {
        return new BillRecorder.Key(BillItem.LOAD_BALANCER_UNITS, plan.type(), plan.nanoUsdPerUnitHour());
    }

    /** Returns whether what it sends to targets in other zones is free. */
    boolean reachesZonesFree() {
        return plan.reachesZonesFree();
    }

    void used(long moreRequests, long moreBytes, long nowMicros) {
        long hourNow = (nowMicros - fromMicros) / HOUR_MICROS;
        if (hourNow != hour) {
            close();
            hour = hourNow;
        }
        requests += moreRequests;
        bytes += moreBytes;
    }

    private void close() {
        BigInteger asked = BigInteger.valueOf(requests);
        BigInteger open = asked.multiply(BigInteger.valueOf(plan.connectionMicros()));
        millionths += share(asked, requestsPerUnit)
                .max(share(open, openRequestMicrosPerUnit))
                .max(share(BigInteger.valueOf(bytes), BYTES_PER_UNIT))
                .longValueExact();
        requests = 0;
        bytes = 0;
    }

    private static BigInteger share(BigInteger used, BigInteger perUnit) {
        return used.multiply(MILLIONTHS).divide(perUnit);
    }

    /** Returns the capacity units times hours, in millionths. */
    long finish() {
        close();
        return millionths;
    }
}
