package io.ecsim.images;

import io.ecsim.engine.EventHandler;
import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.SimClock;
import io.ecsim.engine.Simulation;
import io.ecsim.engine.Timeline;
import io.ecsim.model.ContainerInstance;
import io.ecsim.observe.ImageTotals;
import io.ecsim.observe.PullFailure;
import io.ecsim.random.Streams;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Pulls of one run (R3.50-R3.52, models.md M10). A pull asks the registry for the manifest, then receives the layers that
 * its instance lacks one after another, from the base up, as each is unpacked upon the one below. A layer that another
 * pull of the instance is receiving is waited for, not received twice.
 *
 * <p>Each instance has at most one pending event: the earliest that one of its pulls comes to. Rates change only when the
 * pulls that receive do, once for all changes of an instant.
 */
public final class ImagePulls implements ImagePuller {

    private final ImageSettings settings;
    private final ImageIndex index;
    private final SimClock clock;
    private final Timeline timeline;
    private final PullHost[] hosts;
    private final RegistryDesk[] desks;
    private final PullTally tally = new PullTally();
    private final LayerTransfers transfers;
    private final PullAttempts attempts;
    private final EventKind dueEvent;
    private long asked;

    /**
     * Makes the puller of a fleet on which nothing is pulled yet.
     *
     * @param simulation on whose timeline pulls happen
     * @param instances by row
     * @param streams of the run; pulls draw the jitter of their back-off from one of their own
     */
    public ImagePulls(
            Simulation simulation, ImageSettings settings, List<ContainerInstance> instances, Streams streams) {
        this(simulation, settings, instances, new long[instances.size()], streams);
    }

    /**
     * Makes the puller of a fleet some of which is Fargate's.
     *
     * @param instances by row
     * @param taskBytesPerSecond by row: what a task on Fargate there pulls in all, where no image is ever there before it
     *     (R3.53); 0 for container instances
     */
    public ImagePulls(
            Simulation simulation,
            ImageSettings settings,
            List<ContainerInstance> instances,
            long[] taskBytesPerSecond,
            Streams streams) {
        this.settings = settings;
        this.index = new ImageIndex(settings.registries(), settings.images(), settings.preloaded());
        this.clock = simulation.clock();
        this.timeline = simulation.timeline();
        this.desks = settings.registries().stream().map(RegistryDesk::new).toArray(RegistryDesk[]::new);
        boolean cleans = settings.cleanup().enabled() && settings.pullBehavior() != PullBehavior.PREFER_CACHED;
        this.hosts = new PullHost[instances.size()];
        int[] zoneOf = new int[hosts.length];
        Map<String, Integer> zones = new TreeMap<>();
        for (int instance = 0; instance < hosts.length; instance++) {
            hosts[instance] = new PullHost(
                    index, new ImageCache(index, settings.cleanup(), cleans, tally, taskBytesPerSecond[instance] == 0));
            zoneOf[instance] =
                    zones.computeIfAbsent(instances.get(instance).zone().name(), name -> zones.size());
        }
        this.dueEvent = timeline.define("pull", Phase.RELEASE, new EventHandler() {
            @Override
            public void handle(int instance, int generation) {
                due(instance);
            }

            @Override
            public boolean isLive(int instance, int generation) {
                return hosts[instance].generation == generation;
            }
        });
        Bandwidth bandwidth =
                new Bandwidth(settings.throughput(), settings.registries(), zoneOf, zones.size(), taskBytesPerSecond);
        this.transfers = new LayerTransfers(simulation, index, hosts, desks, bandwidth, tally, this::plan);
        int[] sourceOf = zoneOf.clone();
        if (settings.sourceAddress() == SourceAddress.INSTANCE) {
            Arrays.setAll(sourceOf, instance -> instance);
        }
        this.attempts = new PullAttempts(
                settings, index, hosts, desks, sourceOf, transfers, tally, streams.keyed("image/pull/backoff"));
    }

    @Override
    public void pull(int instance, String image, long ticket, PullListener listener) {
        long now = clock.nowMicros();
        PullHost host = hosts[instance];
        host.cleanUp(now);
        tally.asked();
        Pull pull = new Pull(ticket, listener, number(image), asked++, now);
        host.pulls.add(pull);
        attempts.begin(pull, instance, now);
        plan(instance);
    }

    /** Returns the number of an image; NONE where every image is there, or where it does not matter which it is. */
    private int number(String reference) {
        if (settings.allCached() || reference.isEmpty()) {
            return ImageIndex.NONE;
        }
        int image = index.image(reference);
        if (image == ImageIndex.NONE) {
            throw new IllegalArgumentException("no registry has an image " + reference);
        }
        return image;
    }

