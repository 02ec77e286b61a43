package io.ecsim.services;

import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskStatus;
import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.Simulation;
import io.ecsim.engine.Timeline;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** The calls of UpdateTaskProtection that plans make (R1.67). */
final class ProtectionCalls {

    private final Timeline timeline;
    private final TaskProtection protection;
    private final List<ServiceState> services;
    private final Consumer<ServiceState> changed;
    private final EventKind callEvent;

    /**
     * Makes the calls for services that are to come.
     *
     * @param services all services by their index; may be filled later
     * @param changed hears of a service whose tasks are no longer protected
     */
    ProtectionCalls(
            Simulation simulation,
            TaskProtection protection,
            List<ServiceState> services,
            Consumer<ServiceState> changed) {
        this.timeline = simulation.timeline();
        this.protection = protection;
        this.services = services;
        this.changed = changed;
        this.callEvent = timeline.define(
                "update-task-protection", Phase.ARRIVAL, (index, generation) -> call(this.services.get(index)));
    }

    /** Schedules the next call on tasks of a service, if there is one. */
    void scheduleNext(ServiceState state) {
        List<UpdateTaskProtection> calls = state.plan.protections();
        if (state.protectionsDone < calls.size()) {
            timeline.schedule(callEvent, calls.get(state.protectionsDone).atMicros(), state.index, 0);
        }
    }

    private void call(ServiceState state) {
        UpdateTaskProtection call = state.plan.protections().get(state.protectionsDone++);
        List<Task> meant = state.aliveTasks().stream()
                .filter(task ->
                        task.status() == TaskStatus.RUNNING && protection.covers(task) != call.protectionEnabled())
                .sorted(Comparator.comparingLong(Task::startedMicros).thenComparingLong(Task::ordinal))
                .limit(call.tasks())
                .toList();
        for (Task task : meant) {
            if (call.protectionEnabled()) {
                protection.protect(task, call.expiresInMinutes());
            } else {
                protection.forget(task);
            }
        }
        changed.accept(state);
        scheduleNext(state);
    }
}
