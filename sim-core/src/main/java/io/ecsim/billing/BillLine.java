package io.ecsim.billing;

import java.math.BigInteger;

/**
 * One line of a bill. Quantity and price are whole numbers; they are divided only to be shown.
 *
 * @param item what it is for
 * @param detail which of them: an instance type, a platform of Fargate, a type of volume; empty where there is one kind
 * @param nanoUsdPerUnit price of a unit, in billionths of a US dollar, at least 0
 * @param baseUnits the quantity in base units of the item's unit, at least 0
 */
public record BillLine(BillItem item, String detail, long nanoUsdPerUnit, BigInteger baseUnits) {

    private static final double NANO = 1e9;

    public BillLine {
        if (nanoUsdPerUnit < 0 || baseUnits.signum() < 0) {
            throw new IllegalArgumentException(item.key() + " has a price of " + nanoUsdPerUnit + " and a quantity of "
                    + baseUnits + ", must be at least 0");
        }
    }

    /** Returns this line with so many base units less. */
    public BillLine without(BigInteger coveredBaseUnits) {
        return new BillLine(item, detail, nanoUsdPerUnit, baseUnits.subtract(coveredBaseUnits));
    }

    /** Returns the quantity in the item's unit. */
    public double quantity() {
        return baseUnits.doubleValue() / item.unit().baseUnits();
    }

    /** Returns the price of a unit in US dollars. */
    public double usdPerUnit() {
        return nanoUsdPerUnit / NANO;
    }

    /** Returns the amount in US dollars. */
    public double usd() {
        return baseUnits.multiply(BigInteger.valueOf(nanoUsdPerUnit)).doubleValue()
                / item.unit().baseUnits()
                / NANO;
    }
}
