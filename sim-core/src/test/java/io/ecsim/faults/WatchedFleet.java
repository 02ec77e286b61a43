package io.ecsim.faults;

import io.ecsim.engine.SimClock;
import io.ecsim.engine.Simulation;
import io.ecsim.model.AvailabilityZone;
import io.ecsim.model.ContainerInstance;
import io.ecsim.random.Law;
import io.ecsim.random.RandomStream;
import io.ecsim.random.Streams;
import io.ecsim.random.Variates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A fleet that fails and returns, and what was seen of it: {@code "second id event"} in order. */
final class WatchedFleet implements FaultTarget {

    private enum State {
        GONE,
        REGISTERING,
        ACTIVE,
        FAILED
    }

    private final List<ContainerInstance> fleet;
    private final Simulation simulation = new Simulation();
    private final State[] states;
    final List<String> events = new ArrayList<>();
    final List<List<Double>> falls = new ArrayList<>();

    WatchedFleet(List<ContainerInstance> fleet) {
        this.fleet = fleet;
        this.states = new State[fleet.size()];
        for (int i = 0; i < states.length; i++) {
            states[i] = State.GONE;
            falls.add(new ArrayList<>());
        }
    }

    static WatchedFleet live(List<ContainerInstance> fleet, FaultPlan plan, Streams streams, double seconds) {
        WatchedFleet watched = new WatchedFleet(fleet);
        int[] order = new int[fleet.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        new InstanceFailures(plan, watched.simulation, streams, watched, fleet, order).begin();
        watched.simulation.run((long) (seconds * SimClock.MICROS_PER_SECOND), Long.MAX_VALUE);
        return watched;
    }

    static ContainerInstance instance(String id, String zone, String pool, String image, boolean trunk) {
        Map<String, String> attributes = new TreeMap<>(Map.of("ecs.availability-zone", zone));
        if (!image.isEmpty()) {
            attributes.put("ecs.ami-id", image);
        }
        if (trunk) {
            attributes.put(TrunkRegistration.ATTRIBUTE, "eni");
        }
        return new ContainerInstance(
                id, new AvailabilityZone(zone), "custom", 1, 1, 0, 0, List.of(), Map.of(), attributes, 0, pool);
    }

    static FaultPlan shocks(Shock... shocks) {
        return FaultPlan.NONE.withShocks(List.of(shocks));
    }

    static Law always(double seconds) {
        return new FixedLaw(seconds);
    }

    static Law exponential(double mean) {
        return new ExponentialTestLaw(mean);
    }

    private record FixedLaw(double mean) implements Law {
        @Override
        public double sample(RandomStream stream) {
            return mean;
        }

        @Override
        public String describe() {
            return "constant";
        }
    }

    private record ExponentialTestLaw(double mean) implements Law {
        @Override
        public double sample(RandomStream stream) {
            return mean * Variates.exponential(stream);
        }

        @Override
        public String describe() {
            return "exponential";
        }
    }

    @Override
    public void instanceLaunches(int instance) {
        move(instance, State.GONE, State.REGISTERING, "launched");
    }

    @Override
    public void instanceRegisters(int instance) {
        move(instance, State.REGISTERING, State.ACTIVE, "active");
    }

    @Override
    public void registrationFails(int instance) {
        move(instance, State.REGISTERING, State.FAILED, "not registered");
    }

    @Override
    public void instanceFails(int instance) {
        if (states[instance] == State.GONE) {
            throw new IllegalStateException(fleet.get(instance).id() + " was hit although it is down");
        }
        falls.get(instance).add(now());
        move(instance, states[instance], State.GONE, "gone");
    }

    @Override
    public void spotInterruptionNotice(int instance) {
        events.add(seconds() + " " + fleet.get(instance).id() + " noticed");
    }

    private void move(int instance, State from, State to, String event) {
        if (states[instance] != from) {
            throw new IllegalStateException(
                    fleet.get(instance).id() + " is " + states[instance] + " and cannot be " + event);
        }
        states[instance] = to;
        events.add(String.format(
                java.util.Locale.ROOT,
                "%s %s %s",
                seconds(),
                fleet.get(instance).id(),
                event));
    }

    private String seconds() {
        double now = now();
        return now == Math.rint(now) ? Long.toString((long) now) : Double.toString(now);
    }

    private double now() {
        return simulation.clock().nowMicros() / 1e6;
    }
}
