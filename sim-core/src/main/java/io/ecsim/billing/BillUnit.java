package io.ecsim.billing;

/** In what a line of a bill is counted. Amounts are kept in whole base units, of which many make one unit. */
public enum BillUnit {
    /** Base unit: one thing for a microsecond. */
    HOUR("h", BillUnit.HOUR_MICROS),
    /** Base unit: one CPU unit for a microsecond. */
    VCPU_HOUR("vCPU-h", 1024 * BillUnit.HOUR_MICROS),
    /** Base unit: a MiB for a microsecond. */
    GB_HOUR("GB-h", 1024 * BillUnit.HOUR_MICROS),
    /** Base unit: a MiB for a microsecond. A month has 30 days, as in the worked examples of EBS's price page. */
    GB_MONTH("GB-month", 1024 * BillUnit.MONTH_MICROS),
    /** Base unit: one provisioned operation a second for a microsecond. */
    IOPS_MONTH("IOPS-month", BillUnit.MONTH_MICROS),
    /** Base unit: one provisioned MiB a second for a microsecond. */
    MIBPS_MONTH("MiB/s-month", BillUnit.MONTH_MICROS),
    /** Base unit: a millionth of a capacity unit for an hour. */
    CAPACITY_UNIT_HOUR("LCU-h", 1_000_000),
    /** Base unit: a byte. A GB of traffic is 2^30 bytes. */
    GB("GB", 1L << 30),
    /** Base unit: a billionth of a US dollar an hour for a microsecond. */
    COMMITTED_USD("USD", 1_000_000_000L * BillUnit.HOUR_MICROS);

    static final long HOUR_MICROS = 3_600_000_000L;
    static final long MONTH_MICROS = 30 * 24 * HOUR_MICROS;

    private final String symbol;
    private final long baseUnits;

    BillUnit(String symbol, long baseUnits) {
        this.symbol = symbol;
        this.baseUnits = baseUnits;
    }

    /** Returns how the unit is written. */
    public String symbol() {
        return symbol;
    }

    /** Returns how many base units make one. */
    public long baseUnits() {
        return baseUnits;
    }
}
