package io.ecsim.experiments.drills;

import io.ecsim.autoscaling.AutoScalingGroup;
import io.ecsim.workloads.document.Durations;
import io.ecsim.workloads.document.Node;
import java.util.List;
import java.util.Optional;

/** The drills that there are. */
public final class Drills {

    private static final long MINUTE = 60_000_000L;
    private static final long USUAL = 30 * MINUTE;
    private static final double HALF = 0.5;

    private static final List<Drill> ALL = List.of(
            new Drill(
                    "zone-loss",
                    "An Availability Zone loses power for 30 minutes (M7).",
                    Drills::needsZones,
                    (scene, options) -> zone("zone-loss", "power", "loses power", "", scene, options)),
            new Drill(
                    "zone-partition",
                    "A zone cannot be reached for 30 minutes; its tasks go on (R7.7, M7).",
                    scene -> first(needsZones(scene), needsServices(scene)),
                    (scene, options) -> zone("zone-partition", "partition", "cannot be reached", "", scene, options)),
            new Drill(
                    "zone-impaired",
                    "A zone answers 3 times as slowly and half with errors, for 30 minutes (M7).",
                    scene -> first(needsZones(scene), needsServices(scene), needsTargets(scene)),
                    (scene, options) -> zone(
                            "zone-impaired",
                            "impaired",
                            "is impaired",
                            ", latencyFactor: 3, errors: " + options.share().orElse(HALF),
                            scene,
                            options)),
            new Drill(
                    "bad-deployment",
                    "A revision whose containers do not start; the fix follows after 30 minutes.",
                    Drills::needsServices,
                    Drills::badDeployment),
            new Drill(
                    "registry-down",
                    "The first registry answers nothing for 30 minutes, and a service is deployed anew.",
                    scene -> first(needsServices(scene), needsRegistry(scene)),
                    (scene, options) -> registry("registry-down", "down", "does not answer", scene, options)),
            new Drill(
                    "registry-slow",
                    "The first registry is 20 times as slow for 30 minutes, and a service is deployed anew.",
                    scene -> first(needsServices(scene), needsRegistry(scene)),
                    (scene, options) -> registry("registry-slow", "slow, factor: 20", "is slow", scene, options)),
            new Drill(
                    "agent-storm",
                    "Half of all agents are cut off for 30 minutes, and a service is deployed anew (R7.7).",
                    scene -> first(needsServices(scene), needsInstances(scene)),
                    Drills::agentStorm),
            new Drill(
                    "spot-reclaim",
                    "EC2 takes half of the Spot instances back, with two minutes' notice (R5.42, M9).",
                    Drills::needsSpot,
                    Drills::spotReclaim),
            new Drill(
                    "control-plane-throttling",
                    "ECS launches nothing for 30 minutes, and a service is deployed anew.",
                    Drills::needsServices,
                    Drills::throttling),
            new Drill(
                    "instance-refresh",
                    "An Auto Scaling group replaces all its instances, a tenth at a time.",
                    Drills::needsGroup,
                    Drills::instanceRefresh));

    private Drills() {}

    /** Returns the drills in the order in which they are listed. */
    public static List<Drill> all() {
        return ALL;
    }

    /** Returns the drill of that name. */
    public static Optional<Drill> named(String name) {
        return ALL.stream().filter(drill -> drill.name().equals(name)).findFirst();
    }

    @SafeVarargs
    private static Optional<String> first(Optional<String>... obstacles) {
        return List.of(obstacles).stream().flatMap(Optional::stream).findFirst();
    }

    private static Optional<String> needsZones(DrillScene scene) {
        return scene.zones().size() > 1 ? Optional.empty() : Optional.of("it has one zone");
    }

    private static Optional<String> needsInstances(DrillScene scene) {
        return scene.world().instances().isEmpty()
                ? Optional.of("it has no container instances, so no agents of yours")
                : Optional.empty();
    }

    private static Optional<String> needsServices(DrillScene scene) {
        return scene.services().isEmpty() ? Optional.of("it has no services") : Optional.empty();
    }

    private static Optional<String> needsTargets(DrillScene scene) {
        boolean asked = scene.has("requests");
        boolean probed = scene.node("services").map(Node::items).orElse(List.of()).stream()
                .anyMatch(service -> service.member("targetGroups").isPresent());
        return asked || probed
                ? Optional.empty()
                : Optional.of("nobody asks its services for anything: it has neither requests nor target groups");
    }

    private static PlannedDrill zone(
            String name, String kind, String what, String more, DrillScene scene, DrillOptions options) {
        String zone = scene.zone(options);
        long at = scene.atMicros(options);
        long lasts = DrillScene.lastsMicros(options, USUAL, scene.world());
        String event = "{zone: " + zone + ", kind: " + kind + ", " + fields(at, lasts) + more + "}";
        String words = zone + " " + what + " " + span(at, lasts);
        if (options.shiftAfterMicros().isEmpty()) {
            return new PlannedDrill(name, words, at, List.of(scene.failure("zones", event)));
        }
        long after = options.shiftAfterMicros().getAsLong();
        if (after >= lasts) {
            throw new DrillException(
                    "--shift-after is " + Durations.format(after) + ", the drill lasts " + Durations.format(lasts));
        }
        if (!scene.has("requests")) {
            throw new DrillException("--shift-after is given, but the scenario has no requests to shift");
        }
        String shift = "{zone: " + zone + ", " + fields(at + after, lasts - after) + "}";
        return new PlannedDrill(
                name,
                words + ", and its requests are shifted away after " + Durations.format(after),
                at,
                scene.failures("zones", event, "zonalShifts", shift));
    }

