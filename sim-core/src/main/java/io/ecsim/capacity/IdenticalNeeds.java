package io.ecsim.capacity;

import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Demand;
import java.util.List;
import java.util.Map;

/**
 * Tasks with identical needs, of whatever services and definitions (R5.14). Those that are to be on distinct instances are
 * a kind of their own.
 *
 * @param cpuUnits that one takes
 * @param memoryMiB that one takes
 * @param gpus that one takes
 * @param gpuMilli thousandths of one GPU that one shares
 * @param needs what else the definition takes
 * @param distinctSpec what is run, where no two of it may be on one machine (R5.16); -1 elsewhere
 */
record IdenticalNeeds(int cpuUnits, int memoryMiB, int gpus, int gpuMilli, Demand needs, int distinctSpec) {

    private static final int MANY = Integer.MAX_VALUE;
    private static final int ANY = -1;
    private static final int MILLI = 1000;

    static IdenticalNeeds of(DemandClass kind, CapacityProviders.Tasks tasks) {
        int spec = kind.spec();
        Demand demand = tasks.demand(spec);
        Demand rest = new Demand(0, 0, 0, demand.eniSlots(), demand.hostPorts(), demand.extra());
        return new IdenticalNeeds(
                kind.cpuUnits(),
                kind.memoryMiB(),
                kind.gpus(),
                kind.gpuMilli(),
                rest,
                tasks.distinctInstance(spec) ? spec : ANY);
    }

    /** Returns how many of these tasks an empty machine holds, dimension by dimension: vCPU, memory, GPU, ENI, ports. */
    int perMachine(ContainerInstance machine) {
        int most = distinctSpec != ANY || !needs.hostPorts().isEmpty() ? 1 : MANY;
        if (needs.hostPorts().stream().anyMatch(machine.reservedPorts()::contains)) {
            most = 0;
        }
        most = Math.min(most, times(machine.cpuUnits(), cpuUnits));
        most = Math.min(most, times(machine.memoryMiB(), memoryMiB));
        most = Math.min(most, times(machine.gpus(), gpus));
        if (gpuMilli > 0) {
            most = Math.min(most, Math.multiplyExact(machine.gpus(), MILLI / gpuMilli));
        }
        most = Math.min(most, times(machine.eniSlots(), needs.eniSlots()));
        for (Map.Entry<String, Integer> extra : needs.extra().entrySet()) {
            most = Math.min(most, times(machine.extra().getOrDefault(extra.getKey(), 0), extra.getValue()));
        }
        return most;
    }

    private static int times(int there, int needed) {
        return needed == 0 ? MANY : there / needed;
    }

    /**
     * Returns the fewest new machines that hold that many of these tasks if all are of the type that holds most; 0 if they
     * do not fit the smallest type: then they are left out and wait for ever (R5.14).
     *
     * @param machines one of each type of the group
     */
    int machinesFor(int tasks, List<ContainerInstance> machines) {
        int most = 0;
        for (ContainerInstance machine : machines) {
            int holds = perMachine(machine);
            if (holds == 0) {
                return 0;
            }
            most = Math.max(most, holds);
        }
        return most == 0 ? 0 : (int) (((long) tasks + most - 1) / most);
    }
}
