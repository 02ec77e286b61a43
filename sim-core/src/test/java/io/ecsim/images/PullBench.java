package io.ecsim.images;

import io.ecsim.engine.Phase;
import io.ecsim.engine.Simulation;
import io.ecsim.model.ContainerInstance;
import io.ecsim.random.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Pulls asked for at given times on a fleet, and when and how each ended. */
final class PullBench implements ImagePuller.PullListener {

    static final long SECOND = 1_000_000;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;
    static final long MB = 1_000_000;

    final Simulation simulation = new Simulation();
    final ImagePulls pulls;
    final Map<Long, Long> pulledMicros = new TreeMap<>();
    final Map<Long, Long> failedMicros = new TreeMap<>();
    final Map<Long, String> reasons = new TreeMap<>();
    private final List<Runnable> steps = new ArrayList<>();
    private final io.ecsim.engine.EventKind step;

    PullBench(ImageSettings settings, String... zoneOfInstance) {
        this(settings, 1, zoneOfInstance);
    }

    PullBench(ImageSettings settings, long seed, String... zoneOfInstance) {
        List<ContainerInstance> instances = new ArrayList<>();
        for (String zone : zoneOfInstance) {
            instances.add(ContainerInstance.of("i" + instances.size(), zone, 1024, 1024));
        }
        pulls = new ImagePulls(simulation, settings, instances, new Streams(seed, 0));
        step = simulation
                .timeline()
                .define(
                        "step",
                        Phase.ARRIVAL,
                        (subject, generation) -> steps.get(subject).run());
    }

    /** Does something at a time. */
    PullBench at(long micros, Runnable action) {
        steps.add(action);
        simulation.timeline().schedule(step, micros, steps.size() - 1, 0);
        return this;
    }

    PullBench pullAt(long micros, int instance, String image, long ticket) {
        return at(micros, () -> pulls.pull(instance, image, ticket, this));
    }

    PullBench run() {
        return runTo(100 * 24 * HOUR);
    }

    PullBench runTo(long micros) {
        simulation.run(micros, 10_000_000);
        return this;
    }

    double pulledSeconds(long ticket) {
        return pulledMicros.get(ticket) / 1e6;
    }

    double failedSeconds(long ticket) {
        return failedMicros.get(ticket) / 1e6;
    }

    @Override
    public void pulled(long ticket) {
        end(ticket);
        pulledMicros.put(ticket, simulation.clock().nowMicros());
    }

    @Override
    public void failed(long ticket, String reason) {
        end(ticket);
        failedMicros.put(ticket, simulation.clock().nowMicros());
        reasons.put(ticket, reason);
    }

    private void end(long ticket) {
        if (pulledMicros.containsKey(ticket) || failedMicros.containsKey(ticket)) {
            throw new AssertionError("pull " + ticket + " ended twice");
        }
    }

    static Registry registry(String name, long bytesPerSecond, RegistryOutage... outages) {
        return new Registry(name, Registry.Kind.ECR, bytesPerSecond, 0, Optional.empty(), List.of(outages));
    }

    static Registry hub(int pullsPerSixHours) {
        RateLimit limit =
                new RateLimit(pullsPerSixHours, 6 * HOUR, RateLimit.Refill.WINDOW, RateLimit.Scope.SOURCE_ADDRESS);
        return new Registry("hub", Registry.Kind.DOCKER_HUB, Throughput.UNLIMITED, 0, Optional.of(limit), List.of());
    }

    /** Makes an image from digests and megabytes by turns. */
    static Image image(String reference, String registry, Object... layers) {
        List<Layer> list = new ArrayList<>();
        for (int i = 0; i < layers.length; i += 2) {
            list.add(new Layer((String) layers[i], ((Number) layers[i + 1]).longValue() * MB));
        }
        return new Image(reference, registry, list);
    }
}
