package io.ecsim.placement;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.InstanceStatus;
import java.util.Optional;

/**
 * The ACTIVE instance that comes closest to taking a task that none can take (R4.62): the one that fails the fewest
 * checks, then the one with the smallest shortage, then the one with the least id.
 *
 * @param instance its number
 * @param refusal the first check that it fails, in the order attribute, AGENT, ports, CPU, memory, ENI, GPU
 */
public record ClosestMatch(int instance, Refusal refusal) {

    private static final double SHARE_SCALE = 1e6;

    private static final Refusal[] ORDER = {
        Refusal.ATTRIBUTE,
        Refusal.MEMBER_OF,
        Refusal.DISTINCT_INSTANCE,
        Refusal.AGENT,
        Refusal.PORTS,
        Refusal.CPU,
        Refusal.MEMORY,
        Refusal.ENI,
        Refusal.GPU,
        Refusal.EXTRA
    };

    /** Looks at every instance of the request's cluster. */
    static Optional<ClosestMatch> of(ClusterState cluster, Feasibility feasibility, Request request) {
        ClosestMatch best = null;
        int fewestFailed = Integer.MAX_VALUE;
        long leastShortage = Long.MAX_VALUE;
        for (int instance = 0; instance < cluster.instances(); instance++) {
            if (cluster.status(instance) != InstanceStatus.ACTIVE
                    || !request.kind().constraints().inCluster(cluster.instanceClass(instance))) {
                continue;
            }
            Refusal first = null;
            int failed = 0;
            for (Refusal check : ORDER) {
                if (feasibility.fails(check, request, instance)) {
                    failed++;
                    first = first == null ? check : first;
                }
            }
            if (first == null) {
                continue; // it has room by now
            }
            long shortage = shortage(cluster, request, instance);
            boolean closer = failed < fewestFailed
                    || failed == fewestFailed
                            && (shortage < leastShortage
                                    || shortage == leastShortage
                                            && best != null
                                            && id(cluster, instance).compareTo(id(cluster, best.instance)) < 0);
            if (closer) {
                best = new ClosestMatch(instance, first);
                fewestFailed = failed;
                leastShortage = shortage;
            }
        }
        return Optional.ofNullable(best);
    }

    /** What is missing of CPU and memory, each as a share of what is asked for, in millionths. */
    private static long shortage(ClusterState cluster, Request request, int instance) {
        return share(request.cpuUnits() - cluster.cpuFree(instance), request.cpuUnits())
                + share(request.memoryMiB() - cluster.memoryFree(instance), request.memoryMiB());
    }

    private static long share(long missing, long asked) {
        return missing <= 0 ? 0 : (long) (missing * SHARE_SCALE / asked);
    }

    private static String id(ClusterState cluster, int instance) {
        return cluster.spec(instance).id();
    }
}
