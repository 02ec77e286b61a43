package io.ecsim.traffic;

import io.ecsim.billing.Billing;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Task;
import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.SimClock;
import io.ecsim.engine.Simulation;
import io.ecsim.engine.Timeline;
import io.ecsim.model.Service;
import io.ecsim.observe.RequestResult;
import io.ecsim.random.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The requests on all services of a run (models.md M6). Looks at all of them once a step, and at one when its targets
 * change. What requests want of the CPU is told at the beginning of a step and holds until its end.
 */
public final class RequestTraffic {

    private static final long MINUTE_MICROS = 60 * SimClock.MICROS_PER_SECOND;
    private static final int NO_SLOT = -1;
    private static final int STRETCHES = 288;

    private final SimClock clock;
    private final Timeline timeline;
    private final ClusterState cluster;
    private final RequestPlan plan;
    private final TaskCpu cpu;
    private final ZoneStates zones;
    private final long horizonMicros;
    private final long warmupMicros;
    private final long stretchMicros;
    private final List<ServedRequests> served = new ArrayList<>();

    /** By position of a service: its requests, and what CloudWatch knows of its last minute. */
    private final @Nullable ServedRequests[] byService;

    private final MinuteMetrics[] minutes;
    private final int[] serviceOfSpec;
    private int[] slotByRow = new int[256];
    private long stretchFromMicros;
    private boolean warm;
    private final EventKind step;
    private final BilledRequests billed;

    /**
     * Makes the traffic of a run in which nothing has happened yet.
     *
     * @param services how many services the world has
     * @param serviceOfSpec by index of what is run: the service that runs it, or -1
     * @param cpu gives tasks their CPU
     * @param quality how good Availability Zones are
     * @param billing hears of requests from the end of the warm-up on
     * @param warmupMicros requests from this time on count
     */
    public RequestTraffic(
            Simulation simulation,
            ClusterState cluster,
            RequestPlan plan,
            int services,
            int[] serviceOfSpec,
            TaskCpu cpu,
            ZoneQuality quality,
            Streams streams,
            Billing billing,
            long warmupMicros,
            long horizonMicros) {
        this.clock = simulation.clock();
        this.timeline = simulation.timeline();
        this.cluster = cluster;
        this.plan = plan;
        this.cpu = cpu;
        this.zones = new ZoneStates(quality);
        this.warmupMicros = warmupMicros;
        this.horizonMicros = horizonMicros;
        this.serviceOfSpec = serviceOfSpec.clone();
        this.byService = new @Nullable ServedRequests[services];
        this.minutes = new MinuteMetrics[services];
        long steps = Math.max(1, horizonMicros / plan.stepMicros());
        this.stretchMicros = plan.stepMicros() * Math.max(1, -Math.floorDiv(-steps, STRETCHES));
        Arrays.fill(slotByRow, NO_SLOT);
        for (ServiceRequests requests : plan.services()) {
            RequestRate.Flow flow = requests.rate().open(streams, "requests/" + requests.service(), horizonMicros);
            ServedRequests of = new ServedRequests(requests, flow, zones);
            served.add(of);
            byService[requests.service()] = of;
            minutes[requests.service()] = new MinuteMetrics(of.ledger);
        }
        this.billed = new BilledRequests(billing, served);
        this.step = timeline.define("requests", Phase.ARRIVAL, (subject, generation) -> step());
    }

    /** Begins, if there is anything to do. */
    public void begin() {
        if (!served.isEmpty()) {
            timeline.schedule(step, 0, 0, 0);
        }
    }

    private void step() {
        long now = clock.nowMicros();
        advance(now);
        boolean hadShifts = zones.hasShifts();
        zones.look(now);
        if (hadShifts || zones.hasShifts()) {
            served.forEach(this::route);
        }
        long end = Math.min(horizonMicros, nextMicros(now));
        for (ServedRequests of : served) {
            long wanted = of.beginStep(now, end);
            long most = of.requests().workers() * 1_000_000L;
            Targets targets = of.targets;
            for (int slot = 0; slot < targets.count(); slot++) {
                long wants = targets.behind(slot) ? most : wanted;
                cpu.want(targets.task(slot), targets.receives(slot) ? wants : 0);
            }
        }
        cpu.settle();
        for (ServedRequests of : served) {
            of.unsettle();
            for (int slot = 0; slot < of.targets.count(); slot++) {
                if (of.targets.receives(slot)) {
                    measure(of, slot);
                }
            }
        }
        if (end > now) {
            timeline.schedule(step, end, 0, 0);
        }
    }

    /** Steps end at multiples of their length; the warm-up and changes of a zone end one too. */
    private long nextMicros(long now) {
        long whole = (now / plan.stepMicros() + 1) * plan.stepMicros();
        long next = Math.min(whole, zones.nextChangeMicros(now));
        return now < warmupMicros ? Math.min(next, warmupMicros) : next;
    }

    private void measure(ServedRequests of, int slot) {
        double vcpu = cpu.available(of.targets.task(slot)) / 1e6;
        of.targets.cpu(slot, Math.min(of.requests().workers(), vcpu));
    }

