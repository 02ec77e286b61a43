package io.ecsim.controlplane;

import io.ecsim.capacity.BoundTasks;
import io.ecsim.cluster.Task;
import io.ecsim.engine.EventHandler;
import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.SimClock;
import io.ecsim.engine.Timeline;
import io.ecsim.fargate.FargatePlaces;
import io.ecsim.fargate.FargateSettings;
import io.ecsim.fargate.LaunchBucket;
import io.ecsim.fargate.SpotZones;
import io.ecsim.fargate.ZoneSpread;
import io.ecsim.faults.ZoneEvent;
import io.ecsim.faults.ZoneStates;
import io.ecsim.model.CapacityProviderStrategyItem;
import io.ecsim.model.Launch;
import io.ecsim.workload.WorkloadException;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Fargate (section 8.1 of the rules): a task waits for its turn in the launch quota and is given a place of its own in the
 * zone that has fewest of its group (R1.8). Fargate Spot has a line and quotas of its own, and is taken away zone by zone;
 * its tasks wait for it and go nowhere else (R5.5, R5.45).
 */
final class FargateCapacity implements Capacity {

    private static final int UNITS_PER_VCPU = 1024;
    private static final long NEVER = Long.MAX_VALUE;

    private final FargateSettings settings;
    private final FargateFleet fleet;
    private final SimClock clock;
    private final Timeline timeline;
    private final List<TaskSpec> specs;
    private final FargateStays stays;
    private final IntConsumer roomFor;
    private final ZoneSpread spread;
    private final SpotZones spotZones;
    private final EventKind turnEvent;
    private final List<Line> lines;
    private final BitSet down = new BitSet();
    private final BoundTasks bound = new BoundTasks();
    private final boolean usesSpot;

    /** Tasks that wait for their turn, on demand or on Spot. */
    private static final class Line {
        final int number;
        final boolean spot;
        final LaunchBucket bucket;
        final ArrayDeque<Task> waiting = new ArrayDeque<>();

        /** CPU units of all tasks from their creation until they have STOPPED. */
        long cpuUnits;

        /** When the pending turn is, or NEVER. */
        long turnMicros = NEVER;

        int turn;

        Line(int number, FargateSettings settings) {
            this.number = number;
            this.spot = number == 1;
            this.bucket = new LaunchBucket(settings.launchBurst(), settings.launchesPerSecond());
        }
    }

    /**
     * Makes the Fargate of a run.
     *
     * @param drains takes places whose tasks a service is to replace
     * @param roomFor takes a place of the cluster whose services may start tasks that were refused
     */
    FargateCapacity(
            BackEnd.Run run, FargateFleet fleet, TaskLifecycle lifecycle, IntConsumer drains, IntConsumer roomFor) {
        this.settings = run.plan().fargate();
        this.fleet = fleet;
        this.clock = run.simulation().clock();
        this.timeline = run.simulation().timeline();
        this.specs = run.world().tasks();
        this.stays = new FargateStays(run, fleet, lifecycle, drains);
        this.roomFor = roomFor;
        this.lines = List.of(new Line(0, settings), new Line(1, settings));
        this.spread = new ZoneSpread(fleet.places().zones().size());
        this.spotZones = new SpotZones(
                settings.spot(), fleet.places().zones(), run.simulation(), run.streams(), this::reclaimed);
        this.usesSpot = specs.stream().anyMatch(spec -> usesSpot(spec.launch()));
        this.turnEvent = timeline.define("Fargate launches", Phase.RETRY, new EventHandler() {
            @Override
            public void handle(int line, int turn) {
                lines.get(line).turnMicros = NEVER;
                serve(lines.get(line));
            }

            @Override
            public boolean isLive(int line, int turn) {
                return lines.get(line).turnMicros != NEVER && lines.get(line).turn == turn;
            }
        });
    }

    private static boolean usesSpot(Launch launch) {
        return launch instanceof Launch.ByProviders providers
                && providers.strategy().stream()
                        .anyMatch(item -> item.capacityProvider().equals(CapacityProviderStrategyItem.FARGATE_SPOT));
    }

