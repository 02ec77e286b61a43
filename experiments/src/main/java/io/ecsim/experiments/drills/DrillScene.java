package io.ecsim.experiments.drills;

import io.ecsim.autoscaling.AutoScalingGroup;
import io.ecsim.autoscaling.LaunchOption;
import io.ecsim.controlplane.ControlPlane;
import io.ecsim.controlplane.World;
import io.ecsim.naming.NearestName;
import io.ecsim.random.Streams;
import io.ecsim.services.ServicePlan;
import io.ecsim.traffic.RequestRate;
import io.ecsim.workloads.document.Durations;
import io.ecsim.workloads.document.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** A scenario as a drill looks at it: what there is to strike, and where in the document a fault goes. */
public final class DrillScene {

    private static final long MINUTE = 60_000_000L;

    /** How finely the peak of the requests is looked for. */
    private static final long PEAK_STEPS = 1000;

    private final Node document;
    private final World world;
    private final Streams streams;

    /**
     * Looks at a scenario.
     *
     * @param document the scenario as it is read
     * @param world the same, bound
     * @param streams the random numbers of its first replication
     */
    public DrillScene(Node document, World world, Streams streams) {
        this.document = document;
        this.world = world;
        this.streams = streams;
    }

    /** Returns the world without the drill. */
    public World world() {
        return world;
    }