    @Override
    public void cancel(int instance, long ticket, PullListener listener) {
        PullHost host = hosts[instance];
        Pull pull = host.find(ticket, listener);
        if (pull == null) {
            return;
        }
        host.cleanUp(clock.nowMicros());
        transfers.stop(pull, instance);
        host.pulls.remove(pull);
        tally.cancelled();
        plan(instance);
    }

    @Override
    public void released(int instance, String reference, long keptMicros) {
        int image = number(reference);
        if (image != ImageIndex.NONE) {
            long now = clock.nowMicros();
            hosts[instance].cleanUp(now);
            hosts[instance].cache.release(image, now, Math.addExact(now, keptMicros));
        }
    }

    @Override
    public void machineReplaced(int instance) {
        long now = clock.nowMicros();
        PullHost host = hosts[instance];
        host.cleanUp(now);
        while (!host.pulls.isEmpty()) {
            Pull last = host.pulls.remove(host.pulls.size() - 1);
            transfers.stop(last, instance);
            tally.cancelled();
        }
        host.cache.restart(now);
        plan(instance);
    }

    /** Returns what containers with these images need; an empty reference needs nothing. */
    public NeededLayers needs(List<String> references) {
        int[] layers = references.stream()
                .mapToInt(this::number)
                .filter(image -> image != ImageIndex.NONE)
                .flatMap(image -> Arrays.stream(index.layersOf(image)))
                .distinct()
                .toArray();
        return new NeededLayers(layers);
    }

    /** Returns how many bytes an instance would have to pull that it neither has nor is pulling already. */
    public long missingBytes(NeededLayers needs, int instance) {
        PullHost host = hosts[instance];
        host.cleanUp(clock.nowMicros());
        long bytes = 0;
        for (int i = 0; i < needs.count(); i++) {
            int layer = needs.layer(i);
            if (!host.hasOrExpects(layer)) {
                bytes += index.layerBytes(layer);
            }
        }
        return bytes;
    }

    /** Returns what pulls have done up to now. */
    public ImageTotals totals() {
        for (PullHost host : hosts) {
            host.cleanUp(clock.nowMicros());
        }
        return tally.totals();
    }

    /** Sees to it that the instance's next event is pending, and no other. */
    private void plan(int instance) {
        PullHost host = hosts[instance];
        if (host.busy) {
            return;
        }
        long due = Pull.NEVER;
        for (Pull pull : host.pulls) {
            due = Math.min(due, attempts.dueMicros(pull));
        }
        if (due == host.scheduledMicros) {
            return;
        }
        host.generation++;
        if (host.scheduledMicros != Pull.NEVER) {
            timeline.cancelled();
        }
        host.scheduledMicros = due;
        if (due != Pull.NEVER) {
            timeline.schedule(dueEvent, Math.max(due, clock.nowMicros()), instance, host.generation);
        }
    }

    private void due(int instance) {
        long now = clock.nowMicros();
        PullHost host = hosts[instance];
        host.scheduledMicros = Pull.NEVER;
        host.cleanUp(now);
        host.busy = true;
        Pull pull = firstDue(host, now);
        while (pull != null) {
            if (pull.state == Pull.State.PULLED || pull.state == Pull.State.FAILED) {
                end(pull, host, now);
            } else {
                attempts.goOn(pull, instance, now);
            }
            pull = firstDue(host, now);
        }
        host.busy = false;
        plan(instance);
    }

    private @Nullable Pull firstDue(PullHost host, long now) {
        for (Pull pull : host.pulls) {
            if (attempts.dueMicros(pull) <= now) {
                return pull;
            }
        }
        return null;
    }

    /** Tells the listener how a pull ended; a cached image helps out when only asking failed (R3.50). */
    private void end(Pull pull, PullHost host, long now) {
        host.pulls.remove(pull);
        PullFailure failure = pull.state == Pull.State.FAILED ? pull.failure : null;
        boolean fallsBack = settings.pullBehavior() == PullBehavior.DEFAULT
                && pull.image != ImageIndex.NONE
                && host.cache.hasImage(pull.image);
        if (failure != null && !fallsBack) {
            tally.failed(failure);
            Registry registry = desks[index.registryOf(pull.image)].registry();
            pull.listener.failed(pull.ticket, registry.reason(failure));
            return;
        }
        if (pull.image != ImageIndex.NONE) {
            host.cache.hold(pull.image, now);
        }
        tally.pulled(pull, failure != null, now);
        pull.listener.pulled(pull.ticket);
    }
}
