package io.ecsim.workloads.scenario;

import io.ecsim.controlplane.ControlPlane;
import io.ecsim.controlplane.TaskSpec;
import io.ecsim.images.ImageSettings;
import io.ecsim.model.TaskDefinition;
import io.ecsim.services.ServicePlan;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import java.util.List;
import java.util.Optional;

/**
 * Binds {@code controlPlane}, {@code images} and {@code services}: whether tasks pass through all their states, what has to
 * be pulled for them, and who starts them.
 */
final class ControlPlaneBinder {

    private final BindingContext context;
    private final List<TaskSpec> specs;

    /**
     * Makes the binder.
     *
     * @param specs the world's list of all other tasks, to which the revisions of services are added
     */
    ControlPlaneBinder(BindingContext context, List<TaskSpec> specs) {
        this.context = context;
        this.specs = specs;
    }

    /** Returns whether a scenario asks for a control plane, right or wrong. */
    static boolean isAsked(Fields scenario) {
        boolean stated = scenario.has("controlPlane");
        boolean pulls = scenario.has("images");
        return scenario.has("services") || stated || pulls;
    }

    /** Binds the control plane; empty when the scenario has none. */
    Optional<ControlPlane> bind(Fields scenario) {
        scenario.optionalObject("controlPlane", fields -> fields.build(() -> true));
        ServiceBinder binder = new ServiceBinder(context, specs);
        List<ServicePlan> services = scenario.listOrEmpty("services", binder::service);
        scenario.node("services").ifPresent(node -> checkNames(node, services));
        if (!isAsked(scenario)) {
            return Optional.empty();
        }
        List<TaskDefinition> definitions =
                specs.stream().map(TaskSpec::definition).toList();
        ImageSettings images =
                new ImageBinder(context, definitions).bind(scenario).orElse(ImageSettings.CACHED);
        return Optional.of(new ControlPlane(ControlPlane.DEFAULT.agents(), images, services));
    }

    /** Two services of one name would be one task group. */
    private void checkNames(Node list, List<ServicePlan> services) {
        TaskBinder.checkNames(list, services.stream().map(plan -> plan.service().name()), "services", context.faults());
    }
}
