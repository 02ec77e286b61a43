package io.ecsim.cluster;

import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Demand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The cluster as it is now: what each instance has free, which take tasks, where the tasks of each group are. The only
 * mutable truth of a run; every change goes through a method that keeps all of it consistent.
 */
public final class ClusterState {

    /** Attribute that names the Availability Zone of an instance (R1.43). */
    public static final String ZONE_ATTRIBUTE = "ecs.availability-zone";

    /** Most GPUs of an instance whose GPUs are shared. */
    public static final int MOST_DEVICES = GpuDevices.MOST_DEVICES;

    private final List<ContainerInstance> specs;
    private final int instances;
    private final InstanceTable table;
    private final AttributeIndex attributes = new AttributeIndex();
    private final TaskGroups groups = new TaskGroups();
    private final Map<String, Integer> extraNumbers = new TreeMap<>();
    private InstanceListener listener = new NoListener();
    private @Nullable GpuDevices shared;
    private @Nullable GpuTasks gpuTasks;
    private final long[] registeredMicros;
    private final long startsAtMicros;
    private final long[] prices;
    private int needsMade;
    private int nextRank;
    private int tasks;
    private int instancesInUse;
    private long inUseMicroUsdPerHour;

    /** Makes a cluster of the given instances, none of them registered yet. */
    public ClusterState(List<ContainerInstance> instances) {
        this(instances, 0);
    }

    /**
     * Makes a cluster in which time 0 is an instant of the calendar.
     *
     * @param startsAtMicros that instant in microseconds since 1970
     */
    public ClusterState(List<ContainerInstance> instances, long startsAtMicros) {
        this(instances, List.of(), startsAtMicros);
    }

    /**
     * Makes a cluster with places on Fargate beside its container instances. Placement never sees these places: they take
     * the numbers behind those of the instances, and are no instances in any count.
     *
     * @param fargatePlaces what a task of Fargate can be given, each for one task at a time
     */
    public ClusterState(List<ContainerInstance> instances, List<ContainerInstance> fargatePlaces, long startsAtMicros) {
        this.startsAtMicros = startsAtMicros;
        List<ContainerInstance> all = new ArrayList<>(instances);
        all.addAll(fargatePlaces);
        this.instances = instances.size();
        specs = List.copyOf(all);
        table = new InstanceTable(specs.size());
        registeredMicros = new long[specs.size()];
        prices = specs.stream().mapToLong(ContainerInstance::microUsdPerHour).toArray();
        for (ContainerInstance instance : instances) {
            for (String name : instance.extra().keySet()) {
                extraNumbers.putIfAbsent(name, extraNumbers.size());
            }
        }
        for (int row = 0; row < specs.size(); row++) {
            fill(row, specs.get(row));
        }
        trackGroups(ZONE_ATTRIBUTE);
    }

    private void fill(int row, ContainerInstance spec) {
        table.fill(row, spec.cpuUnits(), spec.memoryMiB(), spec.gpus(), spec.eniSlots(), attributes.classOf(spec));
        table.initPorts(
                row,
                spec.reservedPorts().stream().mapToInt(DefinitionNeeds::code).toArray());
        if (!spec.extra().isEmpty()) {
            int[] free = new int[extraNumbers.size()];
            spec.extra().forEach((name, amount) -> free[number(name)] = amount);
            table.initExtra(row, free);
        }
    }

    private int number(String extra) {
        Integer number = extraNumbers.get(extra);
        if (number == null) {
            throw new IllegalStateException("no instance has " + extra);
        }
        return number;
    }

    /** Names who hears of changes; there is one listener. */
    public void listen(InstanceListener newListener) {
        listener = newListener;
    }

    /**
     * From now on tasks may share GPUs; the cluster must be empty.
     *
     * @throws IllegalArgumentException if an instance has more than {@value #MOST_DEVICES} GPUs
     */
    public void shareGpus() {
        if (tasks > 0) {
            throw new IllegalStateException("sharing must begin before the first task is placed");
        }
        shared = new GpuDevices(specs.stream().mapToInt(ContainerInstance::gpus).toArray());
    }

    /** Returns whether tasks may share GPUs. */
    public boolean sharesGpus() {
        return shared != null;
    }

    /** Translates a demand into the numbers of this cluster. */
    public DefinitionNeeds needs(Demand demand, String group) {
        return DefinitionNeeds.of(needsMade++, demand, groups.number(group), extraNumbers);
    }

