package io.ecsim.controlplane;

import io.ecsim.cluster.Task;
import java.util.List;

/** Sends tasks to the kind of capacity that they are launched on (R5.3). */
final class CapacityByLaunch implements Capacity {

    private final boolean[] onFargate;
    private final Capacity providers;
    private final Capacity fargate;

    /**
     * Makes one.
     *
     * @param specs what tasks are run, by index
     * @param providers where those wait that name capacity providers of Auto Scaling groups
     * @param fargate where those wait that run on Fargate
     */
    CapacityByLaunch(List<TaskSpec> specs, Capacity providers, Capacity fargate) {
        this.onFargate = new boolean[specs.size()];
        for (int spec = 0; spec < onFargate.length; spec++) {
            onFargate[spec] = specs.get(spec).launch().isFargate();
        }
        this.providers = providers;
        this.fargate = fargate;
    }

    private Capacity of(int spec) {
        return onFargate[spec] ? fargate : providers;
    }

    @Override
    public boolean accepts(int spec) {
        return of(spec).accepts(spec);
    }

    @Override
    public String providerFor(int spec) {
        return of(spec).providerFor(spec);
    }

    @Override
    public boolean accepts(int spec, String startedBy, int tasks) {
        return of(spec).accepts(spec, startedBy, tasks);
    }

    @Override
    public String providerFor(int spec, String startedBy) {
        return of(spec).providerFor(spec, startedBy);
    }

    @Override
    public void beginCall(int spec) {
        of(spec).beginCall(spec);
    }

    @Override
    public void stops(Task task) {
        of(task.spec()).stops(task);
    }

    @Override
    public void ask(Task task) {
        of(task.spec()).ask(task);
    }

    @Override
    public boolean launchesIn(int spec, String startedBy, String zone) {
        return of(spec).launchesIn(spec, startedBy, zone);
    }

    @Override
    public void askIn(Task task, String zone) {
        of(task.spec()).askIn(task, zone);
    }

    @Override
    public void withdrawn(Task task) {
        of(task.spec()).withdrawn(task);
    }
}
