package io.ecsim.images;

import java.util.Map;
import java.util.TreeMap;

/** Where one registry answers requests: when it is out, and how many pulls it still allows to whom. */
final class RegistryDesk {

    private final Registry registry;
    private final Map<Integer, Allowance> allowances = new TreeMap<>();
    private int nextOutage;

    RegistryDesk(Registry registry) {
        this.registry = registry;
    }

    Registry registry() {
        return registry;
    }

    /** Returns whether the registry is out; time never goes back. */
    boolean out(long nowMicros) {
        skipPast(nowMicros);
        return nextOutage < registry.outages().size()
                && registry.outages().get(nextOutage).atMicros() <= nowMicros;
    }

    /** Returns when the outage of now ends. */
    long outageEnd() {
        return registry.outages().get(nextOutage).endMicros();
    }

    /** Returns when the registry next goes out or comes back, or {@link Long#MAX_VALUE}. */
    long nextTurn(long nowMicros) {
        if (out(nowMicros)) {
            return outageEnd();
        }
        return nextOutage < registry.outages().size()
                ? registry.outages().get(nextOutage).atMicros()
                : Long.MAX_VALUE;
    }

    private void skipPast(long nowMicros) {
        while (nextOutage < registry.outages().size()
                && registry.outages().get(nextOutage).endMicros() <= nowMicros) {
            nextOutage++;
        }
    }

    /** Counts one pull; false when the limit is reached, and nothing is counted. */
    boolean admits(int source, long nowMicros) {
        if (registry.rateLimit().isEmpty()) {
            return true;
        }
        RateLimit limit = registry.rateLimit().get();
        int payer = limit.scope() == RateLimit.Scope.REGISTRY ? 0 : source;
        return allowances.computeIfAbsent(payer, key -> allowance(limit)).take(nowMicros);
    }

    private static Allowance allowance(RateLimit limit) {
        return limit.refill() == RateLimit.Refill.WINDOW ? new Window(limit) : new Bucket(limit);
    }

    /** What one source may still pull. */
    private interface Allowance {
        boolean take(long nowMicros);
    }

    /** The times of the last pulls, as many as the limit allows; the oldest must have left the window. */
    private static final class Window implements Allowance {

        private final long[] last;
        private final long perMicros;
        private int taken;

        Window(RateLimit limit) {
            last = new long[limit.pulls()];
            perMicros = limit.perMicros();
        }

        @Override
        public boolean take(long nowMicros) {
            int slot = taken % last.length;
            if (taken >= last.length && nowMicros - last[slot] < perMicros) {
                return false;
            }
            last[slot] = nowMicros;
            taken = taken + 1 < 2 * last.length ? taken + 1 : last.length;
            return true;
        }
    }

    /** A token bucket, in token-microseconds so that it is exact. */
    private static final class Bucket implements Allowance {

        private final long perMicros;
        private final int pulls;
        private long spentMicros; // spent pulls x perMicros, less what has come back
        private long asOfMicros;

        Bucket(RateLimit limit) {
            pulls = limit.pulls();
            perMicros = limit.perMicros();
        }

        @Override
        public boolean take(long nowMicros) {
            // In perMicros, `pulls` tokens come back, so in dt: dt x pulls / perMicros tokens.
            long back = Math.multiplyExact(Math.min(nowMicros - asOfMicros, perMicros), (long) pulls);
            spentMicros = Math.max(0, spentMicros - back);
            asOfMicros = nowMicros;
            if (spentMicros + perMicros > Math.multiplyExact(perMicros, (long) pulls)) {
                return false;
            }
            spentMicros += perMicros;
            return true;
        }
    }
}