    /** Returns the number of a task group, a new one for a new name. */
    public int groupNumber(String group) {
        return groups.number(group);
    }

    /** Returns the names of all groups, by number. */
    public List<String> groupNames() {
        return groups.names();
    }

    /** Counts tasks per group and value of an attribute from now on; the cluster must be empty. */
    public GroupCounts trackGroups(String attribute) {
        if (!groups.tracks(attribute)) {
            requireEmpty();
        }
        return groups.track(attribute, attributes);
    }

    /** Counts tasks per group and instance from now on; the cluster must be empty. */
    public void trackGroupsByInstance() {
        if (!groups.tracksInstances()) {
            requireEmpty();
            groups.trackInstances();
        }
    }

    /** Counts tasks by the GPUs they hold from now on; the cluster must be empty. */
    public void trackGpuTasks() {
        if (gpuTasks == null) {
            requireEmpty();
            gpuTasks = new GpuTasks(specs);
        }
    }

    private GpuTasks gpuTasks() {
        if (gpuTasks == null) {
            throw new IllegalStateException("nobody asked to count tasks by their GPUs");
        }
        return gpuTasks;
    }

    /** Returns the tasks on an instance that hold so many whole GPUs; for 0, those that share one. */
    public int gpuTasks(int instance, int gpus) {
        return gpuTasks().tasks(instance, gpus);
    }

    /** Returns how many different numbers of GPUs the tasks on an instance hold; sharing one is a number of its own. */
    public int gpuTaskKinds(int instance) {
        return gpuTasks().kinds(instance);
    }

    private void requireEmpty() {
        if (tasks > 0) {
            throw new IllegalStateException("counting must begin before the first task is placed");
        }
    }

    /** Registers an instance at once: it takes the next rank and becomes ACTIVE with its agent connected. */
    public void register(int instance, long nowMicros) {
        beginRegistration(instance, nowMicros);
        activate(instance);
    }

    /** An instance begins to register: it is REGISTERING and takes the next rank (R1.30, R2.37). */
    public void beginRegistration(int instance, long nowMicros) {
        become(instance, InstanceStatus.REGISTERING, false);
        table.setRank(instance, nextRank++);
        registeredMicros[instance] = nowMicros;
    }

    /** A REGISTERING instance becomes ACTIVE with its agent connected. */
    public void activate(int instance) {
        if (table.status(instance) != InstanceStatus.REGISTERING) {
            throw new IllegalStateException(spec(instance).id() + " is not REGISTERING");
        }
        setStatus(instance, InstanceStatus.ACTIVE, true);
    }

    /** Deregisters an instance; its tasks must have been released. */
    public void deregister(int instance) {
        if (table.tasks(instance) != 0) {
            throw new IllegalStateException(spec(instance).id() + " still has " + table.tasks(instance) + " tasks");
        }
        setStatus(instance, InstanceStatus.DEREGISTERING, false);
        setStatus(instance, InstanceStatus.INACTIVE, false);
    }

    /**
     * Sets status and agent connection of a registered instance.
     *
     * @throws IllegalStateException if the instance may not go there from the status it has
     */
    public void setStatus(int instance, InstanceStatus status, boolean agentConnected) {
        boolean before = table.eligible(instance);
        become(instance, status, agentConnected);
        boolean after = table.eligible(instance);
        if (before && !after) {
            listener.left(instance);
        } else if (!before && after) {
            listener.joined(instance);
        }
    }

    private void become(int instance, InstanceStatus status, boolean agentConnected) {
        InstanceStatus now = table.status(instance);
        if (!now.mayBecome(status)) {
            throw new IllegalStateException(spec(instance).id() + " is " + now + " and cannot become " + status);
        }
        table.setStatus(instance, status, agentConnected);
    }

    /**
     * Reserves resources for a task (R2.10).
     *
     * @throws IllegalStateException if they are not free
     */
    public void reserve(int instance, DefinitionNeeds needs, int cpuUnits, int memoryMiB, int gpus) {
        requireNoDevices(gpus);
        take(instance, needs, cpuUnits, memoryMiB, gpus, gpus, 0);
    }

