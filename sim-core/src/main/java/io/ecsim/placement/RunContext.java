package io.ecsim.placement;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.GroupCounts;
import io.ecsim.random.RandomStream;
import io.ecsim.random.Streams;

/** What a strategy may know when it is opened for a run. */
public final class RunContext {

    private final ClusterState cluster;
    private final Streams streams;
    private final String strategy;
    private final ImageLocality imageLocality;
    private final SchedulerTally tally;

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
        this.cluster = cluster;
        this.streams = streams;
        this.strategy = strategy;
        this.imageLocality = imageLocality;
        this.tally = tally;
    }

    /** Asks for counts of tasks by group and value of an attribute. */
    public GroupCounts groupCounts(String attribute) {
        return cluster.trackGroups(attribute);
    }

    /** Asks for counts of tasks by group and instance ({@code InstanceView.tasksOfGroup}). */
    public void trackGroupsByInstance() {
        cluster.trackGroupsByInstance();
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
}
