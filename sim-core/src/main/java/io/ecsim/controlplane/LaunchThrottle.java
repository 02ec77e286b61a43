package io.ecsim.controlplane;

import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.SimClock;
import io.ecsim.engine.Simulation;
import io.ecsim.faults.ControlPlaneFault;
import io.ecsim.services.LaunchGate;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets through what a control plane in trouble launches: a token bucket that holds the launches of one second, and at
 * least one (R9.4). Of several faults at a time each has its own bucket, and all must let a launch through.
 */
final class LaunchThrottle implements LaunchGate {

    /** What callers are told. */
    static final String EXCEPTION = "ThrottlingException";

    private static final double LONGEST_MICROS = 1e16; // 300 years

    private final List<Bucket> lasting = new ArrayList<>();

    /** Tokens as times: the next launch is due when the last one has been paid for. */
    private static final class Bucket {
        final ControlPlaneFault fault;
        final boolean limits;
        final long intervalMicros;
        final long aheadMicros;
        long dueMicros;

        Bucket(ControlPlaneFault fault) {
            this.fault = fault;
            this.limits = fault.launchesPerSecond().isPresent();
            double rate = fault.launchesPerSecond().orElse(0);
            this.intervalMicros =
                    rate == 0 ? 0 : (long) Math.min(LONGEST_MICROS, Math.ceil(SimClock.MICROS_PER_SECOND / rate));
            this.aheadMicros = Math.max(0, SimClock.MICROS_PER_SECOND - intervalMicros);
            this.dueMicros = fault.atMicros();
        }

        long opensAtMicros() {
            if (!limits) {
                return 0;
            }
            return intervalMicros == 0 ? fault.endMicros() : Math.min(fault.endMicros(), dueMicros - aheadMicros);
        }

        void launched(long nowMicros) {
            dueMicros = Math.max(nowMicros, dueMicros) + intervalMicros;
        }
    }

    /**
     * Makes the throttle of a run.
     *
     * @param opened is told when a fault is over
     */
    LaunchThrottle(List<ControlPlaneFault> faults, Simulation simulation, Runnable opened) {
        EventKind begin = simulation
                .timeline()
                .define(
                        "control plane fault begins",
                        Phase.FAULT,
                        (fault, none) -> lasting.add(new Bucket(faults.get(fault))));
        EventKind end = simulation.timeline().define("control plane fault ends", Phase.REPAIR, (fault, none) -> {
            lasting.removeIf(bucket -> bucket.fault.equals(faults.get(fault)));
            opened.run();
        });
        for (int fault = 0; fault < faults.size(); fault++) {
            simulation.timeline().schedule(begin, faults.get(fault).atMicros(), fault, 0);
            simulation.timeline().schedule(end, faults.get(fault).endMicros(), fault, 0);
        }
    }

    @Override
    public long opensAtMicros(long nowMicros) {
        long opens = 0;
        for (Bucket bucket : lasting) {
            opens = Math.max(opens, bucket.opensAtMicros());
        }
        return opens;
    }

    /** Returns whether a task may be launched now. */
    boolean admits(long nowMicros) {
        return opensAtMicros(nowMicros) <= nowMicros;
    }

    @Override
    public void launched(long nowMicros) {
        lasting.forEach(bucket -> bucket.launched(nowMicros));
    }

    @Override
    public double reactionFactor(long nowMicros) {
        double factor = 1;
        for (Bucket bucket : lasting) {
            factor *= bucket.fault.reactionFactor();
        }
        return factor;
    }
}
