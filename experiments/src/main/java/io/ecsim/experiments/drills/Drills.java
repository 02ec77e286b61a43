package io.ecsim.experiments.drills;

import io.ecsim.workloads.document.Durations;
import io.ecsim.workloads.document.Node;
import java.util.List;
import java.util.Optional;

/** The drills that there are. */
public final class Drills {

    private static final long MINUTE = 60_000_000L;
    private static final long USUAL = 30 * MINUTE;

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
                            ", latencyFactor: 3, errors: " + options.share().orElse(0.5),
                            scene,
                            options)),
            new Drill(
                    "bad-deployment",
                    "A revision whose containers do not start; the fix follows after 30 minutes.",
                    Drills::needsServices,
                    Drills::badDeployment));

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
        return scene.zones().size() > 1 ? Optional.empty() : Optional.of("its instances are all in one zone");
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
        String event = "{zone: " + zone + ", kind: " + kind + ", at: " + Durations.format(at) + ", for: "
                + Durations.format(lasts) + more + "}";
        return new PlannedDrill(
                name, zone + " " + what + " " + span(at, lasts), at, List.of(scene.failure("zones", event)));
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

    private static String span(long atMicros, long lastsMicros) {
        return "from " + Durations.format(atMicros) + " to " + Durations.format(atMicros + lastsMicros);
    }
}
