package io.ecsim.workloads.scenario;

import io.ecsim.controlplane.ControlPlane;
import io.ecsim.controlplane.TaskSpec;
import io.ecsim.model.ContainerBehaviour;
import io.ecsim.services.ServicePlan;
import io.ecsim.servicescaling.ScalableTarget;
import io.ecsim.servicescaling.ScalingMetric.Kind;
import io.ecsim.servicescaling.ScalingPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** Says which scaling policies will never do anything, since nothing in the scenario makes the metric that they watch. */
final class ScalingDoubts {

    private final ControlPlane plan;
    private final List<TaskSpec> specs;

    ScalingDoubts(ControlPlane plan, List<TaskSpec> specs) {
        this.plan = plan;
        this.specs = specs;
    }

    void tell(BindingContext context) {
        for (ScalableTarget target : plan.scaling().targets()) {
            ServicePlan service = plan.services().get(target.service());
            for (ScalingPolicy policy : target.policies()) {
                Kind kind = policy.metric().kind();
                if (!hasData(kind, target.service(), service)) {
                    context.assume("Policy " + policy.name() + " of service "
                            + service.service().name() + " watches " + kind.predefinedName()
                            + ", of which there is no data, so it does nothing: expected " + sources(kind) + ".");
                }
            }
        }
    }

    private boolean hasData(Kind kind, int index, ServicePlan service) {
        boolean requested = plan.requests().services().stream().anyMatch(each -> each.service() == index);
        return switch (kind) {
            case CPU -> requested || behaves(service, each -> each.cpu().isPresent());
            case MEMORY -> behaves(service, each -> each.peakMemoryMiB().isPresent());
            case REQUESTS -> requested;
            case STATED -> true;
        };
    }

    private boolean behaves(ServicePlan service, Predicate<ContainerBehaviour> how) {
        return Arrays.stream(service.specs())
                .mapToObj(specs::get)
                .flatMap(spec -> spec.behaviour().containers().values().stream())
                .anyMatch(how);
    }

    private static String sources(Kind kind) {
        return switch (kind) {
            case CPU -> "requests on the service, behaviour.cpu or metrics of the target";
            case MEMORY -> "behaviour.peakMemory of the service or metrics of the target";
            case REQUESTS, STATED -> "requests on the service or metrics of the target";
        };
    }
}
