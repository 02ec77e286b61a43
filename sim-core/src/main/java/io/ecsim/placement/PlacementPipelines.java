package io.ecsim.placement;

import io.ecsim.cluster.InstanceListener;
import java.util.List;

/** Several strategy chains over one cluster: each service may have its own. */
public final class PlacementPipelines implements InstanceListener {

    private final List<PlacementPipeline> pipelines;

    /** Tells these pipelines of whatever it hears. */
    public PlacementPipelines(List<PlacementPipeline> pipelines) {
        this.pipelines = List.copyOf(pipelines);
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
