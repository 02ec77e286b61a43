package io.ecsim.observe;

import io.ecsim.cluster.ClusterState;

/** How many attempts infrastructure has ended, and the hardest blow among them. */
final class LossRecorder {

    private final ClusterState cluster;
    private long lost;
    private long instantMicros = -1;
    private long lostAtInstant;
    private int runningBefore;
    private double largestShare;

    LossRecorder(ClusterState cluster) {
        this.cluster = cluster;
    }

    /** An attempt has been lost; its instance has been released. */
    void lost(long nowMicros) {
        lost++;
        if (nowMicros != instantMicros) {
            instantMicros = nowMicros;
            lostAtInstant = 0;
            runningBefore = cluster.tasks() + 1;
        }
        lostAtInstant++;
        largestShare = Math.max(largestShare, (double) lostAtInstant / runningBefore);
    }

    long lost() {
        return lost;
    }

    /** Returns the largest share of the running tasks that was lost at one instant; 0 when none was. */
    double largestShare() {
        return largestShare;
    }
}
