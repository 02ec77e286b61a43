package io.ecsim.placement;

import io.ecsim.cluster.ClusterState;
import io.ecsim.model.query.InstanceFacts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What a cluster query asks, answered from the cluster's state: for one instance, or for a class by attributes alone. */
final class ClusterFacts implements InstanceFacts {

    private static final int NO_INSTANCE = -1;

    private final ClusterState cluster;
    private int instance = NO_INSTANCE;
    private int instanceClass;

    ClusterFacts(ClusterState cluster) {
        this.cluster = cluster;
    }

    ClusterFacts ofClass(int newClass) {
        instance = NO_INSTANCE;
        instanceClass = newClass;
        return this;
    }

    ClusterFacts ofInstance(int newInstance) {
        instance = newInstance;
        instanceClass = cluster.instanceClass(newInstance);
        return this;
    }

    @Override
    public boolean agentConnected() {
        return cluster.agentConnected(instance);
    }

    @Override
    public String agentVersion() {
        return "";
    }

    @Override
    public String ec2InstanceId() {
        return cluster.spec(instance).id();
    }

    @Override
    public long registeredAtMicros() {
        return cluster.registeredAtMicros(instance);
    }

    @Override
    public int runningTasksCount() {
        return cluster.tasks(instance);
    }

    @Override
    public boolean anyTaskGroup(Predicate<String> test) {
        List<String> groups = cluster.groupNames();
        for (int group = 0; group < groups.size(); group++) {
            if (cluster.tasksOfGroup(group, instance) > 0 && test.test(groups.get(group))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Optional<String> attribute(String name) {
        Map<String, String> attributes = cluster.classAttributes(instanceClass);
        return Optional.ofNullable(attributes.get(name));
    }
}
