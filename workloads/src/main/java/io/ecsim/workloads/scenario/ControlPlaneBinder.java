package io.ecsim.workloads.scenario;

import io.ecsim.capacity.CapacityPlan;
import io.ecsim.controlplane.ControlPlane;
import io.ecsim.controlplane.TaskSpec;
import io.ecsim.fargate.FargateSettings;
import io.ecsim.images.ImageSettings;
import io.ecsim.model.Launch;
import io.ecsim.model.TaskDefinition;
import io.ecsim.services.ServicePlan;
import io.ecsim.traffic.RequestPlan;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import java.util.List;
import java.util.Optional;

/**
 * Binds {@code controlPlane}, {@code images}, {@code services} and {@code requests}: whether tasks pass through all their states, what has to
 * be pulled for them, and who starts them.
 */
final class ControlPlaneBinder {

    private final BindingContext context;
    private final Optional<ClusterPlan> cluster;
    private final CapacityPlan capacity;
    private final List<TaskSpec> specs;

    /**
     * Makes the binder.
     *
     * @param cluster whose instances may be named; empty when it has faults of its own
     * @param capacity Auto Scaling groups and capacity providers
     * @param specs the world's list of all other tasks, to which the revisions of services are added
     */
    ControlPlaneBinder(
            BindingContext context, Optional<ClusterPlan> cluster, CapacityPlan capacity, List<TaskSpec> specs) {
        this.context = context;
        this.cluster = cluster;
        this.capacity = capacity;
        this.specs = specs;
    }

    /** Returns whether a scenario asks for a control plane, right or wrong. */
    static boolean isAsked(Fields scenario) {
        boolean stated = scenario.has("controlPlane");
        boolean pulls = scenario.has("images");
        boolean elastic = scenario.has("autoScalingGroups");
        return scenario.has("services") || stated || pulls || elastic;
    }

    /** Binds the control plane; empty when the scenario has none. */
    Optional<ControlPlane> bind(Fields scenario) {
        BackEndBinder.Settings settings = new BackEndBinder(context.faults(), cluster).bind(scenario);
        ServiceBinder binder = new ServiceBinder(context, specs);
        List<ServicePlan> services = scenario.listOrEmpty("services", binder::service);
        scenario.node("services").ifPresent(node -> checkNames(node, services));
        int stated = scenario.node("services").map(node -> node.items().size()).orElse(0);
        RequestPlan requests = new RequestBinder(context, services, stated == services.size())
                .bind(scenario, settings.requestStepMicros());
        boolean asksCapacity = specs.stream().anyMatch(spec -> !spec.launch().equals(Launch.EC2));
        boolean onFargate = specs.stream().anyMatch(spec -> spec.launch().isFargate());
        FargateSettings fargate = new FargateBinder(context, cluster).bind(scenario, onFargate);
        if (!isAsked(scenario) && !asksCapacity) {
            return Optional.empty();
        }
        List<TaskDefinition> definitions =
                specs.stream().map(TaskSpec::definition).toList();
        ImageSettings images =
                new ImageBinder(context, definitions).bind(scenario).orElse(ImageSettings.CACHED);
        return Optional.of(
                new ControlPlane(settings.agents(), images, services, settings.services(), settings.timings())
                        .with(requests)
                        .with(capacity)
                        .with(fargate));
    }

    /** Two services of one name would be one task group. */
    private void checkNames(Node list, List<ServicePlan> services) {
        TaskBinder.checkNames(list, services.stream().map(plan -> plan.service().name()), "services", context.faults());
    }
}