    /** Takes resources for a task that asked for some GPUs and opens others: where they are shared the two differ. */
    private void take(
            int instance, DefinitionNeeds needs, int cpuUnits, int memoryMiB, int gpus, int askedGpus, int askedMilli) {
        if (!fits(instance, needs, cpuUnits, memoryMiB, gpus)) {
            throw new IllegalStateException(spec(instance).id() + " cannot take " + cpuUnits + " CPU units, "
                    + memoryMiB + " MiB, " + gpus + " GPUs: over-commit");
        }
        if (!needs.plain) {
            table.takePorts(instance, needs.ports);
            table.takeExtra(instance, 1, needs.extraIds, needs.extraAmounts);
        }
        boolean first = table.take(instance, 1, cpuUnits, memoryMiB, gpus, needs.eniSlots) == 1;
        tasks++;
        groups.count(needs.group, instance, table.instanceClass(instance), 1);
        if (gpuTasks != null) {
            gpuTasks.count(instance, askedGpus, askedMilli, 1);
        }
        if (instance >= instances) {
            return;
        }
        if (first) {
            instancesInUse++;
            inUseMicroUsdPerHour += prices[instance];
        }
        listener.changed(instance);
    }

    /** Returns what {@link #reserve} took. */
    public void release(int instance, DefinitionNeeds needs, int cpuUnits, int memoryMiB, int gpus) {
        requireNoDevices(gpus);
        giveBack(instance, needs, cpuUnits, memoryMiB, gpus, gpus, 0);
    }

    private void giveBack(
            int instance, DefinitionNeeds needs, int cpuUnits, int memoryMiB, int gpus, int askedGpus, int askedMilli) {
        if (!needs.plain) {
            table.returnPorts(instance, needs.ports);
            table.takeExtra(instance, -1, needs.extraIds, needs.extraAmounts);
        }
        boolean last = table.take(instance, -1, cpuUnits, memoryMiB, gpus, needs.eniSlots) == 0;
        tasks--;
        groups.count(needs.group, instance, table.instanceClass(instance), -1);
        if (gpuTasks != null) {
            gpuTasks.count(instance, askedGpus, askedMilli, -1);
        }
        if (instance >= instances) {
            return;
        }
        if (last) {
            instancesInUse--;
            inUseMicroUsdPerHour -= prices[instance];
        }
        listener.changed(instance);
    }

    /**
     * As {@link #reserve(int, DefinitionNeeds, int, int, int)} where GPUs are shared: takes the given devices.
     *
     * @param gpuMilli thousandths of the one device of the set; 0 where the task takes all of each device of the set
     * @param devices set of device numbers, bit 0 for device 0
     * @throws IllegalStateException if they are not free
     */
    public void reserve(
            int instance, DefinitionNeeds needs, int cpuUnits, int memoryMiB, int gpus, int gpuMilli, long devices) {
        requireDevices(instance, gpus, gpuMilli, devices);
        int opened = sharing().take(instance, 1, milliOf(gpuMilli), devices);
        if (gpuMilli == 0 && opened != gpus) {
            throw new IllegalStateException(spec(instance).id() + " has devices in use that a task wants whole");
        }
        take(instance, needs, cpuUnits, memoryMiB, opened, gpus, gpuMilli);
    }

    /**
     * Reserves a whole demand.
     *
     * @param devices set of device numbers; empty where GPUs are not shared
     */
    public void reserve(int instance, DefinitionNeeds needs, Demand demand, long devices) {
        if (shared == null) {
            reserve(instance, needs, demand.cpuUnits(), demand.memoryMiB(), demand.gpus());
        } else {
            reserve(instance, needs, demand.cpuUnits(), demand.memoryMiB(), demand.gpus(), demand.gpuMilli(), devices);
        }
    }

    /** Returns what {@link #reserve(int, DefinitionNeeds, Demand, long)} took. */
    public void release(int instance, DefinitionNeeds needs, Demand demand, long devices) {
        if (shared == null) {
            release(instance, needs, demand.cpuUnits(), demand.memoryMiB(), demand.gpus());
        } else {
            release(instance, needs, demand.cpuUnits(), demand.memoryMiB(), demand.gpus(), demand.gpuMilli(), devices);
        }
    }

