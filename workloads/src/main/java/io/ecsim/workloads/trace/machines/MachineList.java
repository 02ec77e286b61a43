package io.ecsim.workloads.trace.machines;

import io.ecsim.faults.Outage;
import io.ecsim.model.ContainerInstance;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The machines of a trace as container instances that come and go.
 *
 * @param instances one for each machine and size that it had within the window
 * @param outages when they are away; the window begins at 0
 * @param machines machines that were there at some time within the window
 * @param joinLater instances that are not there at the beginning of the window
 * @param gone instances that are not there at its end
 * @param rowsRead lines that hold a row; reading stops at the window's end
 * @param dropped rows without effect, by reason
 */
public record MachineList(
        List<ContainerInstance> instances,
        List<Outage> outages,
        int machines,
        int joinLater,
        int gone,
        long rowsRead,
        Map<String, Long> dropped) {

    public MachineList {
        instances = List.copyOf(instances);
        outages = List.copyOf(outages);
        dropped = Collections.unmodifiableMap(new TreeMap<>(dropped));
    }
}
