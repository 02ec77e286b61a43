package io.ecsim.observe;

/**
 * A quantity sampled over the run.
 *
 * @param key such as {@code allocatedCpu} or {@code tasks:us-east-1a}
 * @param unit unit of the values
 * @param timeMicros sample times in microseconds, ascending
 * @param values one value a sample
 */
public record Series(String key, String unit, long[] timeMicros, double[] values) {

    public Series {
        if (timeMicros.length != values.length) {
            throw new IllegalArgumentException(
                    key + " has " + timeMicros.length + " times and " + values.length + " values");
        }
        timeMicros = timeMicros.clone();
        values = values.clone();
    }

    @Override
    public long[] timeMicros() {
        return timeMicros.clone();
    }

    @Override
    public double[] values() {
        return values.clone();
    }
}
