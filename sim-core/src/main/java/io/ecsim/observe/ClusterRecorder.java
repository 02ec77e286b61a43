package io.ecsim.observe;

import io.ecsim.cluster.ClusterState;
import java.util.ArrayList;
import java.util.List;

/** Tasks, waits and instances in use of each cluster, where a run has several. */
final class ClusterRecorder {

    private final List<String> names = new ArrayList<>();
    private final int[] ofInstance;
    private final int[] ofDefinition;

    /** By instance: tasks that hold its resources. */
    private final int[] holding;

    /** By cluster. */
    private final int[] instances;

    private final long[] requested;
    private final long[] placed;
    private final long[] waitMicros;
    private final int[] inUse;
    private final long[] inUseSince;
    private final List<WideSum> inUseMicros = new ArrayList<>();
    private final long fromMicros;

    /**
     * Makes a recorder.
     *
     * @param clusterOf by definition index: the cluster that runs its tasks
     * @param fromMicros end of the warm-up
     */
    ClusterRecorder(ClusterState cluster, List<String> clusterOf, long fromMicros) {
        this.fromMicros = fromMicros;
        ofInstance = new int[cluster.instances()];
        for (int i = 0; i < ofInstance.length; i++) {
            ofInstance[i] = number(cluster.spec(i).cluster());
        }
        ofDefinition = clusterOf.stream().mapToInt(this::number).toArray();
        holding = new int[ofInstance.length];
        instances = new int[names.size()];
        for (int each : ofInstance) {
            instances[each]++;
        }
        requested = new long[names.size()];
        placed = new long[names.size()];
        waitMicros = new long[names.size()];
        inUse = new int[names.size()];
        inUseSince = new long[names.size()];
        names.forEach(name -> inUseMicros.add(new WideSum()));
    }

    private int number(String name) {
        int known = names.indexOf(name);
        if (known >= 0) {
            return known;
        }
        names.add(name);
        return names.size() - 1;
    }

    /** Returns whether there are several clusters, so that they are worth telling apart. */
    boolean isNeeded() {
        return names.size() > 1;
    }

    void requested(int definition) {
        requested[ofDefinition[definition]]++;
    }

    /** A task that counts has its first instance. */
    void placed(int definition, long waited) {
        placed[ofDefinition[definition]]++;
        waitMicros[ofDefinition[definition]] += waited;
    }

    /** A task has been given resources of an instance. */
    void holds(int instance, long nowMicros) {
        if (holding[instance]++ == 0) {
            addInUse(ofInstance[instance], 1, nowMicros);
        }
    }

    /** A task has given them back. */
    void released(int instance, long nowMicros) {
        if (--holding[instance] == 0) {
            addInUse(ofInstance[instance], -1, nowMicros);
        }
    }

    private void addInUse(int cluster, int change, long nowMicros) {
        long since = Math.max(inUseSince[cluster], fromMicros);
        if (nowMicros > since) {
            inUseMicros.get(cluster).addProduct(inUse[cluster], nowMicros - since);
        }
        inUseSince[cluster] = nowMicros;
        inUse[cluster] += change;
    }

    /** Closes the books and returns the clusters in order of their first instance. */
    List<ClusterUse> finish(long nowMicros) {
        List<ClusterUse> all = new ArrayList<>();
        double span = nowMicros - fromMicros;
        for (int i = 0; i < names.size(); i++) {
            addInUse(i, 0, nowMicros);
            double mean = span > 0 ? inUseMicros.get(i).toDouble() / span : 0;
            all.add(new ClusterUse(names.get(i), instances[i], requested[i], placed[i], waitMicros[i], mean));
        }
        return all;
    }
}