    /** Returns what {@link #reserve(int, DefinitionNeeds, int, int, int, int, long)} took. */
    public void release(
            int instance, DefinitionNeeds needs, int cpuUnits, int memoryMiB, int gpus, int gpuMilli, long devices) {
        requireDevices(instance, gpus, gpuMilli, devices);
        int closed = sharing().take(instance, -1, milliOf(gpuMilli), devices);
        giveBack(instance, needs, cpuUnits, memoryMiB, closed, gpus, gpuMilli);
    }

    /** Whoever takes GPUs where they are shared must say which. */
    private void requireNoDevices(int gpus) {
        if (gpus > 0 && shared != null) {
            throw new IllegalStateException("the GPUs of this cluster are shared: say which devices");
        }
    }

    private static int milliOf(int gpuMilli) {
        return gpuMilli > 0 ? gpuMilli : GpuDevices.WHOLE;
    }

    private void requireDevices(int instance, int gpus, int gpuMilli, long devices) {
        if (Long.bitCount(devices) != (gpuMilli > 0 ? 1 : gpus)) {
            throw new IllegalStateException("a task with " + gpus + " GPUs and " + gpuMilli + " thousandths on "
                    + spec(instance).id() + " cannot have " + Long.bitCount(devices) + " devices");
        }
    }

    private GpuDevices sharing() {
        if (shared == null) {
            throw new IllegalStateException("the GPUs of this cluster are not shared");
        }
        return shared;
    }

    /** Returns whether a device of the instance has that many thousandths free; never where GPUs are not shared. */
    public boolean shareFits(int instance, int gpuMilli) {
        return shared != null && shared.mostMilliFree(instance) >= gpuMilli;
    }

    /** Returns the set of the wholly free devices of lowest number, as many as asked for; there must be so many. */
    public long lowestFreeDevices(int instance, int gpus) {
        return sharing().lowestWhole(instance, gpus);
    }

    /** Returns how many GPU devices an instance has. */
    public int devices(int instance) {
        return specs.get(instance).gpus();
    }

    /** Returns the thousandths free of a device; where GPUs are not shared, the devices of highest number are free. */
    public int deviceMilliFree(int instance, int device) {
        if (shared != null) {
            return shared.milliFree(instance, device);
        }
        return device < devices(instance) - gpusFree(instance) ? 0 : GpuDevices.WHOLE;
    }

    /** Returns the thousandths free of all GPUs of an instance. */
    public int gpuMilliFree(int instance) {
        return shared != null ? shared.milliFree(instance) : gpusFree(instance) * GpuDevices.WHOLE;
    }

    /** Returns whether the instance has the resources, whatever its status and the constraints. */
    public boolean fits(int instance, DefinitionNeeds needs, int cpuUnits, int memoryMiB, int gpus) {
        return table.fits(instance, cpuUnits, memoryMiB, gpus) && (needs.plain || fitsRest(instance, needs));
    }

    private boolean fitsRest(int instance, DefinitionNeeds needs) {
        return eniFits(instance, needs) && portsFit(instance, needs) && extraFits(instance, needs);
    }

    /** Returns whether the instance has an awsvpc interface left if one is needed (R1.4). */
    public boolean eniFits(int instance, DefinitionNeeds needs) {
        return table.eniFree(instance) >= needs.eniSlots;
    }

    /** Returns whether the host ports needed are free (R2.31). */
    public boolean portsFit(int instance, DefinitionNeeds needs) {
        return table.portsFree(instance, needs.ports);
    }

    /** Returns whether the named resources needed are free. */
    public boolean extraFits(int instance, DefinitionNeeds needs) {
        return table.extraFits(instance, needs.extraIds, needs.extraAmounts);
    }

    /** Returns whether the instance takes tasks: ACTIVE with a connected agent (R1.2). */
    public boolean eligible(int instance) {
        return table.eligible(instance);
    }

    /** Returns the status. */
    public InstanceStatus status(int instance) {
        return table.status(instance);
    }

    /** Returns whether the agent is connected. */
    public boolean agentConnected(int instance) {
        return table.agentConnected(instance);
    }

    /** Returns how many instances there are, registered or not; they are numbered from 0. */
    public int instances() {
        return instances;
    }

    /** Returns how many instances and places on Fargate there are; these are numbered behind the instances. */
    public int places() {
        return specs.size();
    }

    /** Returns whether a number is that of a place on Fargate and no container instance. */
    public boolean isFargate(int place) {
        return place >= instances;
    }

