package io.ecsim.controlplane;

import io.ecsim.billing.FargateSize;
import io.ecsim.fargate.FargatePlaces;
import io.ecsim.fargate.FargateSettings;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Demand;
import io.ecsim.services.ServicePlan;
import io.ecsim.services.ServiceUpdate;
import io.ecsim.servicescaling.ScalableTarget;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The places that the tasks of a world need on Fargate, and what each of its tasks is there. */
final class FargateFleet {

    /** A world without tasks on Fargate. */
    static final int NO_SHAPE = -1;

    /** Tasks of a service that may be on their way out beside those that its deployment allows. */
    private static final int LEAVING = 10;

    /** Least share of the desired count that a deployment may bring beside the old tasks. */
    private static final int LEAST_PERCENT = 200;

    /** Tasks of a kind that nobody counts beforehand: those of schedules and workloads. */
    private static final int UNCOUNTED = 500;

    private final FargatePlaces places;
    private final int[] shapes;
    private final @Nullable FargateSize[] sizes;
    private final boolean[] ofServices;

    private record Kind(String cluster, int cpuUnits, int memoryMiB) {}

    private FargateFleet(FargatePlaces places, int[] shapes, @Nullable FargateSize[] sizes, boolean[] ofServices) {
        this.places = places;
        this.shapes = shapes;
        this.sizes = sizes;
        this.ofServices = ofServices;
    }

    static FargateFleet of(World world) {
        FargateSettings settings =
                world.controlPlane().map(ControlPlane::fargate).orElse(FargateSettings.DEFAULT);
        List<String> zones = settings.zones().isEmpty() ? zonesOf(world.instances()) : settings.zones();
        int[] shapes = new int[world.tasks().size()];
        Arrays.fill(shapes, NO_SHAPE);
        @Nullable FargateSize[] sizes = new @Nullable FargateSize[shapes.length];
        boolean[] ofServices = new boolean[shapes.length];
        world.controlPlane()
                .map(ControlPlane::services)
                .orElse(List.of())
                .forEach(plan -> Arrays.stream(plan.specs()).forEach(spec -> ofServices[spec] = true));
        Map<Kind, Integer> numbers = new LinkedHashMap<>();
        Map<Kind, Integer> counts = new LinkedHashMap<>();
        Set<String> services = new TreeSet<>();
        for (int spec = 0; spec < shapes.length; spec++) {
            TaskSpec asked = world.tasks().get(spec);
            if (!asked.launch().isFargate()) {
                continue;
            }
            Demand demand = asked.definition().demand();
            Kind kind = new Kind(asked.cluster(), demand.cpuUnits(), demand.memoryMiB());
            shapes[spec] = numbers.computeIfAbsent(kind, unseen -> numbers.size());
            sizes[spec] = FargateSize.of(asked.definition());
            int most = most(world, spec, settings, zones.size());
            boolean counted = ofServices[spec] && !services.add(asked.groupInCluster() + kind);
            if (!counted) { // revisions of one service take turns
                counts.merge(kind, most, Integer::sum);
            }
        }
        List<FargatePlaces.Shape> all = counts.entrySet().stream()
                .map(entry -> new FargatePlaces.Shape(
                        entry.getKey().cluster(),
                        entry.getKey().cpuUnits(),
                        entry.getKey().memoryMiB(),
                        entry.getValue()))
                .toList();
        return new FargateFleet(new FargatePlaces(all, zones, world.instances().size()), shapes, sizes, ofServices);
    }

    private static List<String> zonesOf(List<ContainerInstance> instances) {
        TreeSet<String> names = new TreeSet<>();
        instances.forEach(instance -> names.add(instance.zone().name()));
        return List.copyOf(names);
    }

    /** Returns how many tasks of a spec can be in one zone at one time. */
    private static int most(World world, int spec, FargateSettings settings, int zones) {
        if (settings.placesPerZone() > 0) {
            return settings.placesPerZone();
        }
        List<ServicePlan> plans =
                world.controlPlane().map(ControlPlane::services).orElse(List.of());
        for (int index = 0; index < plans.size(); index++) {
            int service = index;
            if (Arrays.stream(plans.get(index).specs()).anyMatch(each -> each == spec)) {
                int scaled = world.controlPlane().orElseThrow().scaling().targets().stream()
                        .filter(target -> target.service() == service)
                        .mapToInt(ScalableTarget::maxCapacity)
                        .max()
                        .orElse(0);
                return mostOf(plans.get(index), scaled) * (zones == 1 ? 2 : 1) + LEAVING;
            }
        }
        long called = world.calls().timed().stream()
                .filter(timed -> timed.call().spec() == spec)
                .mapToLong(timed -> timed.call().tasks())
                .sum();
        return called > 0 ? (int) Math.min(called, Integer.MAX_VALUE / 8) : UNCOUNTED;
    }

    private static int mostOf(ServicePlan plan, int scaled) {
        int desired = Math.max(plan.service().desiredCount(), scaled);
        int percent = Math.max(LEAST_PERCENT, plan.service().deployment().maximumPercent());
        for (ServiceUpdate update : plan.updates()) {
            desired = Math.max(desired, update.desiredCount().orElse(0));
            percent = Math.max(
                    percent,
                    update.deployment()
                            .map(configuration -> configuration.maximumPercent())
                            .orElse(0));
        }
        return (int) Math.min(Integer.MAX_VALUE / 8, ((long) desired * percent + 99) / 100);
    }

    FargatePlaces places() {
        return places;
    }

    /** Returns the container instances of a world and the places behind them. */
    List<ContainerInstance> all(World world) {
        return Stream.concat(world.instances().stream(), places.all().stream()).toList();
    }

    /** Returns by place what its task pulls and unpacks in a second; 0 for container instances. */
    long[] pullBytesPerSecond(World world) {
        FargateSettings settings =
                world.controlPlane().map(ControlPlane::fargate).orElse(FargateSettings.DEFAULT);
        long[] rates = new long[world.instances().size() + places.all().size()];
        for (int i = 0; i < places.all().size(); i++) {
            rates[world.instances().size() + i] =
                    settings.pullBytesPerSecond(places.all().get(i).cpuUnits());
        }
        return rates;
    }

    /** Returns the shape of the places that tasks of a spec take; {@link #NO_SHAPE} where they do not run on Fargate. */
    int shape(int spec) {
        return shapes[spec];
    }

    /** Returns whether tasks of a spec are those of a service. */
    boolean ofService(int spec) {
        return ofServices[spec];
    }

    /** Returns what tasks of a spec are billed for. */
    FargateSize size(int spec) {
        FargateSize size = sizes[spec];
        if (size == null) {
            throw new IllegalStateException("spec " + spec + " does not run on Fargate");
        }
        return size;
    }
}
