package io.ecsim.placement;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.InstanceListener;
import java.util.ArrayList;
import java.util.List;

/** Several strategy chains over one cluster: each service may have its own. */
public final class PlacementPipelines implements InstanceListener {

    private final List<PlacementPipeline> pipelines = new ArrayList<>();

    /** Has these pipelines hear of every change of the cluster. Make it before the first instance registers. */
    public PlacementPipelines(ClusterState cluster, List<PlacementPipeline> pipelines) {
        this.pipelines.addAll(pipelines);
        cluster.listen(this);
    }

    @Override
    public void changed(int instance) {
        for (PlacementPipeline pipeline : pipelines) {
            pipeline.changed(instance);
        }
    }

    @Override
    public void joined(int instance) {
        for (PlacementPipeline pipeline : pipelines) {
            pipeline.joined(instance);
        }
    }

    @Override
    public void left(int instance) {
        for (PlacementPipeline pipeline : pipelines) {
            pipeline.left(instance);
        }
    }
}