    /** Lets Fargate Spot be taken away from now on, where tasks use it. */
    void begin() {
        if (usesSpot) {
            spotZones.begin();
        }
    }

    @Override
    public boolean accepts(int spec) {
        return accepts(spec, "", 1);
    }

    /** R8.7: the line that the next task will be bound to has vCPUs left for it; of several the first counts. */
    @Override
    public boolean accepts(int spec, String startedBy, int tasks) {
        return settings.vcpuQuota() == 0 || isWithinQuota(spec, line(providerFor(spec, startedBy)));
    }

    private boolean isWithinQuota(int spec, Line line) {
        long most = (long) settings.vcpuQuota() * UNITS_PER_VCPU;
        return settings.vcpuQuota() == 0 || line.cpuUnits + fleet.size(spec).cpuUnits() <= most;
    }

    /** Returns the lines that the next task of a spec may be bound to. */
    private List<Line> linesOf(int spec) {
        if (specs.get(spec).launch() instanceof Launch.ByProviders providers) {
            return providers.strategy().stream()
                    .filter(item -> item.weight() > 0 || item.base() > 0)
                    .map(item -> line(item.capacityProvider()))
                    .toList();
        }
        return lines.subList(0, 1);
    }

    private Line line(String provider) {
        return lines.get(provider.equals(CapacityProviderStrategyItem.FARGATE_SPOT) ? 1 : 0);
    }

    @Override
    public String providerFor(int spec) {
        return providerFor(spec, "");
    }

    @Override
    public String providerFor(int spec, String startedBy) {
        return specs.get(spec).launch() instanceof Launch.ByProviders providers
                ? bound.next(together(spec, startedBy), providers.strategy(), 1).get(0)
                : "";
    }

    /** Returns the name of the tasks that are shared out over FARGATE and FARGATE_SPOT together. */
    private String together(int spec, String startedBy) {
        return fleet.ofService(spec) ? startedBy : "spec " + spec;
    }

    @Override
    public void beginCall(int spec) {
        bound.beginAnew(together(spec, ""));
    }

    @Override
    public void stops(Task task) {
        bound.stops(task);
    }

    @Override
    public void ask(Task task) {
        Line line = enter(task);
        line.waiting.add(task);
        if (line.turnMicros == NEVER) {
            serve(line);
        }
    }

    @Override
    public boolean launchesIn(int spec, String startedBy, String name) {
        int zone = fleet.places().zones().indexOf(name);
        long now = clock.nowMicros();
        return zone >= 0
                && fleet.places().hasFree(fleet.shape(spec), zone)
                && linesOf(spec).stream()
                        .allMatch(line -> isWithinQuota(spec, line)
                                && line.waiting.isEmpty()
                                && line.bucket.hasLaunch(now)
                                && !closed(line, now).get(zone));
    }

    @Override
    public void askIn(Task task, String zone) {
        Line line = enter(task);
        BitSet others = new BitSet();
        others.set(0, fleet.places().zones().size());
        others.clear(fleet.places().zones().indexOf(zone));
        line.bucket.take(clock.nowMicros());
        launch(task, others);
    }

    /** Counts a task that has been created, and returns its line. */
    private Line enter(Task task) {
        if (specs.get(task.spec()).launch() instanceof Launch.ByProviders providers) {
            bound.bound(task, together(task.spec(), task.startedBy()), providers.strategy());
        }
        Line line = line(task.capacityProvider());
        line.cpuUnits += fleet.size(task.spec()).cpuUnits();
        return line;
    }

    @Override
    public void withdrawn(Task task) {
        Line line = line(task.capacityProvider());
        line.waiting.remove(task);
        line.cpuUnits -= fleet.size(task.spec()).cpuUnits();
        if (line.waiting.isEmpty()) {
            cancelTurn(line);
        }
        offerQuota();
    }

    /** A task that had a place has STOPPED. */
    void left(Task task) {
        int place = task.instance();
        line(task.capacityProvider()).cpuUnits -= fleet.size(task.spec()).cpuUnits();
        spread.count(group(task), fleet.places().zoneOf(place), -1);
        stays.end(task);
        fleet.places().giveBack(place);
        offerQuota();
    }