    /** A place on Fargate is filled: it holds a task from now on, but takes none from placement. */
    public void occupy(int place, long nowMicros) {
        requireFargate(place, InstanceStatus.INACTIVE);
        table.setStatus(place, InstanceStatus.ACTIVE, false);
        registeredMicros[place] = nowMicros;
    }

    /** A place on Fargate is empty again; its task must have been released. */
    public void vacate(int place) {
        requireFargate(place, table.status(place));
        if (table.tasks(place) != 0) {
            throw new IllegalStateException(spec(place).id() + " still has a task");
        }
        table.setStatus(place, InstanceStatus.INACTIVE, false);
    }

    private void requireFargate(int place, InstanceStatus status) {
        if (!isFargate(place) || table.status(place) != status) {
            throw new IllegalStateException(spec(place).id() + " is " + table.status(place) + ", expected a place on"
                    + " Fargate that is " + status);
        }
    }

    /** Returns what an instance registers. */
    public ContainerInstance spec(int instance) {
        return specs.get(instance);
    }

    /** Returns the registered CPU units of an instance. */
    public int cpuRegistered(int instance) {
        return specs.get(instance).cpuUnits();
    }

    /** Returns the registered memory of an instance in MiB. */
    public int memoryRegistered(int instance) {
        return specs.get(instance).memoryMiB();
    }

    /** Returns the free CPU units of an instance. */
    public int cpuFree(int instance) {
        return table.cpuFree(instance);
    }

    /** Returns the free memory of an instance in MiB. */
    public int memoryFree(int instance) {
        return table.memoryFree(instance);
    }

    /** Returns the free GPUs of an instance; where GPUs are shared, those that nobody shares. */
    public int gpusFree(int instance) {
        return table.gpusFree(instance);
    }

    /** Returns the free awsvpc interfaces of an instance. */
    public int eniFree(int instance) {
        return table.eniFree(instance);
    }

    /** Returns the tasks on an instance. */
    public int tasks(int instance) {
        return table.tasks(instance);
    }

    /** Returns the place of an instance in order of registration (R1.30). */
    public int rank(int instance) {
        return table.rank(instance);
    }

    /** Returns when an instance registered, in microseconds of simulated time. */
    public long registeredMicros(int instance) {
        return registeredMicros[instance];
    }

    /** Returns when an instance registered, in microseconds since 1970. */
    public long registeredAtMicros(int instance) {
        return Math.addExact(startsAtMicros, registeredMicros[instance]);
    }

    /** Returns the class of an instance: those of one cluster with equal attributes share one. */
    public int instanceClass(int instance) {
        return table.instanceClass(instance);
    }

    /** Returns how many instance classes there are. */
    public int instanceClasses() {
        return attributes.classCount();
    }

    /** Returns the name of the cluster that all instances of a class belong to. */
    public String classCluster(int instanceClass) {
        return attributes.cluster(instanceClass);
    }

    /** Returns the attributes that all instances of a class have. */
    public Map<String, String> classAttributes(int instanceClass) {
        return attributes.attributes(instanceClass);
    }

    /** Returns the tasks of a group on an instance; {@link #trackGroupsByInstance} must have been called. */
    public int tasksOfGroup(int group, int instance) {
        return groups.tasks(group, instance);
    }

    /** Returns the ports in use on an instance as {@code protocol ordinal << 16 | port}, reserved ones included. */
    public int[] portsInUse(int instance) {
        return table.portsInUse(instance).clone();
    }

    /** Returns the free amount of a named resource. */
    public int extraFree(int instance, String name) {
        Integer number = extraNumbers.get(name);
        return number == null ? 0 : table.extraFree(instance, number);
    }

    /** Returns all tasks placed now. */
    public int tasks() {
        return tasks;
    }

    /** Returns the instances with at least one task. */
    public int instancesInUse() {
        return instancesInUse;
    }

    /** Returns the price of the instances with at least one task, in millionths of a US dollar an hour. */
    public long inUseMicroUsdPerHour() {
        return inUseMicroUsdPerHour;
    }

    /** Returns how many task groups there are. */
    public int groups() {
        return groups.size();
    }

    /** Returns a new view on this cluster. */
    public InstanceView newView() {
        return new InstanceView(this);
    }

    private static final class NoListener implements InstanceListener {
        @Override
        public void changed(int instance) {}

        @Override
        public void joined(int instance) {}

        @Override
        public void left(int instance) {}
    }
}
