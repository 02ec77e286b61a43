package io.ecsim.workloads.scenario;

import io.ecsim.controlplane.RunTaskCall;
import io.ecsim.controlplane.StartTaskCall;
import io.ecsim.controlplane.TaskCall;
import io.ecsim.controlplane.TaskCallPlan;
import io.ecsim.controlplane.TaskSpec;
import io.ecsim.random.Law;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.document.Node;
import io.ecsim.workloads.law.Laws;
import io.ecsim.workloads.law.Quantity;
import io.ecsim.workloads.schedule.SimulatedClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Binds the fields {@code runTasks}, {@code startTasks} and {@code schedules}: tasks that do not come from the workload. */
final class CallBinder {

    private static final Pattern STARTED_BY = Pattern.compile("[A-Za-z0-9_/-]{1," + TaskCall.MAX_STARTED_BY + "}");
    private static final String A_TAG = "up to " + TaskCall.MAX_STARTED_BY + " letters, digits, _, - and /";

    private final BindingContext context;
    private final Faults faults;
    private final SimulatedClock clock;
    private final boolean dated;
    private final int firstSpec;
    private final List<TaskSpec> specs = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    /**
     * Makes the binder.
     *
     * @param clock the calendar of the scenario
     * @param dated whether the scenario states it
     * @param firstSpec how many tasks the workload has: what is called follows them in the world's list
     */
    CallBinder(BindingContext context, SimulatedClock clock, boolean dated, int firstSpec) {
        this.context = context;
        this.faults = context.faults();
        this.clock = clock;
        this.dated = dated;
        this.firstSpec = firstSpec;
    }

    BoundCalls bind(Fields scenario) {
        List<TaskCallPlan.Timed> timed = new ArrayList<>();
        timed.addAll(scenario.listOrEmpty("runTasks", this::runTask));
        timed.addAll(scenario.listOrEmpty("startTasks", this::startTask));
        ScheduleBinder schedules = new ScheduleBinder(context, clock, dated);
        List<TaskCallPlan.Scheduled> scheduled = scenario.listOrEmpty("schedules", node -> {
            Fields fields = node.asObject(faults);
            Called called = launched(fields);
            int count = count(fields);
            return schedules
                    .bind(fields, called.name())
                    .flatMap(schedule -> called.spec()
                            .flatMap(spec -> fields.build(() -> new TaskCallPlan.Scheduled(
                                    schedule,
                                    new RunTaskCall(
                                            called.name(),
                                            add(spec),
                                            count,
                                            "chronos-schedule/" + called.name(),
                                            called.runSeconds())))));
        });
        return timed.isEmpty() && scheduled.isEmpty()
                ? BoundCalls.NONE
                : new BoundCalls(specs, new TaskCallPlan(timed, scheduled));
    }

    private int add(TaskSpec spec) {
        specs.add(spec);
        return firstSpec + specs.size() - 1;
    }

    /** What all three kinds state: who is run and for how long. */
    private record Called(String name, Optional<TaskSpec> spec, Optional<Law> runSeconds) {}

    /** RunTask may launch on capacity that is not there yet, StartTask names its instances. */
    private Called launched(Fields fields) {
        Called called = called(fields);
        return new Called(called.name(), new TaskBinder(context).launched(fields, called.spec()), called.runSeconds());
    }

    private Called called(Fields fields) {
        Optional<TaskSpec> spec = new TaskBinder(context).standalone(fields);
        String name = fields.node("name").map(Node::text).orElse("");
        if (!name.isEmpty() && names.contains(name)) {
            fields.fault("name", "two calls are named \"" + name + "\"");
        }
        names.add(name);
        Optional<Law> runTime = fields.optional(
                "runTime", node -> Laws.read(node, faults, Quantity.DURATION).map(InSeconds::new));
        return new Called(name, spec, runTime);
    }

    private static int count(Fields fields) {
        return fields.integerOr("count", 1, TaskCall.MAX_TASKS, 1);
    }

    private String startedBy(Fields fields) {
        return fields.optional("startedBy", node -> node.asText(faults, STARTED_BY, A_TAG))
                .orElse("");
    }

    private Optional<TaskCallPlan.Timed> runTask(Node node) {
        Fields fields = node.asObject(faults);
        Called called = launched(fields);
        long atMicros = fields.durationMicros("at", 0);
        int count = count(fields);
        String startedBy = startedBy(fields);
        if (called.spec().isEmpty()) {
            fields.end();
            return Optional.empty();
        }
        return fields.build(() -> new TaskCallPlan.Timed(
                atMicros,
                new RunTaskCall(called.name(), add(called.spec().get()), count, startedBy, called.runSeconds())));
    }

    private Optional<TaskCallPlan.Timed> startTask(Node node) {
        Fields fields = node.asObject(faults);
        Called called = called(fields);
        if (called.spec().filter(spec -> !spec.constraints().isEmpty()).isPresent()) {
            fields.fault("placementConstraints", "StartTask takes none: it names its instances");
        }
        long atMicros = fields.durationMicros("at", 0);
        List<String> instances = fields.list("containerInstances", id -> id.asText(faults, "the id of an instance"));
        if (instances.size() > TaskCall.MAX_TASKS) {
            fields.fault(
                    "containerInstances",
                    "found " + instances.size() + " instances, expected at most " + TaskCall.MAX_TASKS
                            + " (InvalidParameterException)");
        }
        String startedBy = startedBy(fields);
        if (called.spec().isEmpty()) {
            fields.end();
            return Optional.empty();
        }
        return fields.build(() -> new TaskCallPlan.Timed(
                atMicros,
                new StartTaskCall(called.name(), add(called.spec().get()), instances, startedBy, called.runSeconds())));
    }
}
