package io.ecsim.experiments.worlds;

import io.ecsim.controlplane.World;
import io.ecsim.engine.Simulation;
import io.ecsim.faults.FaultTarget;
import io.ecsim.faults.InstanceFailures;
import io.ecsim.model.ContainerInstance;
import io.ecsim.random.Streams;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The machines of a world without anything on them: what they cost, counted a second time. */
final class MachineHours implements FaultTarget {

    private static final long LEAST_MICROS = 60_000_000L;

    private final World world;
    private final Simulation simulation = new Simulation();
    private final long[] launchedMicros;
    private double usd;

    private MachineHours(World world) {
        this.world = world;
        this.launchedMicros = new long[world.instances().size()];
        Arrays.fill(launchedMicros, -1);
    }

    /** Returns what is billed until the horizon, from the end of the warm-up on. */
    static double billedUsd(World world, Streams streams) {
        MachineHours hours = new MachineHours(world);
        int[] byId = IntStream.range(0, world.instances().size())
                .boxed()
                .sorted(Comparator.comparing(i -> world.instances().get(i).id()))
                .mapToInt(Integer::intValue)
                .toArray();
        new InstanceFailures(world.faults(), hours.simulation, streams, hours, world.instances(), byId).begin();
        hours.simulation.run(world.horizonMicros(), Long.MAX_VALUE);
        for (int instance = 0; instance < byId.length; instance++) {
            if (hours.launchedMicros[instance] >= 0) {
                hours.bill(instance, world.horizonMicros());
            }
        }
        return hours.usd;
    }

    private void bill(int instance, long endMicros) {
        long from = world.warmupMicros();
        ContainerInstance machine = world.instances().get(instance);
        long launched = launchedMicros[instance];
        if (endMicros > from) {
            long least = launched >= from ? LEAST_MICROS : 0;
            long billed = Math.max(endMicros - Math.max(launched, from), least);
            usd += machine.microUsdPerHour() / 1e6 * (billed / 3.6e9);
        }
    }

    @Override
    public void instanceLaunches(int instance) {
        launchedMicros[instance] = simulation.clock().nowMicros();
    }

    @Override
    public void instanceRegisters(int instance) {}

    @Override
    public void registrationFails(int instance) {}

    @Override
    public void instanceFails(int instance) {
        bill(instance, simulation.clock().nowMicros());
        launchedMicros[instance] = -1;
    }
}
