package io.ecsim.faults;

import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.SimClock;
import io.ecsim.engine.Simulation;
import io.ecsim.engine.Timeline;
import io.ecsim.random.KeyedStream;
import io.ecsim.random.Streams;
import java.util.List;

/**
 * What zone events do to instances (models.md M7): without power they end, and launches into a zone that is down wait until
 * it no longer is.
 */
final class ZoneLosses implements ZoneStates.Listener {

    private final FaultPlan plan;
    private final InstanceFailures instances;
    private final ZoneStates states;
    private final SimClock clock;
    private final Timeline timeline;
    private final KeyedStream draws;
    private final List<Domains.Domain> zones;
    private final ZoneEvent[] lasting;
    private final EventKind randomLoss;
    private final EventKind randomReturn;

    ZoneLosses(FaultPlan plan, InstanceFailures instances, ZoneStates states, Simulation simulation, Streams streams) {
        this.plan = plan;
        this.instances = instances;
        this.states = states;
        this.clock = simulation.clock();
        this.timeline = simulation.timeline();
        this.draws = streams.keyed("zone/power");
        this.zones = Domains.of(Shock.Domain.ZONE, instances);
        this.lasting = new ZoneEvent[zones.size()];
        randomLoss = timeline.define("random zone loss", Phase.FAULT, this::loseAtRandom);
        randomReturn = timeline.define("random zone return", Phase.REPAIR, (zone, event) -> {
            states.end(lasting[zone]);
            scheduleLoss(zone, event + 1);
        });
        states.listen(this);
        if (plan.randomZones().isPresent()) {
            for (int zone = 0; zone < zones.size(); zone++) {
                scheduleLoss(zone, 0);
            }
        }
    }

    private void scheduleLoss(int zone, int event) {
        double seconds = plan.randomZones()
                .orElseThrow()
                .lifeSeconds()
                .sample(draws.at(zones.get(zone).key(), event * 2));
        timeline.schedule(randomLoss, clock.nowMicros() + InstanceFailures.micros(seconds), zone, event);
    }

    private void loseAtRandom(int zone, int event) {
        Domains.Domain domain = zones.get(zone);
        double seconds = plan.randomZones().orElseThrow().repairSeconds().sample(draws.at(domain.key(), event * 2 + 1));
        lasting[zone] = new ZoneEvent(domain.name(), clock.nowMicros(), InstanceFailures.micros(seconds));
        states.begin(lasting[zone]);
        timeline.schedule(randomReturn, lasting[zone].endMicros(), zone, event);
    }

    @Override
    public void begins(ZoneEvent event) {
        if (event.kind().bars() && states.barring(event.zone()) == 1) {
            instances.tellZone(event.zone(), true);
        }
        if (event.kind() == ZoneEvent.Kind.POWER) {
            for (int instance : members(event)) {
                instances.hold(instance);
            }
        }
    }

    @Override
    public void ends(ZoneEvent event) {
        if (!event.kind().bars()) {
            return;
        }
        for (int instance : members(event)) {
            if (event.kind() == ZoneEvent.Kind.POWER) {
                instances.letGo(instance);
            }
            instances.launchIfAwaited(instance);
        }
        if (!states.isDown(event.zone())) {
            instances.tellZone(event.zone(), false);
        }
    }

    private int[] members(ZoneEvent event) {
        int zone = Domains.find(zones, event.zone());
        return zone < 0 ? new int[0] : zones.get(zone).members(); // only Fargate may be there
    }
}
