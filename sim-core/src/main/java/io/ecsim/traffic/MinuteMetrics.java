package io.ecsim.traffic;

import java.util.OptionalDouble;

/** What CloudWatch knows of the last full minute of a service (R2.28, R6.2). */
final class MinuteMetrics {

    private static final double SECONDS_PER_MINUTE = 60;

    private final RequestLedger ledger;
    private double workSeconds;
    private double reservedVcpuSeconds;
    private double targetSeconds;
    private double reached;
    private long closedMicros;
    private double cpuPercent = Double.NaN;
    private double requestsPerTarget = Double.NaN;

    MinuteMetrics(RequestLedger ledger) {
        this.ledger = ledger;
    }

    /** A minute has ended; nothing happens where that is known. */
    void close(long nowMicros) {
        if (nowMicros == closedMicros) {
            return;
        }
        closedMicros = nowMicros;
        double reserved = ledger.reservedVcpuSeconds - reservedVcpuSeconds;
        cpuPercent = reserved > 0 ? 100 * (ledger.workSeconds - workSeconds) / reserved : Double.NaN;
        double targets = (ledger.targetSeconds - targetSeconds) / SECONDS_PER_MINUTE;
        requestsPerTarget = targets > 0 ? (ledger.reached() - reached) / targets : Double.NaN;
        begin();
    }

    /** A minute begins, and the ledger may have been reset. */
    void begin() {
        workSeconds = ledger.workSeconds;
        reservedVcpuSeconds = ledger.reservedVcpuSeconds;
        targetSeconds = ledger.targetSeconds;
        reached = ledger.reached();
    }

    /** Returns the CPU used, in percent of what is reserved; empty where nothing is. */
    OptionalDouble cpuPercent() {
        return known(cpuPercent);
    }

    /** Returns the tries that reached a target, a target; empty where there was none. */
    OptionalDouble requestsPerTarget() {
        return known(requestsPerTarget);
    }

    private static OptionalDouble known(double value) {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
