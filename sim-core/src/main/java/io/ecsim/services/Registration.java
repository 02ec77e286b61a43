package io.ecsim.services;

import io.ecsim.cluster.Task;
import io.ecsim.model.Service;
import io.ecsim.model.TargetGroup;
import java.util.ArrayList;
import java.util.List;

/** A task in all target groups of its service. */
final class Registration {
    static final int NOT_DRAINING = -1;

    final Service service;
    final Task task;
    final List<Target> targets = new ArrayList<>();
    int drain = NOT_DRAINING;
    Runnable afterDrain = () -> {};

    Registration(Service service, Task task) {
        this.service = service;
        this.task = task;
    }

    boolean drains() {
        return drain != NOT_DRAINING;
    }

    boolean healthy() {
        return targets.stream().allMatch(t -> t.state == TargetState.HEALTHY);
    }

    boolean unhealthy() {
        return targets.stream().anyMatch(t -> t.state == TargetState.UNHEALTHY);
    }

    /** A task in one target group. */
    static final class Target {
        final Registration registration;
        final TargetGroup group;
        final List<TargetState.Change> changes;
        final int row;
        TargetState state = TargetState.INITIAL;
        int next;

        Target(Registration registration, TargetGroup group, List<TargetState.Change> changes, Rows<Target> rows) {
            this.registration = registration;
            this.group = group;
            this.changes = changes;
            this.row = rows.add(this);
        }

        boolean changes() {
            return next < changes.size();
        }
    }
}
