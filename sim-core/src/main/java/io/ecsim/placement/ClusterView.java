package io.ecsim.placement;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.InstanceView;

/** A read-only view of all instances of a run, for strategies that look beyond one candidate. */
public final class ClusterView {

    private final ClusterState cluster;
    private final InstanceView view;

    ClusterView(ClusterState cluster) {
        this.cluster = cluster;
        this.view = cluster.newView();
    }

    /** Returns how many instances the run has, registered or not; they are numbered from 0. */
    public int instances() {
        return cluster.instances();
    }

    /** Returns whether an instance may receive tasks now. */
    public boolean eligible(int instance) {
        return cluster.eligible(instance);
    }

    /** Returns a view of an instance, valid until the next call. */
    public InstanceView at(int instance) {
        return view.at(instance);
    }
}
