package io.ecsim.faults;

import io.ecsim.engine.EventHandler;
import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.SimClock;
import io.ecsim.engine.Simulation;
import io.ecsim.random.KeyedStream;
import io.ecsim.random.Law;
import io.ecsim.random.Streams;
import java.util.List;

/**
 * Failures of instances and of zones (models.md M7 power): each instance lives, fails, is replaced, by draws that belong
 * to (instance, launch); a zone without power takes its instances down and launches into it wait for the power.
 */
public final class InstanceFailures {

    private static final String STREAM = "instance/life";

    private final FaultPlan plan;
    private final SimClock clock;
    private final Simulation simulation;
    private final FaultTarget target;
    private final int[] zoneOf;
    private final int[] returnOrder;
    private final KeyedStream draws;
    private final KeyedStream zoneDraws;
    private final EventKind failEvent;
    private final EventKind returnEvent;

    private final int[] launches;
    private final boolean[] up;
    private final boolean[] wantsReturn;
    private final int[] outages;
    private final int[] zoneEvents;

    /**
     * Prepares the failures of a run.
     *
     * @param zoneOf zone number by instance
     * @param zoneNames zone name by number
     * @param returnOrder the instances in the order in which those of a zone register when its power returns
     */
    public InstanceFailures(
            FaultPlan plan,
            Simulation simulation,
            Streams streams,
            FaultTarget target,
            int[] zoneOf,
            List<String> zoneNames,
            int[] returnOrder) {
        this.plan = plan;
        this.returnOrder = returnOrder.clone();
        this.simulation = simulation;
        this.clock = simulation.clock();
        this.target = target;
        this.zoneOf = zoneOf.clone();
        this.draws = streams.keyed(STREAM);
        this.zoneDraws = streams.keyed("zone/power");
        this.launches = new int[zoneOf.length];
        this.up = new boolean[zoneOf.length];
        this.wantsReturn = new boolean[zoneOf.length];
        this.outages = new int[zoneNames.size()];
        this.zoneEvents = new int[zoneNames.size()];
        this.failEvent = simulation.timeline().define("instance fails", Phase.FAULT, new EventHandler() {
            @Override
            public void handle(int instance, int launch) {
                fail(instance);
                scheduleReturn(instance);
            }

            @Override
            public boolean isLive(int instance, int launch) {
                return launches[instance] == launch && up[instance];
            }
        });
        this.returnEvent = simulation.timeline().define("instance returns", Phase.FAULT, (instance, launch) -> {
            wantsReturn[instance] = true;
            returnIfPowered(instance);
        });
        EventKind outage = simulation.timeline().define("zone loses power", Phase.FAULT, (zone, event) -> lose(zone));
        EventKind restored =
                simulation.timeline().define("zone regains power", Phase.FAULT, (zone, event) -> regain(zone));
        for (FaultPlan.ZoneEvent event : plan.zones()) {
            int zone = zoneNames.indexOf(event.zone());
            simulation.timeline().schedule(outage, event.atMicros(), zone, 0);
            simulation.timeline().schedule(restored, event.atMicros() + event.durationMicros(), zone, 0);
        }
        defineRandomZones();
    }

    private void defineRandomZones() {
        if (plan.randomZones().isEmpty()) {
            return;
        }
        FaultPlan.Renewal renewal = plan.randomZones().get();
        RandomZones process = new RandomZones(renewal);
        for (int zone = 0; zone < outages.length; zone++) {
            process.scheduleLoss(zone);
        }
    }

    /** Alternating renewal of each zone's power. */
    private final class RandomZones {

        private final FaultPlan.Renewal renewal;
        private final EventKind loss;
        private final EventKind gain;

        RandomZones(FaultPlan.Renewal renewal) {
            this.renewal = renewal;
            this.loss = simulation.timeline().define("random zone loss", Phase.FAULT, (zone, event) -> {
                lose(zone);
                long micros = micros(renewal().repairSeconds(), zoneDraws.at(zone, event * 2 + 1));
                simulation.timeline().schedule(gain(), clock.nowMicros() + micros, zone, event);
            });
            this.gain = simulation.timeline().define("random zone return", Phase.FAULT, (zone, event) -> {
                regain(zone);
                scheduleLoss(zone);
            });
        }

        private FaultPlan.Renewal renewal() {
            return renewal;
        }

        private EventKind gain() {
            return gain;
        }

        void scheduleLoss(int zone) {
            int event = zoneEvents[zone]++;
            long micros = micros(renewal.lifeSeconds(), zoneDraws.at(zone, event * 2));
            simulation.timeline().schedule(loss, clock.nowMicros() + micros, zone, event);
        }
    }

    /** Tells that an instance has been launched for the first time. */
    public void launched(int instance) {
        up[instance] = true;
        scheduleFailure(instance);
    }

    private void scheduleFailure(int instance) {
        if (plan.instances().isPresent()) {
            Law law = plan.instances().get().lifeSeconds();
            long micros = micros(law, draws.at(instance, launches[instance] * 2));
            simulation.timeline().schedule(failEvent, clock.nowMicros() + micros, instance, launches[instance]);
        }
    }

    private void scheduleReturn(int instance) {
        if (plan.instances().isPresent()) {
            Law law = plan.instances().get().repairSeconds();
            long micros = micros(law, draws.at(instance, launches[instance] * 2 + 1));
            simulation.timeline().schedule(returnEvent, clock.nowMicros() + micros, instance, launches[instance]);
        }
    }

    private void fail(int instance) {
        up[instance] = false;
        target.instanceFails(instance);
    }

    private void returnIfPowered(int instance) {
        if (wantsReturn[instance] && outages[zoneOf[instance]] == 0) {
            wantsReturn[instance] = false;
            launches[instance]++;
            up[instance] = true;
            target.instanceReturns(instance);
            scheduleFailure(instance);
        }
    }

    private void lose(int zone) {
        outages[zone]++;
        for (int instance = 0; instance < zoneOf.length; instance++) {
            if (zoneOf[instance] == zone && up[instance]) {
                fail(instance);
                wantsReturn[instance] = true;
                if (plan.instances().isPresent()) {
                    simulation.timeline().cancelled(); // its own failure, still pending
                }
            }
        }
    }

    private void regain(int zone) {
        outages[zone]--;
        for (int instance : returnOrder) {
            if (zoneOf[instance] == zone) {
                returnIfPowered(instance);
            }
        }
    }

    private static long micros(Law seconds, KeyedStream stream) {
        return Math.max(1, (long) (seconds.sample(stream) * SimClock.MICROS_PER_SECOND));
    }
}
