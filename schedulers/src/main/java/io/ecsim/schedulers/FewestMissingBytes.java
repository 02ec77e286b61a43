package io.ecsim.schedulers;

import io.ecsim.placement.ImageLocality;
import io.ecsim.placement.Ranking;
import io.ecsim.placement.RunContext;
import io.ecsim.placement.Stage;
import io.ecsim.placement.StrategyInfo;
import io.ecsim.placement.StrategyProvider;

/**
 * {@code image-locality}: the instance that would have to pull the fewest bytes for the task's images (the plugin
 * ImageLocality of the Kubernetes scheduler, 2018). Layers that are on their way to an instance for another task count as
 * there. What is missing changes while the instance's resources do not, so every decision looks at every instance.
 *
 * <p>Deviation: Kubernetes adds up the sizes of whole images that a node has, weighed by how many nodes have them, lest all
 * pods go to one node, and mixes that with other scores. Here layers count and nothing is weighed; a strategy before this
 * one in the chain spreads. In a world without images all instances tie.
 */
public final class FewestMissingBytes implements StrategyProvider {

    @Override
    public StrategyInfo info() {
        return new StrategyInfo(
                "image-locality",
                "ImageLocality plugin, Kubernetes scheduler, 2018",
                "counts missing layers, not whole images; not weighed by how many instances have them");
    }

    @Override
    public Stage open(RunContext run) {
        ImageLocality locality = run.imageLocality();
        Ranking fewestBytes = (request, instance) -> locality.missingBytes(request.kindNumber(), instance.instance());
        return fewestBytes;
    }
}