    private static PlannedDrill badDeployment(DrillScene scene, DrillOptions options) {
        String service = scene.service(options);
        long at = scene.atMicros(options);
        long lasts = DrillScene.lastsMicros(options, USUAL, scene.world());
        String before = scene.named("services", service)
                .flatMap(node -> node.member("behaviour"))
                .map(Node::written)
                .orElse("{}");
        String bad = "{at: " + Durations.format(at) + ", behaviour: {startFailure: 1}}";
        String fix = "{at: " + Durations.format(at + lasts) + ", behaviour: " + before + "}";
        return new PlannedDrill(
                "bad-deployment",
                service + " gets a revision that does not start, at " + Durations.format(at) + ", and the fix "
                        + Durations.format(lasts) + " later",
                at,
                List.of(scene.updates(service, List.of(bad, fix))));
    }

    private static Optional<String> needsRegistry(DrillScene scene) {
        return registries(scene).isEmpty()
                ? Optional.of("it has no registries (images), so every image is everywhere")
                : Optional.empty();
    }

    private static List<String> registries(DrillScene scene) {
        return scene.node("images", "registries").map(Node::items).orElse(List.of()).stream()
                .flatMap(registry -> registry.member("name").stream())
                .map(Node::text)
                .toList();
    }

    private static Optional<String> needsSpot(DrillScene scene) {
        return scene.world().faults().spot().isEmpty()
                ? Optional.of("none of its instances are Spot")
                : Optional.empty();
    }

    private static PlannedDrill registry(
            String name, String kind, String what, DrillScene scene, DrillOptions options) {
        String registry = registries(scene).get(0);
        long at = scene.atMicros(options);
        long lasts = DrillScene.lastsMicros(options, USUAL, scene.world());
        String fault = "{registry: " + registry + ", kind: " + kind + ", " + fields(at, lasts) + "}";
        return anew(
                name,
                "the registry " + registry + " " + what,
                at,
                lasts,
                scene.failure("registries", fault),
                scene,
                options);
    }

    private static PlannedDrill agentStorm(DrillScene scene, DrillOptions options) {
        long at = scene.atMicros(options);
        long lasts = DrillScene.lastsMicros(options, USUAL, scene.world());
        double share = options.share().orElse(HALF);
        String zone = options.zone().isPresent() ? ", zone: " + scene.zone(options) : "";
        String storm = "{" + fields(at, lasts) + ", share: " + share + zone + "}";
        String what = percent(share) + " of the agents " + (zone.isEmpty() ? "" : "of " + scene.zone(options) + " ")
                + "lose their connection";
        return anew("agent-storm", what, at, lasts, scene.failure("agents", storm), scene, options);
    }

    private static PlannedDrill spotReclaim(DrillScene scene, DrillOptions options) {
        long at = scene.atMicros(options);
        double share = options.share().orElse(HALF);
        List<String> pools = scene.world().faults().spot().stream()
                .map(pool -> pool.group())
                .distinct()
                .toList();
        String pool =
                options.group().isPresent() ? ", pool: " + DrillScene.chosen("--group", options.group(), pools) : "";
        String zone = options.zone().isPresent() ? ", zone: " + scene.zone(options) : "";
        String wave = "{at: " + Durations.format(at) + ", share: " + share + pool + zone + "}";
        return new PlannedDrill(
                "spot-reclaim",
                "EC2 takes " + percent(share) + " of the Spot instances back at " + Durations.format(at),
                at,
                List.of(scene.failure("spotReclaims", wave)));
    }

    private static Optional<String> needsGroup(DrillScene scene) {
        return scene.groups().isEmpty() ? Optional.of("it has no Auto Scaling group") : Optional.empty();
    }

    private static PlannedDrill instanceRefresh(DrillScene scene, DrillOptions options) {
        List<String> groups =
                scene.groups().stream().map(AutoScalingGroup::name).toList();
        String group = DrillScene.chosen("--group", options.group(), groups);
        long at = scene.atMicros(options);
        return new PlannedDrill(
                "instance-refresh",
                "the Auto Scaling group " + group + " replaces all its instances from " + Durations.format(at) + " on",
                at,
                List.of(scene.failure(
                        "instanceRefreshes", "{at: " + Durations.format(at) + ", autoScalingGroup: " + group + "}")));
    }

    private static PlannedDrill throttling(DrillScene scene, DrillOptions options) {
        long at = scene.atMicros(options);
        long lasts = DrillScene.lastsMicros(options, USUAL, scene.world());
        String fault = "{" + fields(at, lasts) + ", refused: true}";
        return anew(
                "control-plane-throttling",
                "ECS launches nothing",
                at,
                lasts,
                scene.failure("controlPlane", fault),
                scene,
                options);
    }

    /** Returns a fault that is felt only by what starts, beside a service that is deployed anew when it begins. */
    private static PlannedDrill anew(
            String name, String what, long at, long lasts, String failure, DrillScene scene, DrillOptions options) {
        String service = scene.service(options);
        String call = "{at: " + Durations.format(at) + ", forceNewDeployment: true}";
        String deployment = scene.updates(service, List.of(call));
        return new PlannedDrill(
                name,
                what + " " + span(at, lasts) + " and " + service + " is deployed anew",
                at,
                List.of(deployment),
                List.of(failure, deployment));
    }

    private static String percent(double share) {
        return Math.round(share * 100) + " %";
    }

    private static String fields(long atMicros, long lastsMicros) {
        return "at: " + Durations.format(atMicros) + ", for: " + Durations.format(lastsMicros);
    }

    private static String span(long atMicros, long lastsMicros) {
        return "from " + Durations.format(atMicros) + " to " + Durations.format(atMicros + lastsMicros);
    }
}
