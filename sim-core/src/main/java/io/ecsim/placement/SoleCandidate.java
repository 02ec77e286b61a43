package io.ecsim.placement;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.InstanceView;

/** Candidates when exactly one instance is known to fit. */
final class SoleCandidate implements Candidates {

    private final ClusterState cluster;
    private final InstanceView view;
    private int only;

    SoleCandidate(ClusterState cluster) {
        this.cluster = cluster;
        this.view = cluster.newView();
    }

    SoleCandidate of(int instance) {
        only = instance;
        return this;
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public int instanceAt(int position) {
        return only;
    }

    @Override
    public boolean fits(int instance) {
        return instance == only;
    }

    @Override
    public int rankOf(int instance) {
        return cluster.rank(instance);
    }

    @Override
    public InstanceView view(int instance) {
        return view.at(instance);
    }
}
