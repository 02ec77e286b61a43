package io.ecsim.workloads.scenario;

import io.ecsim.model.DeploymentConfiguration;
import io.ecsim.model.Service;
import io.ecsim.model.TaskDefinition;
import io.ecsim.services.ServiceUpdate;
import io.ecsim.workloads.document.Durations;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.service.IgnoredFields;
import io.ecsim.workloads.service.ServiceFields;
import io.ecsim.workloads.service.ServiceFields.StatedService;
import io.ecsim.workloads.service.ServiceFields.StatedUpdate;
import java.util.Optional;
import java.util.OptionalInt;

/** Binds the updates of one service in their order: calls of UpdateService (R4.7). */
final class UpdateBinder {

    private final BindingContext context;
    private Service service;
    private StatedBehaviour behaviour;
    private Optional<TaskDefinition> definition;
    private long lastMicros = -1;

    /**
     * Makes the binder.
     *
     * @param stated the service as it is created
     * @param behaviour of its first revision, if that has no faults
     * @param definition of its first revision
     */
    UpdateBinder(
            BindingContext context,
            StatedService stated,
            StatedBehaviour behaviour,
            Optional<TaskDefinition> definition) {
        this.context = context;
        this.service = stated.service();
        this.behaviour = behaviour;
        this.definition = definition;
    }

    /** Puts a revision into the world's list. */
    interface Revisions {
        int add(Fields at, TaskDefinition definition, StatedBehaviour behaviour);
    }

    Optional<ServiceUpdate> bind(Node node, Revisions revisions) {
        Fields fields = node.asObject(context.faults());
        long atMicros = fields.durationMicros("at", 0);
        if (atMicros < lastMicros) {
            fields.fault(
                    "at",
                    "found " + Durations.format(atMicros) + ", expected no time before that of the update above, "
                            + Durations.format(lastMicros));
        }
        lastMicros = Math.max(lastMicros, atMicros);
        OptionalInt spec = revision(fields, revisions);
        StatedUpdate stated = ServiceFields.update(fields, service, IgnoredFields.refused());
        stated.deployment().ifPresent(other -> service = with(service, other));
        boolean isNothing = spec.isEmpty()
                && stated.desiredCount().isEmpty()
                && stated.deployment().isEmpty()
                && !stated.forceNewDeployment();
        if (isNothing && fields.has("at") && fields.node().names().size() == 1) {
            fields.fault(
                    "at",
                    "nothing is updated, expected definition, image, behaviour, desiredCount, forceNewDeployment or"
                            + " deploymentConfiguration");
        }
        return fields.build(() -> new ServiceUpdate(
                atMicros, spec, stated.desiredCount(), stated.forceNewDeployment(), stated.deployment()));
    }

    /** Another definition, another image or another behaviour is another revision. */
    private OptionalInt revision(Fields fields, Revisions revisions) {
        Optional<StatedBehaviour> stated = StatedBehaviour.read(fields);
        Optional<String> image = DefinitionBinder.image(fields);
        boolean asked = fields.has("definition") || fields.has("behaviour") || fields.has("image");
        Optional<TaskDefinition> next = definition;
        if (fields.has("definition")) {
            if (image.isPresent()) {
                fields.fault("image", "image comes from the task definition, expected one of the two");
            }
            next = new DefinitionBinder(context).document(fields);
        } else if (fields.has("volumeConfigurations")) {
            fields.fault("volumeConfigurations", "volumeConfigurations belongs to a definition with volumes");
        } else if (image.isPresent() && definition.isPresent()) {
            next = definition.flatMap(each -> DefinitionBinder.withImage(each, image.get(), fields));
        }
        stated.ifPresent(each -> behaviour = each);
        if (!asked || next.isEmpty() || definition.isEmpty()) {
            return OptionalInt.empty();
        }
        TaskDefinition registered = DefinitionBinder.after(definition.get(), next.get());
        definition = Optional.of(registered);
        return OptionalInt.of(revisions.add(fields, registered, behaviour));
    }

    private static Service with(Service before, DeploymentConfiguration deployment) {
        return new Service(
                before.name(),
                before.cluster(),
                before.schedulingStrategy(),
                before.desiredCount(),
                deployment,
                before.targetGroups(),
                before.healthCheckGraceSeconds(),
                before.availabilityZoneRebalancing(),
                before.placementStrategy());
    }
}