    /** Returns the zones of the cluster, those with most instances first; Fargate runs tasks in the others too. */
    List<String> zones() {
        List<String> ofInstances = world.instances().stream()
                .map(instance -> instance.zone().name())
                .toList();
        List<String> stated = node("cluster", "zones").map(Node::items).orElse(List.of()).stream()
                .map(Node::text)
                .toList();
        return Stream.concat(ofInstances.stream(), stated.stream())
                .distinct()
                .sorted(Comparator.comparingLong((String zone) ->
                                -ofInstances.stream().filter(zone::equals).count())
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** Returns the zone that is asked for, or the one with most instances. */
    String zone(DrillOptions options) {
        return chosen("--zone", options.zone(), zones());
    }

    /** Returns the Auto Scaling groups. */
    public List<AutoScalingGroup> groups() {
        return world.controlPlane().map(plan -> plan.capacity().groups()).orElse(List.of());
    }

    /** Returns whether a capacity provider scales a group; another stays at its desired capacity. */
    boolean isScaled(AutoScalingGroup group) {
        return world.controlPlane().map(plan -> plan.capacity().providers()).orElse(List.of()).stream()
                .anyMatch(provider -> provider.autoScalingGroup().equals(group.name())
                        && provider.managedScaling().isPresent());
    }

    /** Returns how many instances are there whatever the Auto Scaling groups do. */
    long instancesOutsideGroups() {
        List<String> pools = groups().stream()
                .flatMap(group -> group.options().stream())
                .map(LaunchOption::pool)
                .toList();
        return world.instances().stream()
                .filter(instance -> !pools.contains(instance.pool()))
                .count();
    }

    /** Returns the services, those with most tasks first. */
    List<String> services() {
        return world.controlPlane().map(ControlPlane::services).orElse(List.of()).stream()
                .sorted(Comparator.comparingInt(
                                (ServicePlan plan) -> -plan.service().desiredCount())
                        .thenComparing(plan -> plan.service().name()))
                .map(plan -> plan.service().name())
                .toList();
    }

    /** Returns the service that is asked for, or the one with most tasks. */
    String service(DrillOptions options) {
        return chosen("--service", options.service(), services());
    }

    static String chosen(String option, Optional<String> asked, List<String> names) {
        asked.filter(name -> !names.contains(name)).ifPresent(name -> {
            String hint = NearestName.hint(name, names);
            throw new DrillException(option + " is \"" + name + "\"" + (hint.isEmpty() ? "." : hint) + " Allowed: "
                    + String.join(", ", names));
        });
        return asked.orElseGet(() -> names.get(0));
    }

    /** Returns whether the scenario has something at a path of fields. */
    boolean has(String... path) {
        return node(path).isPresent();
    }

    /** Returns what the scenario has at a path of fields. */
    Optional<Node> node(String... path) {
        Optional<Node> at = Optional.of(document);
        for (String name : path) {
            at = at.flatMap(node -> node.member(name));
        }
        return at;
    }

    /** Returns an element of a list by its name. */
    Optional<Node> named(String list, String name) {
        return document.member(list).stream()
                .flatMap(node -> node.items().stream())
                .filter(item -> item.member("name").map(Node::text).orElse("").equals(name)
                        || item.member("service")
                                .flatMap(service -> service.member("serviceName"))
                                .map(Node::text)
                                .orElse("")
                                .equals(name))
                .findFirst();
    }

    /** Returns the change that adds an element to a list of {@code failures}. */
    String failure(String list, String element) {
        Optional<Node> failures = document.member("failures");
        if (failures.isEmpty()) {
            return "failures={" + list + ": [" + element + "]}";
        }
        int size = failures.get().member(list).map(node -> node.items().size()).orElse(-1);
        return size < 0 ? "failures." + list + "=[" + element + "]" : "failures." + list + "[" + size + "]=" + element;
    }

    /** Returns the changes that add an element each to two lists of {@code failures}. */
    List<String> failures(String list, String element, String otherList, String otherElement) {
        return has("failures")
                ? List.of(failure(list, element), failure(otherList, otherElement))
                : List.of("failures={" + list + ": [" + element + "], " + otherList + ": [" + otherElement + "]}");
    }

    /**
     * Returns the change that adds calls to those of a service, in order of time.
     *
     * @param calls each {@code {at: TIME, ...}}
     */
    String updates(String service, List<String> calls) {
        record Call(long atMicros, String text) {}
        List<Call> all = new ArrayList<>();
        named("services", service)
                .flatMap(node -> node.member("updates"))
                .map(Node::items)
                .orElse(List.of())
                .forEach(node -> all.add(new Call(
                        node.member("at")
                                .map(Node::text)
                                .map(text -> Durations.parseMicros(text).orElse(0))
                                .orElse(0L),
                        node.written())));
        calls.forEach(call -> all.add(new Call(
                Durations.parseMicros(call.substring("{at: ".length(), call.indexOf(',')))
                        .orElseThrow(),
                call)));
        List<String> texts = all.stream()
                .sorted(Comparator.comparingLong(Call::atMicros))
                .map(Call::text)
                .toList();
        return "services[" + service + "].updates=[" + String.join(", ", texts) + "]";
    }

    /**
     * Returns when the drill strikes: as asked, else when most requests come, else in the middle of the measured time.
     *
     * @throws DrillException if that is after the end
     */
    long atMicros(DrillOptions options) {
        long at = options.atMicros().orElseGet(this::usualMicros);
        if (at >= world.horizonMicros()) {
            throw new DrillException(
                    "--at is " + Durations.format(at) + ", the run ends at " + Durations.format(world.horizonMicros()));
        }
        return at;
    }

    private long usualMicros() {
        long middle = world.warmupMicros() + (world.horizonMicros() - world.warmupMicros()) / 2;
        long usual = peakMicros().orElse(middle);
        return usual > MINUTE ? usual / MINUTE * MINUTE : usual;
    }

    /** Returns when most requests come, with a tenth of the run left to recover in; empty where none come. */
    private OptionalLong peakMicros() {
        List<RequestRate.Flow> flows = world.controlPlane().stream()
                .flatMap(plan -> plan.requests().services().stream())
                .map(each -> each.rate().open(streams, "requests/" + each.service(), world.horizonMicros()))
                .toList();
        long step = Math.max(1, world.horizonMicros() / PEAK_STEPS);
        long last = world.horizonMicros() - world.horizonMicros() / 10;
        double most = 0;
        OptionalLong peak = OptionalLong.empty();
        for (long from = 0; from + step <= last; from += step) {
            double requests = 0;
            for (RequestRate.Flow flow : flows) {
                requests += flow.until(from + step);
            }
            if (from >= world.warmupMicros() && requests > most) {
                most = requests;
                peak = OptionalLong.of(from + step / 2);
            }
        }
        return peak;
    }

    /** Returns how long the drill lasts: as asked, else this time, or a quarter of the run where that is shorter. */
    static long lastsMicros(DrillOptions options, long usualMicros, World world) {
        OptionalLong asked = options.lastsMicros();
        return asked.orElse(Math.min(usualMicros, Math.max(1, world.horizonMicros() / 4)));
    }
}
