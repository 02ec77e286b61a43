package io.ecsim.placement;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.GroupCounts;
import io.ecsim.cluster.InstanceView;
import io.ecsim.random.KeyedStream;
import io.ecsim.random.RandomStream;
import io.ecsim.random.Streams;
import java.util.Map;
import java.util.function.Supplier;

/** What a strategy may know when it is opened for a run. */
public final class RunContext {

    private final ClusterState cluster;
    private final Streams streams;
    private final String strategy;
    private final ImageLocality imageLocality;
    private final SchedulerTally tally;
    private final Supplier<TaskMix> taskMix;
    private final LifetimeFeed lifetimes;

    /**
     * Makes the context of one competitor in one run where every image is everywhere.
     *
     * @param strategy the competitor's name; its random draws are its own
     */
    public RunContext(ClusterState cluster, Streams streams, String strategy) {
        this(cluster, streams, strategy, ImageLocality.EVERYWHERE, new SchedulerTally());
    }

    /**
     * Makes the context of one competitor in one run.
     *
     * @param strategy the competitor's name; its random draws are its own
     * @param imageLocality what instances lack of the images of tasks
     * @param tally what the run counts of its strategies
     */
    public RunContext(
            ClusterState cluster, Streams streams, String strategy, ImageLocality imageLocality, SchedulerTally tally) {
        this(cluster, streams, strategy, imageLocality, tally, () -> TaskMix.UNKNOWN);
    }

    /**
     * Makes the context of one competitor in one run whose workload is known.
     *
     * @param strategy the competitor's name; its random draws are its own
     * @param imageLocality what instances lack of the images of tasks
     * @param tally what the run counts of its strategies
     * @param taskMix what the tasks of the workload ask for; asked once, by strategies that need it
     */
    public RunContext(
            ClusterState cluster,
            Streams streams,
            String strategy,
            ImageLocality imageLocality,
            SchedulerTally tally,
            Supplier<TaskMix> taskMix) {
        this(cluster, streams, strategy, imageLocality, tally, taskMix, new LifetimeFeed(() -> 0));
    }

    /**
     * Makes the context of one competitor in one run whose workload is known and whose tasks' lifetimes can be followed.
     *
     * @param strategy the competitor's name; its random draws are its own
     * @param imageLocality what instances lack of the images of tasks
     * @param tally what the run counts of its strategies
     * @param taskMix what the tasks of the workload ask for; asked once, by strategies that need it
     * @param lifetimes which tasks are where, and how long they will run
     */
    public RunContext(
            ClusterState cluster,
            Streams streams,
            String strategy,
            ImageLocality imageLocality,
            SchedulerTally tally,
            Supplier<TaskMix> taskMix,
            LifetimeFeed lifetimes) {
        this.cluster = cluster;
        this.streams = streams;
        this.strategy = strategy;
        this.imageLocality = imageLocality;
        this.tally = tally;
        this.taskMix = taskMix;
        this.lifetimes = lifetimes;
    }

    /** Returns the competitor's name. */
    public String strategy() {
        return strategy;
    }

    /** Returns the scenario's seed. */
    public long seed() {
        return streams.seed();
    }

    /** Returns the index of the replication, from 0. */
    public int replication() {
        return streams.replication();
    }

    /** Returns how many instances there are, registered or not; they are numbered from 0. */
    public int instances() {
        return cluster.instances();
    }

    /** Returns a view of the strategy's own, to be moved to any instance. */
    public InstanceView newView() {
        return cluster.newView();
    }

    /** Returns the attributes of an instance, built-in and custom. */
    public Map<String, String> attributes(int instance) {
        return cluster.classAttributes(cluster.instanceClass(instance));
    }

    /** Returns the name of a task group ({@link Request#group}). */
    public String groupName(int group) {
        return cluster.groupNames().get(group);
    }

    /** Asks for counts of tasks by group and value of an attribute. */
    public GroupCounts groupCounts(String attribute) {
        return cluster.trackGroups(attribute);
    }

    /** Asks for counts of tasks by group and instance ({@code InstanceView.tasksOfGroup}). */
    public void trackGroupsByInstance() {
        cluster.trackGroupsByInstance();
    }

    /** Asks for counts of tasks by the GPUs they hold ({@code InstanceView.gpuTasks}). */
    public void trackGpuTasks() {
        cluster.trackGpuTasks();
    }

    /**
     * Returns what the tasks of the run's workload ask for, as if known from experience. Reading it costs as much as
     * reading the workload's beginning.
     */
    public TaskMix taskMix() {
        return taskMix.get();
    }

    /** Returns how many classes of instance there are ({@code InstanceView.instanceClass}). */
    public int instanceClasses() {
        return cluster.instanceClasses();
    }

    /** Returns what instances lack of the images of tasks; it changes while their resources do not. */
    public ImageLocality imageLocality() {
        return imageLocality;
    }

    /** Returns what the run counts of its strategies: add to it what this one does beside placing. */
    public SchedulerTally tally() {
        return tally;
    }

    /** Returns a random stream of the strategy's own. */
    public RandomStream random(String purpose) {
        return streams.sequential("strategy/" + strategy + "/" + purpose);
    }

    /** Returns a view of all instances. A stage that is an {@code InstanceListener} hears of their changes. */
    public ClusterView cluster() {
        return new ClusterView(cluster);
    }

    /** Returns the true lifetimes of tasks, for strategies that predict them. */
    public LifetimeFeed lifetimes() {
        return lifetimes;
    }

    /** Returns draws that belong to tasks, the same for every competitor: what one predicts of a task, another does too. */
    public KeyedStream keyed(String purpose) {
        return streams.keyed("strategies/" + purpose);
    }
}
