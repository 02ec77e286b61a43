package io.ecsim.images;

import it.unimi.dsi.fastutil.longs.LongHeapPriorityQueue;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Max-min fair shares of what pulls go through (M10): unpack speed of the pull, network and root volume of its instance,
 * gateway of its zone, registry. Pulls from one registry onto one instance get the same. Rates are whole bytes per
 * second, rounded down, at least 1, so that sums are exact.
 *
 * <p>While what the instances alone would allow loads no gateway and no registry above its limit, each instance has its
 * shares to itself and a change there concerns no other. Else all shares are filled progressively: the level rises until a
 * bottleneck is full, whose pulls are then settled, and so on.
 */
final class Bandwidth {

    private static final int NUMBER_BITS = 22;

    private final int registries;
    private final int zones;
    private final int[] zoneOf;
    private final long unpack;
    private final long[] instanceLimits;
    private final boolean[] throughGateway;

    private final int[] pulls; // by instance and registry
    private final int[] pullsOn; // by instance
    private final long[] rates; // by instance and registry
    private final long[] alone; // by instance: the rate of its pulls if no gateway and no registry were full
    private final long[] limits; // of gateways, then registries
    private final long[] loads; // of gateways, then registries: sums of what pulls would get alone
    private int overloaded;
    private boolean shared;

    /** Instances with pulls: no step looks at the others, of which there may be many. */
    private final BitSet active = new BitSet();

    private final int[] dirty;
    private final boolean[] isDirty;
    private int dirtyCount;

    // Progressive filling: constraints are the gateways, the registries, then the instances.
    private final LongHeapPriorityQueue levels = new LongHeapPriorityQueue();
    private final long[] left;
    private final int[] unsettled;
    private final boolean[] settled;

    /**
     * Makes the shares of a fleet without pulls.
     *
     * @param zoneOf the zone of each instance, from 0
     * @param zones how many there are
     * @param taskLimits by instance: what the CPU of a task on Fargate lets through; 0 on a container instance
     */
    Bandwidth(Throughput throughput, List<Registry> sources, int[] zoneOf, int zones, long[] taskLimits) {
        this.registries = sources.size();
        this.zones = zones;
        this.zoneOf = zoneOf;
        this.unpack = throughput.unpackBytesPerSecond();
        int instances = zoneOf.length;
        instanceLimits = new long[instances];
        for (int instance = 0; instance < instances; instance++) {
            long own = throughput.instanceBytesPerSecond();
            instanceLimits[instance] = taskLimits[instance] == 0 ? own : Math.min(own, taskLimits[instance]);
        }
        throughGateway = new boolean[registries];
        pulls = new int[instances * registries];
        pullsOn = new int[instances];
        rates = new long[instances * registries];
        alone = new long[instances];
        limits = new long[zones + registries];
        loads = new long[zones + registries];
        Arrays.fill(limits, 0, zones, limit(throughput.zoneGatewayBytesPerSecond()));
        for (int registry = 0; registry < registries; registry++) {
            throughGateway[registry] = sources.get(registry).outsideVpc();
            limits[zones + registry] = limit(sources.get(registry).bytesPerSecond());
        }
        dirty = new int[instances];
        isDirty = new boolean[instances];
        left = new long[zones + registries + instances];
        unsettled = new int[zones + registries + instances];
        settled = new boolean[instances * registries];
        if (left.length > 1 << NUMBER_BITS) {
            throw new IllegalArgumentException("at most " + (1 << NUMBER_BITS) + " instances, zones and registries");
        }
    }

    private static long limit(long bytesPerSecond) {
        return bytesPerSecond == Throughput.UNLIMITED ? Long.MAX_VALUE : bytesPerSecond;
    }

    /** A registry sends so much from now on. */
    void limitRegistry(int registry, long bytesPerSecond) {
        int link = zones + registry;
        overloaded -= loads[link] > limits[link] ? 1 : 0;
        limits[link] = limit(bytesPerSecond);
        overloaded += loads[link] > limits[link] ? 1 : 0;
    }

    /** A pull begins to receive. */
    void enter(int instance, int registry) {
        change(instance, registry, 1);
    }

    /** A pull receives no longer. */
    void leave(int instance, int registry) {
        change(instance, registry, -1);
    }

    private void change(int instance, int registry, int by) {
        load(instance, -1);
        pulls[instance * registries + registry] += by;
        pullsOn[instance] += by;
        active.set(instance, pullsOn[instance] > 0);
        alone[instance] =
                pullsOn[instance] == 0 ? 0 : Math.min(unpack, fair(instanceLimits[instance], pullsOn[instance]));
        load(instance, 1);
        if (!isDirty[instance]) {
            isDirty[instance] = true;
            dirty[dirtyCount++] = instance;
        }
    }