    private void advance(long now) {
        for (ServedRequests of : served) {
            of.advance(now);
        }
        if (now % MINUTE_MICROS == 0) {
            for (MinuteMetrics minute : minutes) {
                if (minute != null) {
                    minute.close(now);
                }
            }
        }
        if (warm) {
            billed.tell(now);
        } else if (now >= warmupMicros) {
            warm = true;
            billed.begin(now);
            for (ServedRequests of : served) {
                of.ledger.reset(of.waiting());
                minutes[of.requests().service()].begin();
            }
            stretchFromMicros = now;
        }
        if (now >= stretchFromMicros + stretchMicros) {
            closeStretch(now);
        }
    }

    private void closeStretch(long now) {
        for (ServedRequests of : served) {
            of.ledger.close(stretchFromMicros, now);
        }
        stretchFromMicros = now;
    }

    /**
     * A task of a service is or is not RUNNING, or a target of its load balancer, from now on. Nothing happens where that is
     * known.
     *
     * @param runs whether it is RUNNING
     * @param receives whether it gets requests
     */
    public void taskChanged(Task task, boolean runs, boolean receives) {
        int service = serviceOfSpec[task.spec()];
        ServedRequests of = service < 0 ? null : byService[service];
        if (of == null) {
            return;
        }
        int row = task.row();
        if (row >= slotByRow.length) {
            int length = slotByRow.length;
            slotByRow = Arrays.copyOf(slotByRow, Math.max(row + 1, length * 2));
            Arrays.fill(slotByRow, length, slotByRow.length, NO_SLOT);
        }
        int slot = slotByRow[row];
        if (slot == NO_SLOT ? !runs : runs && of.targets.isOpen(slot) == receives) {
            return;
        }
        of.advance(clock.nowMicros());
        of.unsettle();
        if (slot == NO_SLOT) {
            long now = clock.nowMicros();
            slot = of.targets.add(
                    task, zones.number(cluster.spec(task.instance()).zone().name(), now));
            slotByRow[row] = slot;
        } else if (!runs) {
            remove(of, row, slot);
            return;
        }
        of.targets.open(slot, receives);
        if (zones.hasShifts()) {
            route(of);
        } else if (receives) {
            measure(of, slot);
        }
    }

    /** Zones are shifted away from, or are so no more: the requests of a service go elsewhere. */
    private void route(ServedRequests of) {
        of.unsettle();
        of.targets.route(zones);
        for (int slot = 0; slot < of.targets.count(); slot++) {
            if (of.targets.receives(slot)) {
                measure(of, slot);
            }
        }
    }

    /** The machine of a task has gone, and its CPU with it; the load balancer may not know yet. */
    public void hostEnded(Task task) {
        int service = serviceOfSpec[task.spec()];
        ServedRequests of = service < 0 ? null : byService[service];
        int slot = task.row() < slotByRow.length ? slotByRow[task.row()] : NO_SLOT;
        if (of != null && slot != NO_SLOT && of.targets.receives(slot)) {
            of.advance(clock.nowMicros());
            of.unsettle();
            measure(of, slot);
        }
    }

    private void remove(ServedRequests of, int row, int slot) {
        cpu.want(of.targets.task(slot), 0);
        of.targets.remove(slot);
        slotByRow[row] = NO_SLOT;
        if (slot < of.targets.count()) {
            slotByRow[of.targets.task(slot).row()] = slot;
        }
        if (zones.hasShifts()) {
            route(of);
        }
    }

    /** Returns whether a service gets requests. */
    public boolean knows(int service) {
        return byService[service] != null;
    }

    /** Returns the CPU that requests on a service used in its last full minute, in percent of what its tasks reserve. */
    public OptionalDouble cpuPercent(int service) {
        return byService[service] == null
                ? OptionalDouble.empty()
                : lastMinute(service).cpuPercent();
    }

    /** Returns the tries a target of the last full minute. */
    public OptionalDouble requestsPerTarget(int service) {
        return byService[service] == null
                ? OptionalDouble.empty()
                : lastMinute(service).requestsPerTarget();
    }

    /** A minute may end within a step, whose rate holds on. */
    private MinuteMetrics lastMinute(int service) {
        long now = clock.nowMicros();
        ServedRequests of = byService[service];
        if (of != null && now % MINUTE_MICROS == 0) {
            of.advance(now);
            minutes[service].close(now);
        }
        return minutes[service];
    }

    /**
     * Returns what became of the requests until now.
     *
     * @param services all services, by position
     */
    public RequestResult result(List<Service> services) {
        long now = clock.nowMicros();
        for (ServedRequests of : served) {
            of.advance(now);
        }
        closeStretch(now);
        if (warm) {
            billed.tell(now);
        }
        LatencyHistogram all = new LatencyHistogram();
        served.forEach(of -> all.add(of.ledger.latency));
        return new RequestResult(
                served.stream()
                        .map(of -> of.ledger.totals(services.get(of.requests().service())))
                        .toList(),
                all.quantile(0.5),
                all.quantile(0.99));
    }

    /** Returns all requests that are neither answered nor failed: they wait for their next try. */
    public double waiting(int service) {
        ServedRequests of = byService[service];
        return of == null ? 0 : of.waiting() / RequestLedger.MILLION;
    }
}
