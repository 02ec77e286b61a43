package io.ecsim.faults;

import io.ecsim.engine.EventHandler;
import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.SimClock;
import io.ecsim.engine.Simulation;
import io.ecsim.engine.Timeline;
import io.ecsim.model.ContainerInstance;
import io.ecsim.random.KeyedStream;
import io.ecsim.random.Streams;
import io.ecsim.random.Variates;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Spot instances that are taken away (models.md M9): two minutes after its notice the machine ends, and another one is
 * launched when the pool, a type in a zone for one group, has capacity again. The time of a reclaim and of what follows
 * belong to (pool, number of the reclaim), the fate of a member to (member, number of the reclaim).
 */
final class SpotReclaims {

    private static final int NO_POOL = -1;

    private final InstanceFailures instances;
    private final FaultTarget target;
    private final SimClock clock;
    private final Timeline timeline;
    private final KeyedStream times;
    private final KeyedStream fates;
    private final KeyedStream closures;
    private final List<SpotWave> waves;
    private final KeyedStream waveFates;
    private final KeyedStream waveClosures;
    private final EventKind reclaimEvent;
    private final EventKind endEvent;
    private final List<Pool> pools = new ArrayList<>();

    /** By instance: its pool, or NO_POOL. */
    private final int[] poolOf;

    /** By instance: the launch that has been given notice, or -1. */
    private final int[] noticed;

    /** A type in a zone for one group. */
    private static final class Pool {
        final long key;
        final SpotMarket market;
        final IntArrayList members = new IntArrayList();
        long opensAtMicros;

        Pool(String name, SpotMarket market) {
            this.key = KeyedStream.ordinalOf(name);
            this.market = market;
        }
    }

    SpotReclaims(
            List<SpotPool> groups,
            List<SpotWave> waves,
            InstanceFailures instances,
            FaultTarget target,
            Simulation simulation,
            Streams streams) {
        this.instances = instances;
        this.target = target;
        this.clock = simulation.clock();
        this.timeline = simulation.timeline();
        this.times = streams.keyed("spot/reclaim");
        this.fates = streams.keyed("spot/fate");
        this.closures = streams.keyed("spot/closure");
        this.waves = List.copyOf(waves);
        this.waveFates = streams.keyed("spot/wave/fate");
        this.waveClosures = streams.keyed("spot/wave/closure");
        this.poolOf = new int[instances.fleet().size()];
        Arrays.fill(poolOf, NO_POOL);
        this.noticed = new int[poolOf.length];
        Arrays.fill(noticed, -1);
        this.reclaimEvent = timeline.define("Spot reclaim", Phase.FAULT, this::reclaim);
        this.endEvent = timeline.define("Spot instance ends", Phase.FAULT, new EventHandler() {
            @Override
            public void handle(int instance, int launch) {
                end(instance);
            }

            @Override
            public boolean isLive(int instance, int launch) {
                return noticed[instance] == launch;
            }
        });
        Map<String, SpotMarket> markets = new TreeMap<>();
        groups.forEach(group -> markets.put(group.group(), group.market()));
        if (!markets.isEmpty()) {
            fill(markets);
        }
        EventKind waveEvent = timeline.define("Spot reclaim wave", Phase.FAULT, (wave, none) -> strike(wave));
        for (int wave = 0; wave < waves.size(); wave++) {
            timeline.schedule(waveEvent, waves.get(wave).atMicros(), wave, 0);
        }
    }

    private void fill(Map<String, SpotMarket> markets) {
        Map<String, Pool> byName = new TreeMap<>();
        for (int instance : instances.order()) {
            ContainerInstance spec = instances.fleet().get(instance);
            SpotMarket market = markets.get(spec.pool());
            if (market != null) {
                String name = spec.pool() + "/" + spec.instanceType() + "/"
                        + spec.zone().name();
                byName.computeIfAbsent(name, unseen -> new Pool(name, market))
                        .members
                        .add(instance);
            }
        }
        for (Pool pool : byName.values()) {
            pool.members.forEach(instance -> poolOf[instance] = pools.size());
            pools.add(pool);
            schedule(pools.size() - 1, 0);
        }
    }

    private void schedule(int number, int reclaim) {
        Pool pool = pools.get(number);
        double mean = pool.market.meanSecondsBetweenReclaims();
        if (mean < Double.POSITIVE_INFINITY) {
            double distance = mean * Variates.exponential(times.at(pool.key, reclaim));
            timeline.schedule(reclaimEvent, clock.nowMicros() + InstanceFailures.micros(distance), number, reclaim);
        }
    }

    private void reclaim(int number, int reclaim) {
        Pool pool = pools.get(number);
        close(pool, closures.at(pool.key, reclaim));
        for (int instance : pool.members) {
            KeyedStream fate = fates.at(instances.key(instance), reclaim);
            if (instances.isUp(instance) && noticed[instance] < 0 && fate.nextDouble() < pool.market.share()) {
                notice(instance, SpotMarket.NOTICE_MICROS);
            }
        }
        schedule(number, reclaim + 1);
    }

    private void close(Pool pool, KeyedStream draw) {
        double seconds = pool.market.reclaimedSeconds().sample(draw);
        pool.opensAtMicros =
                Math.max(pool.opensAtMicros, Math.addExact(clock.nowMicros(), InstanceFailures.micros(seconds)));
        ContainerInstance any = instances.fleet().get(pool.members.getInt(0));
        instances.tellReclaim(any.pool(), any.zone().name(), pool.opensAtMicros);
    }

    /** A planned wave hits all pools that it is meant for; the fate of a member belongs to (member, number of the wave). */
    private void strike(int number) {
        SpotWave wave = waves.get(number);
        for (Pool pool : pools) {
            ContainerInstance any = instances.fleet().get(pool.members.getInt(0));
            if (!wave.hits(any)) {
                continue;
            }
            close(pool, waveClosures.at(pool.key, number));
            for (int instance : pool.members) {
                boolean falls = waveFates.at(instances.key(instance), number).nextDouble() < wave.share();
                if (falls && instances.isUp(instance) && noticed[instance] < 0) {
                    target.takenBySpotWave(number, instance);
                    notice(instance, wave.noticeMicros());
                }
            }
        }
    }

    /** The instance is told that it will end. */
    private void notice(int instance, long noticeMicros) {
        noticed[instance] = instances.launch(instance);
        timeline.schedule(endEvent, Math.addExact(clock.nowMicros(), noticeMicros), instance, noticed[instance]);
        target.spotInterruptionNotice(instance);
    }

    private void end(int instance) {
        noticed[instance] = -1;
        if (instances.isOwned(instance)) {
            instances.reclaim(instance); // what launches another one asks for capacity by itself
            return;
        }
        instances.hold(instance);
        instances.letGoAt(instance, Math.max(clock.nowMicros(), opensAtMicros(instance)));
    }

    /** A machine has ended, whatever ended it: a notice that it had been given has no effect any more. */
    void ended(int instance) {
        if (noticed[instance] >= 0) {
            noticed[instance] = -1;
            timeline.cancelled();
        }
    }

    /** Returns when the pool of an instance has capacity again; not later than now if it has, or if it is no Spot pool. */
    long opensAtMicros(int instance) {
        return poolOf[instance] == NO_POOL ? 0 : pools.get(poolOf[instance]).opensAtMicros;
    }
}