    private static long fair(long amount, int among) {
        return Math.max(1, amount / among);
    }

    private void load(int instance, int sign) {
        for (int registry = 0; registry < registries; registry++) {
            long load = sign * alone[instance] * pulls[instance * registries + registry];
            if (load != 0) {
                load(zones + registry, load);
                if (throughGateway[registry]) {
                    load(zoneOf[instance], load);
                }
            }
        }
    }

    private void load(int link, long by) {
        boolean before = loads[link] > limits[link];
        loads[link] += by;
        boolean after = loads[link] > limits[link];
        overloaded += (after ? 1 : 0) - (before ? 1 : 0);
    }

    /** Returns the rate of each pull from a registry onto an instance in bytes per second, as of the last settlement. */
    long rate(int instance, int registry) {
        return rates[instance * registries + registry];
    }

    /** Settles the shares after changes; tells each instance where a rate may have changed, once. */
    void settle(IntConsumer concerned) {
        boolean before = shared;
        shared = overloaded > 0;
        if (shared) {
            fill();
        }
        if (shared || before) {
            BitSet all = (BitSet) active.clone();
            for (int i = 0; i < dirtyCount; i++) {
                all.set(dirty[i]);
            }
            all.stream().forEach(instance -> tell(instance, concerned));
        } else {
            for (int i = 0; i < dirtyCount; i++) {
                tell(dirty[i], concerned);
            }
        }
        dirtyCount = 0;
    }

    private void tell(int instance, IntConsumer concerned) {
        isDirty[instance] = false;
        if (!shared) {
            Arrays.fill(rates, instance * registries, (instance + 1) * registries, alone[instance]);
        }
        concerned.accept(instance);
    }

    private void fill() {
        begin();
        while (!levels.isEmpty()) {
            long first = levels.dequeueLong();
            int constraint = (int) first & ((1 << NUMBER_BITS) - 1);
            if (unsettled[constraint] == 0) {
                continue;
            }
            long level = level(constraint);
            if (level > first >>> NUMBER_BITS) {
                enqueue(constraint); // others of its pulls were settled below its level of then
            } else {
                settleThrough(constraint, level);
            }
        }
    }

    private void begin() {
        Arrays.fill(unsettled, 0, limits.length, 0);
        System.arraycopy(limits, 0, left, 0, limits.length);
        for (int instance = active.nextSetBit(0); instance >= 0; instance = active.nextSetBit(instance + 1)) {
            Arrays.fill(settled, instance * registries, (instance + 1) * registries, false);
            left[limits.length + instance] = instanceLimits[instance];
            unsettled[limits.length + instance] = pullsOn[instance];
            for (int registry = 0; registry < registries; registry++) {
                int count = pulls[instance * registries + registry];
                unsettled[zones + registry] += count;
                if (throughGateway[registry]) {
                    unsettled[zoneOf[instance]] += count;
                }
            }
        }
        levels.clear();
        for (int link = 0; link < limits.length; link++) {
            if (unsettled[link] > 0) {
                enqueue(link);
            }
        }
        active.stream().forEach(instance -> enqueue(limits.length + instance));
    }

    private void enqueue(int constraint) {
        levels.enqueue(level(constraint) << NUMBER_BITS | constraint);
    }

    private long level(int constraint) {
        return Math.min(unpack, fair(left[constraint], unsettled[constraint]));
    }

    /** A constraint is full, or what is left of its pulls cannot go faster: they get the level. */
    private void settleThrough(int constraint, long level) {
        if (constraint >= limits.length) {
            for (int registry = 0; registry < registries; registry++) {
                settlePulls(constraint - limits.length, registry, level);
            }
            return;
        }
        for (int instance = active.nextSetBit(0); instance >= 0; instance = active.nextSetBit(instance + 1)) {
            if (constraint >= zones) {
                settlePulls(instance, constraint - zones, level);
            } else if (zoneOf[instance] == constraint) {
                for (int registry = 0; registry < registries; registry++) {
                    if (throughGateway[registry]) {
                        settlePulls(instance, registry, level);
                    }
                }
            }
        }
    }

    private void settlePulls(int instance, int registry, long level) {
        int bundle = instance * registries + registry;
        int count = pulls[bundle];
        if (count == 0 || settled[bundle]) {
            return;
        }
        settled[bundle] = true;
        rates[bundle] = level;
        take(limits.length + instance, level, count);
        take(zones + registry, level, count);
        if (throughGateway[registry]) {
            take(zoneOf[instance], level, count);
        }
    }

    private void take(int constraint, long level, int count) {
        left[constraint] -= level * count;
        unsettled[constraint] -= count;
    }
}
