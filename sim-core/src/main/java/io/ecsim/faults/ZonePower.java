package io.ecsim.faults;

import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.SimClock;
import io.ecsim.engine.Simulation;
import io.ecsim.engine.Timeline;
import io.ecsim.random.KeyedStream;
import io.ecsim.random.Streams;
import java.util.List;

/** Zones that lose power (models.md M7): their instances end, and launches into them wait until the power is back. */
final class ZonePower {

    private final FaultPlan plan;
    private final InstanceFailures instances;
    private final SimClock clock;
    private final Timeline timeline;
    private final KeyedStream draws;
    private final List<Domains.Domain> zones;
    private final EventKind randomLoss;
    private final EventKind randomReturn;

    ZonePower(FaultPlan plan, InstanceFailures instances, Simulation simulation, Streams streams) {
        this.plan = plan;
        this.instances = instances;
        this.clock = simulation.clock();
        this.timeline = simulation.timeline();
        this.draws = streams.keyed("zone/power");
        this.zones = Domains.of(Shock.Domain.ZONE, instances);
        EventKind loss = timeline.define("zone loses power", Phase.FAULT, (zone, none) -> lose(zone));
        EventKind back = timeline.define("zone regains power", Phase.REPAIR, (zone, none) -> regain(zone));
        randomLoss = timeline.define("random zone loss", Phase.FAULT, this::loseAtRandom);
        randomReturn = timeline.define("random zone return", Phase.REPAIR, (zone, event) -> {
            regain(zone);
            scheduleLoss(zone, event + 1);
        });
        for (FaultPlan.ZoneEvent event : plan.zones()) {
            int zone = Domains.find(zones, event.zone());
            if (zone >= 0) { // a small fleet may have nothing there
                timeline.schedule(loss, event.atMicros(), zone, 0);
                timeline.schedule(back, event.endMicros(), zone, 0);
            }
        }
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
        lose(zone);
        double seconds = plan.randomZones()
                .orElseThrow()
                .repairSeconds()
                .sample(draws.at(zones.get(zone).key(), event * 2 + 1));
        timeline.schedule(randomReturn, clock.nowMicros() + InstanceFailures.micros(seconds), zone, event);
    }

    private void lose(int zone) {
        instances.tellZone(zones.get(zone).name(), true);
        for (int instance : zones.get(zone).members()) {
            instances.hold(instance);
        }
    }

    private void regain(int zone) {
        for (int instance : zones.get(zone).members()) {
            instances.letGo(instance);
        }
        instances.tellZone(zones.get(zone).name(), false);
    }
}
