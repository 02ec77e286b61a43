package io.ecsim.controlplane;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.TaskStatus;
import io.ecsim.cluster.TaskTable;
import io.ecsim.model.Launch;
import io.ecsim.placement.RequestKind;
import java.util.List;

/** Recounts everything from the tasks and compares it with what the cluster keeps. Slow; for tests. */
final class ClusterInvariants {

    private static final int WHOLE_GPU = 1000;

    private final ClusterState cluster;
    private final TaskTable tasks;
    private final List<TaskSpec> specs;
    private final List<RequestKind> kinds;
    private final RunTask runTask;
    private final boolean[] ofServices;

    ClusterInvariants(
            ClusterState cluster,
            TaskTable tasks,
            List<TaskSpec> specs,
            List<RequestKind> kinds,
            RunTask runTask,
            boolean[] ofServices) {
        this.specs = specs;
        this.ofServices = ofServices.clone();
        this.cluster = cluster;
        this.tasks = tasks;
        this.kinds = kinds;
        this.runTask = runTask;
    }

    void check() {
        int places = cluster.places();
        long[] cpu = new long[places];
        long[] memory = new long[places];
        long[] gpus = new long[places];
        DeviceCount devices = new DeviceCount();
        long[] eni = new long[places];
        int[] count = new int[places];
        int running = 0;
        int provisioning = 0;
        for (int row = 0; row < tasks.rows(); row++) {
            int instance = tasks.instance(row);
            if (tasks.status(row) != TaskStatus.STOPPED && instance >= 0) {
                cpu[instance] += tasks.cpuUnits(row);
                memory[instance] += tasks.memoryMiB(row);
                gpus[instance] += tasks.gpus(row);
                devices.add(row, instance);
                eni[instance] += kinds.get(tasks.definition(row)).needs().eniSlots();
                count[instance]++;
                running++;
                requireOwnCluster(tasks.definition(row), instance);
            } else if (tasks.status(row) == TaskStatus.PROVISIONING && waitsForRoom(tasks.definition(row))) {
                provisioning++;
            }
        }
        requireWaiting(provisioning);
        int inUse = 0;
        for (int i = 0; i < places; i++) {
            require(i, "CPU", cluster.spec(i).cpuUnits() - cpu[i], cluster.cpuFree(i));
            require(i, "memory", cluster.spec(i).memoryMiB() - memory[i], cluster.memoryFree(i));
            devices.check(i, gpus[i]);
            require(i, "ENIs", cluster.spec(i).eniSlots() - eni[i], cluster.eniFree(i));
            if (count[i] != cluster.tasks(i)) {
                throw new IllegalStateException(
                        cluster.spec(i).id() + " holds " + count[i] + " tasks but counts " + cluster.tasks(i));
            }
            if (count[i] > 0) {
                inUse += cluster.isFargate(i) ? 0 : 1;
                requireHolding(i);
            }
        }
        if (running != cluster.tasks() || inUse != cluster.instancesInUse()) {
            throw new IllegalStateException("cluster counts " + cluster.tasks() + " tasks on "
                    + cluster.instancesInUse() + " instances, found " + running + " on " + inUse);
        }
    }

    /** What tasks hold of each GPU. */
    private final class DeviceCount {

        private final int[][] taken = new int[cluster.places()][];

        void add(int row, int instance) {
            if (!cluster.sharesGpus() || cluster.isFargate(instance)) {
                return;
            }
            long held = tasks.devices(row);
            int milli = tasks.gpuMilli(row);
            if (Long.bitCount(held) != (milli > 0 ? 1 : tasks.gpus(row))) {
                throw new IllegalStateException("a task with " + tasks.gpus(row) + " GPUs and " + milli
                        + " thousandths holds the devices " + Long.toBinaryString(held));
            }
            if (taken[instance] == null) {
                taken[instance] = new int[cluster.devices(instance)];
            }
            for (long left = held; left != 0; left &= left - 1) {
                taken[instance][Long.numberOfTrailingZeros(left)] += milli > 0 ? milli : WHOLE_GPU;
            }
        }

        void check(int instance, long gpus) {
            long whollyFree = cluster.spec(instance).gpus() - gpus;
            if (taken[instance] != null) {
                whollyFree = 0;
                for (int device = 0; device < taken[instance].length; device++) {
                    int free = WHOLE_GPU - taken[instance][device];
                    require(instance, "thousandths of GPU " + device, free, cluster.deviceMilliFree(instance, device));
                    whollyFree += free == WHOLE_GPU ? 1 : 0;
                }
            }
            require(instance, "GPUs", whollyFree, cluster.gpusFree(instance));
        }
    }

    /** Tasks of services are placed or not there, others may wait for capacity of their own (R5.5). */
    private boolean waitsForRoom(int spec) {
        return !ofServices[spec] && specs.get(spec).launch().equals(Launch.EC2);
    }

    /** Who is neither placed nor delayed nor given up waits, once, and because there is no room. */
    private void requireWaiting(int provisioning) {
        if (provisioning != runTask.waiting()) {
            throw new IllegalStateException(
                    provisioning + " tasks are to be placed, but " + runTask.waiting() + " wait");
        }
        if (runTask.anyWaitsInVain()) {
            throw new IllegalStateException("a task waits although an instance could take it");
        }
    }

    /** No task leaves its cluster (R1.1). */
    private void requireOwnCluster(int spec, int instance) {
        if (!specs.get(spec).cluster().equals(cluster.spec(instance).cluster())) {
            throw new IllegalStateException(
                    "a task of cluster " + specs.get(spec).cluster() + " is on "
                            + cluster.spec(instance).id() + " of cluster "
                            + cluster.spec(instance).cluster());
        }
    }

    private void requireHolding(int instance) {
        if (!cluster.status(instance).holdsTasks()) {
            throw new IllegalStateException(
                    cluster.spec(instance).id() + " holds tasks although it is " + cluster.status(instance));
        }
    }

    private void require(int instance, String what, long expected, long found) {
        if (expected != found || found < 0) {
            throw new IllegalStateException(
                    cluster.spec(instance).id() + " has " + found + " free " + what + ", expected " + expected);
        }
    }
}
