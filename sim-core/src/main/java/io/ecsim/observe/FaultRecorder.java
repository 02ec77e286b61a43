package io.ecsim.observe;

import io.ecsim.cluster.ClusterState;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * Follows the services of a run through its faults (models.md M4): trough and recovery of each. A change of one service
 * costs as much as there are faults that it has not recovered from.
 *
 * <p>A fault is not noticed at once: a lost host is believed in for a minute (R7.10), a load balancer probes more than once.
 * So services that are well when a fault begins have not recovered from it yet; they have when they were short of healthy
 * tasks and are well again, or when the fault and the time to notice it have passed and nothing was seen of it.
 */
public final class FaultRecorder {

    /** So long every service must be well. */
    private static final long STEADY_MICROS = 60_000_000;

    private static final long NEVER = Long.MAX_VALUE;

    private final ClusterState cluster;
    private final long noticeMicros;
    private final int[] healthy;
    private final int[] desired;
    private final List<Fault> faults = new ArrayList<>();
    private final List<Fault> open = new ArrayList<>();
    private final HealthHistory history = new HealthHistory();

    /** Sums over all services. */
    private long allHealthy;

    private long allDesired;

    /** Services with fewer healthy tasks than desired, and since when there are none of these. */
    private int shortOfTasks;

    private long wellSinceMicros;
    private int registered;

    private static final class Fault {
        final FaultRecord.Kind kind;
        final String where;
        final long fromMicros;

        /** Gives when it ends, or OPEN while that is not known. */
        LongSupplier end;

        /** Whether its end was not known when it began. */
        final boolean goesOn;

        long recoveredMicros = FaultRecord.OPEN;
        boolean felt;
        double trough = Double.POSITIVE_INFINITY;
        long tasksLost;
        long instancesLost;

        Fault(FaultRecord.Kind kind, String where, long fromMicros, LongSupplier end) {
            this.kind = kind;
            this.where = where;
            this.fromMicros = fromMicros;
            this.end = end;
            this.goesOn = end.getAsLong() == FaultRecord.OPEN;
        }

        long untilMicros() {
            long known = end.getAsLong();
            return known == FaultRecord.OPEN ? NEVER : known;
        }
    }

    /**
     * Makes a recorder of a run in which nothing has struck.
     *
     * @param services how many there are
     * @param noticeMicros so long after its end a fault may still be noticed
     */
    public FaultRecorder(ClusterState cluster, int services, long noticeMicros) {
        this.cluster = cluster;
        this.noticeMicros = noticeMicros;
        this.healthy = new int[services];
        this.desired = new int[services];
    }

    /**
     * A fault begins.
     *
     * @param untilMicros when it will end, or OPEN if {@link #lasts} will tell
     * @return its number, for what follows
     */
    public int struck(FaultRecord.Kind kind, String where, long nowMicros, long untilMicros) {
        return struck(kind, where, nowMicros, () -> untilMicros);
    }

    /**
     * A fault begins whose end is not known. Nobody has recovered from it before it has ended.
     *
     * @param end gives when it ended, or OPEN as long as it lasts
     * @return its number, for what follows
     */
    public int struck(FaultRecord.Kind kind, String where, long nowMicros, LongSupplier end) {
        Fault fault = new Fault(kind, where, nowMicros, end);
        faults.add(fault);
        if (healthy.length > 0) {
            settle(nowMicros);
            for (int service = 0; service < healthy.length; service++) {
                lower(fault, service);
            }
            fault.felt = shortOfTasks > 0;
            open.add(fault);
        }
        return faults.size() - 1;
    }

    /** A fault is about to take an instance, or a place on Fargate, with the tasks on it. */
    public void takes(int number, int instance) {
        Fault fault = faults.get(number);
        fault.instancesLost += cluster.isFargate(instance) ? 0 : 1;
        fault.tasksLost += cluster.tasks(instance);
    }

    /** A fault of which it was not known when it would end goes on, or has ended by now. */
    public void lasts(int number, boolean goesOn, long nowMicros) {
        Fault fault = faults.get(number);
        if (goesOn || fault.untilMicros() == NEVER) {
            long ended = goesOn ? FaultRecord.OPEN : nowMicros;
            fault.end = () -> ended;
        }
    }

    /** A service has so many healthy tasks of those that it desires. */
    public void health(int service, int healthyNow, int desiredNow, long nowMicros) {
        if (healthy[service] == healthyNow && desired[service] == desiredNow) {
            return;
        }
        boolean wasShort = healthy[service] < desired[service];
        boolean isShort = healthyNow < desiredNow;
        allHealthy += healthyNow - healthy[service];
        allDesired += desiredNow - desired[service];
        if (isShort && shortOfTasks == 0) {
            settle(nowMicros);
            open.forEach(fault -> fault.felt = true);
        }
        healthy[service] = healthyNow;
        desired[service] = desiredNow;
        shortOfTasks += (isShort ? 1 : 0) - (wasShort ? 1 : 0);
        if (shortOfTasks == 0 && wasShort) {
            wellSinceMicros = nowMicros;
        }
        open.forEach(fault -> lower(fault, service));
        note(nowMicros);
    }

    private void lower(Fault fault, int service) {
        if (desired[service] > 0) {
            fault.trough = Math.min(fault.trough, (double) healthy[service] / desired[service]);
        }
    }

    /** An instance has been registered (1) or has gone (-1). */
    void registered(int by, long nowMicros) {
        registered += by;
        note(nowMicros);
    }

    private void note(long nowMicros) {
        if (healthy.length > 0) {
            history.add(nowMicros, allHealthy, allDesired, registered);
        }
    }

    /** Every service has been well until now, if since any time: who has recovered by that? */
    private void settle(long nowMicros) {
        if (shortOfTasks > 0) {
            return;
        }
        open.removeIf(fault -> {
            long until = fault.untilMicros();
            // what goes on until nobody knows when may strike again, and be noticed late
            boolean mayStrike = fault.goesOn && nowMicros - noticeMicros - STEADY_MICROS < until;
            if (fault.felt) {
                if (!mayStrike && nowMicros - wellSinceMicros >= STEADY_MICROS) {
                    fault.recoveredMicros = wellSinceMicros;
                }
            } else if (nowMicros - noticeMicros - STEADY_MICROS > until) {
                fault.recoveredMicros = fault.fromMicros;
            }
            return fault.recoveredMicros != FaultRecord.OPEN;
        });
    }

    /** Closes the books; what was not felt until now is not felt any more. */
    FaultTimeline finish(long nowMicros) {
        settle(nowMicros);
        open.stream().filter(fault -> !fault.felt).forEach(fault -> fault.recoveredMicros = fault.fromMicros);
        open.clear();
        List<FaultRecord> records = new ArrayList<>();
        for (Fault fault : faults) {
            records.add(new FaultRecord(
                    fault.kind,
                    fault.where,
                    fault.fromMicros,
                    fault.untilMicros() > nowMicros ? FaultRecord.OPEN : fault.untilMicros(),
                    fault.recoveredMicros,
                    Double.isInfinite(fault.trough) ? OptionalDouble.empty() : OptionalDouble.of(fault.trough),
                    fault.tasksLost,
                    fault.instancesLost,
                    nowMicros - fault.fromMicros));
        }
        return new FaultTimeline(records, healthy.length > 0 ? history.series() : List.of());
    }
}
