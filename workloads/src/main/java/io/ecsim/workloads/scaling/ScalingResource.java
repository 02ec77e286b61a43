package io.ecsim.workloads.scaling;

import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import java.util.Map;
import java.util.Optional;

/**
 * The resource that scales (R6.1): {@code service/CLUSTER/SERVICE}.
 *
 * @param cluster name of the cluster
 * @param service name of the service
 */
public record ScalingResource(String cluster, String service) {

    private static final String NAMESPACE = "ServiceNamespace";
    private static final String DIMENSION = "ScalableDimension";
    private static final String RESOURCE = "ResourceId";

    /** Returns whether a document is of this resource; one that names none is. */
    public boolean owns(Node document) {
        Optional<String> namespace = document.member(NAMESPACE).map(Node::text);
        Optional<String> resource = document.member(RESOURCE).map(Node::text);
        return namespace.filter(each -> !each.equals("ecs")).isEmpty()
                && resource.filter(each -> !each.equals(id())).isEmpty();
    }

    /** Returns whether an alarm triggers a policy of this resource. */
    public boolean triggers(Node alarm) {
        return alarm.member("AlarmActions").stream()
                .flatMap(actions -> actions.items().stream())
                .anyMatch(action -> action.text().contains(":resource/ecs/" + id() + ":policyName/"));
    }

    /** Reads the three fields that say of what a document is; all may be absent. */
    public void read(Fields fields) {
        fields.optional(NAMESPACE, node -> node.asChoice(fields.faults(), Map.of("ecs", true)));
        fields.optional(DIMENSION, node -> node.asChoice(fields.faults(), Map.of("ecs:service:DesiredCount", true)));
        fields.optionalText(RESOURCE, id())
                .filter(each -> !each.equals(id()))
                .ifPresent(each -> fields.fault(
                        RESOURCE, ScalingFault.VALIDATION.behind("found \"" + each + "\", expected " + id())));
    }

    /** Returns the id that Application Auto Scaling knows it by. */
    public String id() {
        return "service/" + cluster + "/" + service;
    }
}
