package io.ecsim.experiments.schema;

import io.ecsim.controlplane.TaskCall;
import io.ecsim.schedules.RetryPolicy;

/** The fields of a scenario that start tasks beside its workload. */
final class CallSchemas {

    private CallSchemas() {}

    static Schema instant(String text) {
        return Schema.text("^\\d{4}-\\d{2}-\\d{2}T.*(Z|[+-]\\d{2}:\\d{2})$")
                .says(text)
                .such("2026-01-05T00:00:00Z");
    }

    static Schema runTasks() {
        Schema call = call().needs("at", Schema.ref("duration").says("When it is called."))
                .takes("count", count())
                .takes("startedBy", startedBy());
        return Schema.list(WorldSchemas.launched(call), 0)
                .titled("Calls of RunTask")
                .says("Tasks placed one after another; what finds no room comes back at once as a failure.");
    }

    static Schema startTasks() {
        Schema call = call().needs("at", Schema.ref("duration").says("When it is called."))
                .needs(
                        "containerInstances",
                        Schema.list(Schema.text().such("i-000001"), 1)
                                .says("Ids of instances, at most " + TaskCall.MAX_TASKS + "."))
                .takes("startedBy", startedBy());
        return Schema.list(WorldSchemas.described(call), 0)
                .titled("Calls of StartTask")
                .says("A task on each of the instances named, whatever the strategy; no placementConstraints.");
    }

    static Schema schedules() {
        Schema retryPolicy = Schema.object()
                .takes(
                        "maximumRetryAttempts",
                        Schema.integer(0, RetryPolicy.MOST_ATTEMPTS).unlessStated(RetryPolicy.MOST_ATTEMPTS))
                .takes("maximumEventAge", Schema.ref("positiveDuration").says("From 60s to 1d; 1d unless stated."));
        Schema schedule = call().needs(
                        "scheduleExpression",
                        Schema.text("^\\s*(rate|cron|at)\\(.*\\)\\s*$")
                                .says("rate(...), cron(...) with six fields, or at(...).")
                                .such("cron(0 10 ? * MON-FRI *)"))
                .takes(
                        "scheduleExpressionTimezone",
                        Schema.text()
                                .says("Whose clock cron and at read; UTC unless stated.")
                                .such("America/New_York"))
                .takes("startDate", instant("Nothing is due before; the first time of a rate."))
                .takes("endDate", instant("Nothing is due then or later."))
                .takes(
                        "flexibleTimeWindow",
                        Schema.ref("positiveDuration")
                                .says(
                                        "Each invocation is made at a random moment of it, 1m to 24h; at once unless stated."))
                .takes("retryPolicy", retryPolicy.says("What follows an exception of RunTask."))
                .takes("count", count());
        return Schema.list(WorldSchemas.launched(schedule), 0)
                .titled("Scheduled tasks")
                .says("Calls of RunTask that EventBridge Scheduler makes.");
    }

    private static Schema call() {
        return Schema.object()
                .needs(
                        "name",
                        Schema.text("^[A-Za-z0-9_-]{1,255}$")
                                .says("Under which its answers are counted; its family in the short form."))
                .takes(
                        "runTime",
                        Schema.ref("durationLaw").says("Law of the run time of each task; endless unless stated."));
    }

    private static Schema count() {
        return Schema.integer(1, TaskCall.MAX_TASKS).says("Tasks of one call.").unlessStated(1);
    }

    private static Schema startedBy() {
        return Schema.text("^[A-Za-z0-9_/-]{1," + TaskCall.MAX_STARTED_BY + "}$")
                .says("Tag of the tasks.");
    }
}
