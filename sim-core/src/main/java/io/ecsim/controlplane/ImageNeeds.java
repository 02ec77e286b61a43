package io.ecsim.controlplane;

import io.ecsim.images.ImagePulls;
import io.ecsim.images.NeededLayers;
import io.ecsim.model.ContainerDefinition;
import io.ecsim.model.TaskDefinition;
import io.ecsim.placement.ImageLocality;
import io.ecsim.placement.RequestKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells strategies what instances lack of the images of each kind of task. */
final class ImageNeeds implements ImageLocality {

    private final ImagePulls pulls;
    private final List<@Nullable NeededLayers> ofKind = new ArrayList<>();

    ImageNeeds(ImagePulls pulls) {
        this.pulls = pulls;
    }

    /** Notes the images of the tasks of a kind. */
    void add(RequestKind kind, TaskDefinition definition) {
        int number = kind.needs().number();
        while (ofKind.size() <= number) {
            ofKind.add(null);
        }
        ofKind.set(
                number,
                pulls.needs(definition.containers().stream()
                        .map(ContainerDefinition::lifecycle)
                        .map(lifecycle -> lifecycle.image())
                        .toList()));
    }

    @Override
    public long missingBytes(int kindNumber, int instance) {
        NeededLayers needs = kindNumber < ofKind.size() ? ofKind.get(kindNumber) : null;
        return needs == null ? 0 : pulls.missingBytes(needs, instance);
    }
}
