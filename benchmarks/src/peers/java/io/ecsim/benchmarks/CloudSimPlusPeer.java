package io.ecsim.benchmarks;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cloudsimplus.allocationpolicies.VmAllocationPolicy;
import org.cloudsimplus.allocationpolicies.VmAllocationPolicySimple;
import org.cloudsimplus.core.CloudSimEntity;
import org.cloudsimplus.core.CloudSimPlus;
import org.cloudsimplus.core.events.SimEvent;
import org.cloudsimplus.datacenters.DatacenterSimple;
import org.cloudsimplus.hosts.Host;
import org.cloudsimplus.hosts.HostSimple;
import org.cloudsimplus.resources.Pe;
import org.cloudsimplus.resources.PeSimple;
import org.cloudsimplus.vms.Vm;
import org.cloudsimplus.vms.VmSimple;
import org.slf4j.LoggerFactory;

/**
 * The scenario in CloudSim Plus, the way that costs it least: an instance is a host, a task a virtual machine, 256 CPU
 * units one processing element. An entity of ours stands in for the broker, whose lists of machines are searched from
 * the front at each end, and there are no cloudlets, for which each event would update every host. What remains is what
 * CloudSim Plus is: its events, its hosts with their provisioners and schedulers, its allocation, told the host by the
 * hand-written index instead of searching for it. Nothing is logged.
 */
final class CloudSimPlusPeer extends CloudSimEntity {

    private static final int ARRIVAL = 1;
    private static final int END = 2;
    private static final double SECOND = 1e6;
    /** Bandwidth and storage that never run out: a task asks for neither. */
    private static final long PLENTY = 1L << 40;

    private final DrawnTasks tasks;
    private final PeerCluster cluster;
    private final List<Host> hosts = new ArrayList<>();
    private final VmAllocationPolicy allocation;
    private final Vm[] machines;
    private Host chosen = Host.NULL;

    private CloudSimPlusPeer(CloudSimPlus simulation, DrawnTasks tasks) {
        super(simulation);
        this.tasks = tasks;
        cluster = new PeerCluster(tasks, this::starts);
        machines = new Vm[tasks.count()];
        for (int i = 0; i < tasks.instances; i++) {
            List<Pe> elements = new ArrayList<>();
            for (int element = 0; element < GridIndex.CPU_LEVELS; element++) {
                elements.add(new PeSimple(1));
            }
            hosts.add(new HostSimple(
                    (long) GridIndex.MEMORY_LEVELS * GridIndex.MEMORY_STEP, PLENTY, PLENTY, elements));
        }
        allocation = new VmAllocationPolicySimple((policy, machine) -> Optional.of(chosen));
        new DatacenterSimple(simulation, hosts, allocation);
    }

    static PeerResult run(DrawnTasks tasks) {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        CloudSimPlus simulation = new CloudSimPlus(1 / SECOND);
        CloudSimPlusPeer peer = new CloudSimPlusPeer(simulation, tasks);
        simulation.start();
        return peer.cluster.result();
    }

    @Override
    protected void startInternal() {
        schedule(this, tasks.arrivalMicros[0] / SECOND, ARRIVAL, 0);
    }

    @Override
    public void processEvent(SimEvent event) {
        if (event.getTag() == ARRIVAL) {
            int task = (int) event.getData();
            cluster.arrives(task, event.getTime() * SECOND);
            if (task + 1 < tasks.count()) {
                schedule(
                        this,
                        (tasks.arrivalMicros[task + 1] - tasks.arrivalMicros[task]) / SECOND,
                        ARRIVAL,
                        task + 1);
            }
        } else if (event.getTag() == END) {
            int task = (int) event.getData();
            allocation.deallocateHostForVm(machines[task]);
            machines[task] = Vm.NULL;
            cluster.ends(task, event.getTime() * SECOND);
        }
    }

    private void starts(int task, int instance) {
        Vm machine = new VmSimple(1, tasks.cpuUnits[task] / GridIndex.CPU_STEP);
        machine.setRam(tasks.memoryMiB[task]).setBw(1).setSize(1);
        machine.setId(task);
        chosen = hosts.get(instance);
        if (!allocation.allocateHostForVm(machine).fully()) {
            throw new IllegalStateException("CloudSim Plus finds no room for task " + task + " on host " + instance);
        }
        machines[task] = machine;
        schedule(this, tasks.runMicros[task] / SECOND, END, task);
    }
}
