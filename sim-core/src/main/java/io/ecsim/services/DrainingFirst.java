package io.ecsim.services;

import io.ecsim.cluster.StopCode;
import io.ecsim.cluster.Task;
import io.ecsim.model.TaskBehaviour;

/** A control that drains the connections of a task before it has it stopped (R4.42). */
record DrainingFirst(TaskControl control, LoadBalancerTargets targets) implements TaskControl {
    @Override
    public Start start(int spec, String startedBy, long ordinal) {
        return control.start(spec, startedBy, ordinal);
    }

    @Override
    public Start startOn(int spec, String startedBy, long ordinal, int instance) {
        return control.startOn(spec, startedBy, ordinal, instance);
    }

    @Override
    public Start startIn(int spec, String startedBy, long ordinal, String zone) {
        return control.startIn(spec, startedBy, ordinal, zone);
    }

    @Override
    public TaskBehaviour behaviour(int spec) {
        return control.behaviour(spec);
    }

    @Override
    public boolean spreadsZones(int spec) {
        return control.spreadsZones(spec);
    }

    @Override
    public boolean constrainsZone(int spec) {
        return control.constrainsZone(spec);
    }

    @Override
    public boolean feasible(int spec, int instance) {
        return control.feasible(spec, instance);
    }

    @Override
    public void stop(Task task, StopCode code, String reason) {
        if (!targets.drain(task, () -> control.stop(task, code, reason))) {
            control.stop(task, code, reason);
        }
    }
}