    /** vCPUs of the quota, which all clusters share, have been given back. */
    private void offerQuota() {
        if (settings.vcpuQuota() > 0) {
            offerRoom();
        }
    }

    /** Bills the tasks that are there at the end of the run. */
    void bill(long endMicros) {
        stays.billAll(endMicros);
    }

    /** Returns what zone events do here (M7): nothing is launched into a zone that is down, and hosts end without power. */
    ZoneStates.Listener zones(ZoneStates states) {
        return new ZoneStates.Listener() {
            @Override
            public void begins(ZoneEvent event) {
                int zone = fleet.places().zones().indexOf(event.zone());
                if (zone >= 0) {
                    down.set(zone, states.isDown(event.zone()));
                    if (event.kind() == ZoneEvent.Kind.POWER) {
                        stays.lose(zone);
                    }
                }
            }

            @Override
            public void ends(ZoneEvent event) {
                int zone = fleet.places().zones().indexOf(event.zone());
                if (zone >= 0 && down.get(zone) && !states.isDown(event.zone())) {
                    down.clear(zone);
                    lines.forEach(FargateCapacity.this::serve);
                    offerRoom();
                }
            }
        };
    }

    /** Services that found no room try again. */
    private void offerRoom() {
        for (int place : fleet.places().ofEachCluster()) {
            roomFor.accept(place);
        }
    }

    private void reclaimed(int zone) {
        stays.interrupt(zone, task -> spotZones.takes(zone, task));
    }

    private String group(Task task) {
        return specs.get(task.spec()).groupInCluster() + "/" + task.capacityProvider();
    }

    /** Launches waiting tasks in order, as far as quota and capacity go; the next turn is then the first that can launch. */
    private void serve(Line line) {
        cancelTurn(line);
        long now = clock.nowMicros();
        while (!line.waiting.isEmpty()) {
            BitSet closed = closed(line, now);
            int zone = spread.next(group(line.waiting.element()), closed);
            if (zone == ZoneSpread.NONE) {
                turnAt(line, opensMicros(line, now));
                return;
            }
            if (!line.bucket.take(now)) {
                turnAt(line, line.bucket.nextMicros());
                return;
            }
            launch(line.waiting.remove(), closed);
        }
    }

    private BitSet closed(Line line, long now) {
        BitSet closed = (BitSet) down.clone();
        for (int zone = 0; line.spot && zone < fleet.places().zones().size(); zone++) {
            closed.set(zone, closed.get(zone) || spotZones.opensAtMicros(zone) > now);
        }
        return closed;
    }

    /** Returns when a zone opens that is not without power, or NEVER. */
    private long opensMicros(Line line, long now) {
        long opens = NEVER;
        for (int zone = 0; line.spot && zone < fleet.places().zones().size(); zone++) {
            if (!down.get(zone) && spotZones.opensAtMicros(zone) > now) {
                opens = Math.min(opens, spotZones.opensAtMicros(zone));
            }
        }
        return opens;
    }

    private void turnAt(Line line, long micros) {
        if (micros < line.turnMicros) {
            cancelTurn(line);
            line.turnMicros = micros;
            timeline.schedule(turnEvent, micros, line.number, ++line.turn);
        }
    }

    private void cancelTurn(Line line) {
        if (line.turnMicros != NEVER) {
            line.turnMicros = NEVER;
            timeline.cancelled();
        }
    }

    private void launch(Task task, BitSet closed) {
        String group = group(task);
        BitSet refused = (BitSet) closed.clone();
        int zone = spread.next(group, refused);
        int place = FargatePlaces.NONE;
        while (zone != ZoneSpread.NONE && place == FargatePlaces.NONE) {
            place = fleet.places().take(fleet.shape(task.spec()), zone);
            refused.set(zone);
            zone = place == FargatePlaces.NONE ? spread.next(group, refused) : zone;
        }
        if (place == FargatePlaces.NONE) {
            throw new WorkloadException("fargate: no place is left for a task of "
                    + task.definition().name() + " (" + task.group() + "), expected a greater number as"
                    + " fargate.placesPerZone");
        }
        spread.count(group, fleet.places().zoneOf(place), 1);
        stays.begin(task, place);
    }
}
