package io.ecsim.cluster;

/** A read-only view of one container instance; its owner moves it from row to row. */
public final class InstanceView {

    private final ClusterState cluster;
    private int instance;

    InstanceView(ClusterState cluster) {
        this.cluster = cluster;
    }

    /** Moves this view to an instance and returns it. */
    public InstanceView at(int row) {
        instance = row;
        return this;
    }

    /** Returns the row of the instance. */
    public int instance() {
        return instance;
    }

    /** Returns the free CPU units. */
    public int cpuFree() {
        return cluster.cpuFree(instance);
    }

    /** Returns the free memory in MiB. */
    public int memoryFree() {
        return cluster.memoryFree(instance);
    }

    /** Returns the free GPUs; where GPUs are shared, those that nobody shares. */
    public int gpusFree() {
        return cluster.gpusFree(instance);
    }

    /** Returns the thousandths of GPUs free on all devices together. */
    public int gpuMilliFree() {
        return cluster.gpuMilliFree(instance);
    }

    /** Returns the registered CPU units. */
    public int cpuRegistered() {
        return cluster.spec(instance).cpuUnits();
    }

    /** Returns the registered memory in MiB. */
    public int memoryRegistered() {
        return cluster.spec(instance).memoryMiB();
    }

    /** Returns the registered GPUs. */
    public int gpusRegistered() {
        return cluster.spec(instance).gpus();
    }

    /** Returns how many GPU devices the instance has. */
    public int devices() {
        return cluster.devices(instance);
    }

    /**
     * Returns the thousandths free of a device, 0 to 1000. Where GPUs are not shared, the devices of highest number are free.
     *
     * @param device 0 to {@link #devices()} less one
     */
    public int deviceMilliFree(int device) {
        return cluster.deviceMilliFree(instance, device);
    }

    /** Returns the tasks on the instance. */
    public int tasks() {
        return cluster.tasks(instance);
    }

    /** Returns the tasks of a group on the instance; the strategy must have asked to track them. */
    public int tasksOfGroup(int group) {
        return cluster.tasksOfGroup(group, instance);
    }

    /**
     * Returns the tasks on the instance that hold so many whole GPUs; for 0, those that share one. The strategy must have
     * asked to track them.
     */
    public int gpuTasks(int gpus) {
        return cluster.gpuTasks(instance, gpus);
    }

    /** Returns how many different numbers of GPUs its tasks hold; sharing one is a number of its own. Tracked as above. */
    public int gpuTaskKinds() {
        return cluster.gpuTaskKinds(instance);
    }

    /** Returns the position in order of registration (R1.30). */
    public int rank() {
        return cluster.rank(instance);
    }

    /** Returns the instance class: instances of equal attributes share one. */
    public int instanceClass() {
        return cluster.instanceClass(instance);
    }

    /** Returns the container instance id. */
    public String id() {
        return cluster.spec(instance).id();
    }
}
