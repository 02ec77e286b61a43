package io.ecsim.observe;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The metrics of one run (models.md M4). Each has a key, a unit, a direction in which it is better and a definition. */
public enum Metric {
    WAIT_MEAN("waitMean", "s", false, "Mean time from request to reservation on an instance, of the tasks placed."),
    WAIT_P50("waitP50", "s", false, "Median wait; tasks still waiting at the end are right-censored (Kaplan-Meier)."),
    WAIT_P95("waitP95", "s", false, "95 % quantile of the wait (Kaplan-Meier)."),
    WAIT_P99("waitP99", "s", false, "99 % quantile of the wait (Kaplan-Meier)."),
    WAIT_MAX("waitMax", "s", false, "Longest wait, of the tasks placed."),
    WAIT_MEAN_SMALL("waitMeanSmall", "s", false, "Mean wait of small tasks: at most 1/8 of the largest instance."),
    WAIT_MEAN_MEDIUM("waitMeanMedium", "s", false, "Mean wait of medium tasks: 1/8 to 1/2 of the largest instance."),
    WAIT_MEAN_LARGE("waitMeanLarge", "s", false, "Mean wait of large tasks: over 1/2 of the largest instance."),
    START_LATENCY_MEAN(
            "startLatencyMean", "s", false, "Mean time from creation to RUNNING, of the tasks that came to run."),
    START_LATENCY_P50("startLatencyP50", "s", false, "Median time from creation to RUNNING."),
    START_LATENCY_P95("startLatencyP95", "s", false, "95 % quantile of the time from creation to RUNNING."),
    START_LATENCY_P99("startLatencyP99", "s", false, "99 % quantile of the time from creation to RUNNING."),
    FAILED_STARTS("failedStarts", "tasks", false, "Tasks that stopped because they failed to start (R3.20)."),
    PULLED("pulled", "GB", false, "Bytes of images that registries sent, in units of 10^9."),
    TROUGH(
            "trough",
            "share",
            true,
            "Least share of healthy among desired tasks of any service after its first deployment completed."),
    RECOVERY(
            "recovery",
            "s",
            false,
            "Longest time from a planned fault until every service had all its healthy tasks again, for 60 s."),
    DEPLOYMENT_TIME(
            "deploymentTime", "s", false, "Mean time from start to completion of the deployments that replaced tasks."),
    DEPLOYMENTS_FAILED("deploymentsFailed", "deployments", false, "Deployments that ended as FAILED."),
    SCALING_ACTIONS("scalingActions", "changes", false, "Changes of desired counts by Service Auto Scaling."),
    TASKS_MEAN(
            "tasksMean",
            "tasks",
            false,
            "Mean over the minutes of the RUNNING tasks of all services that are scalable targets."),
    GOODPUT("goodput", "share", true, "Requests on services that were answered in time, of all that clients made."),
    REQUEST_ERRORS("requestErrors", "share", false, "Requests on services that clients gave up, of all they made."),
    REQUEST_TRIES("requestTries", "tries", false, "Tries a request on a service: above 1 where clients try again."),
    LATENCY_P50("latencyP50", "s", false, "Median time of an answer to a request on a service."),
    LATENCY_P99("latencyP99", "s", false, "99 % quantile of the time of an answer to a request on a service."),
    UNPLACED("unplaced", "share", false, "Requested tasks never placed, of all requested."),
    UNPLACED_LARGE(
            "unplacedLarge", "share", false, "Requested large tasks never placed, of all large tasks requested."),
    ALLOCATED_CPU("allocatedCpu", "share", true, "Integral of reserved CPU over integral of registered CPU (R2.28)."),
    ALLOCATED_MEMORY(
            "allocatedMemory", "share", true, "Integral of reserved memory over integral of registered memory."),
    ALLOCATED_GPU("allocatedGpu", "share", true, "Integral of reserved GPUs over integral of registered GPUs."),
    FINAL_ALLOCATED_GPU("finalAllocatedGpu", "share", true, "Reserved over registered GPUs when the run ends."),
    UTILISED_CPU(
            "utilisedCpu",
            "share",
            true,
            "Integral of the CPU that containers of stated use get over integral of registered CPU."),
    UTILISED_MEMORY(
            "utilisedMemory",
            "share",
            true,
            "Integral of the memory that containers of stated use hold over integral of registered memory."),
    FRAGMENTATION_CPU(
            "fragmentationCpu", "share", false, "Free CPU on instances that cannot hold a task drawn from the mix."),
    FRAGMENTATION_MEMORY(
            "fragmentationMemory", "share", false, "Free memory that a task drawn from the mix cannot use."),
    IN_USE("inUse", "instances", false, "Time-weighted mean of instances with at least one task."),
    IN_USE_PEAK("inUsePeak", "instances", false, "Most instances with at least one task at any time."),
    IN_USE_PRICE("inUsePrice", "USD/h", false, "Price of a fleet that gives back empty instances: time-weighted mean."),
    BILLED(
            "billed",
            "USD",
            false,
            "Price of all instances and tasks on Fargate, per second, least 60 s (R2.41, R8.4), and of what else is"
                    + " billed."),
    LAUNCHED("launched", "instances", false, "Machines that Auto Scaling groups launched, those of time 0 included."),
    FLEET_MEAN(
            "fleetMean",
            "instances",
            false,
            "Machines of Auto Scaling groups, launch to termination: mean over the whole run."),
    FLEET_PEAK("fleetPeak", "instances", false, "Sum over Auto Scaling groups of the most machines at once."),
    CAPACITY_SHORT(
            "capacityShort",
            "s",
            false,
            "Time in which an Auto Scaling group wanted machines that no pool had capacity for, summed over groups."),
    PROVISIONING_TIMEOUTS(
            "provisioningTimeouts",
            "tasks",
            false,
            "Tasks that waited in vain for capacity of their capacity provider (R5.31)."),
    EXPOSURE(
            "exposure",
            "share",
            false,
            "Largest share of a group's tasks in one zone: mean over time of the worst group."),
    LOST("lost", "attempts", false, "Attempts ended by infrastructure."),
    LOST_AT_ONCE(
            "lostAtOnce",
            "share",
            false,
            "Largest share of the running tasks that infrastructure ended at one instant."),
    CRASHED("crashed", "attempts", false, "Attempts ended by the task itself."),
    LOST_WORK("lostWork", "CPU-s", false, "vCPU-seconds thrown away."),
    USEFUL_PRICE("usefulPrice", "USD/vCPU-h", false, "Billed price over vCPU-hours of completed attempts."),
    COMPLETED("completed", "tasks", true, "Tasks that ran to their end."),
    WITHHELD(
            "withheld",
            "tasks",
            false,
            "Tasks that never arrive because one that they wait for was given up; where tasks wait for tasks."),
    DECISION_COST("decisionCost", "probes", false, "Instances or index blocks examined per decision."),
    CONFLICT_RATE(
            "conflictRate",
            "share",
            false,
            "Picks that were no longer possible when it came to reserve, of all that were made in advance."),
    MOVE_RATE(
            "moveRate",
            "moves/h",
            false,
            "Tasks that a strategy stopped and started on another instance to empty one; where it repacks.");

    private final String key;
    private final String unit;
    private final boolean higherIsBetter;
    private final String definition;

    Metric(String key, String unit, boolean higherIsBetter, String definition) {
        this.key = key;
        this.unit = unit;
        this.higherIsBetter = higherIsBetter;
        this.definition = definition;
    }

    /** Returns the name used in scenario files and result columns. */
    public String key() {
        return key;
    }

    /** Returns the unit in which values are given. */
    public String unit() {
        return unit;
    }

    /** Returns whether a larger value is better unless a scenario says otherwise. */
    public boolean higherIsBetter() {
        return higherIsBetter;
    }

    /** Returns the definition in one sentence. */
    public String definition() {
        return definition;
    }

    /** Returns whether only runs under a control plane have it. */
    public boolean ofControlPlane() {
        return switch (this) {
            case START_LATENCY_MEAN,
                    START_LATENCY_P50,
                    START_LATENCY_P95,
                    START_LATENCY_P99,
                    FAILED_STARTS,
                    PULLED,
                    TROUGH,
                    RECOVERY,
                    DEPLOYMENT_TIME,
                    DEPLOYMENTS_FAILED,
                    SCALING_ACTIONS,
                    TASKS_MEAN,
                    GOODPUT,
                    REQUEST_ERRORS,
                    REQUEST_TRIES,
                    LATENCY_P50,
                    LATENCY_P99,
                    LAUNCHED,
                    FLEET_MEAN,
                    FLEET_PEAK,
                    CAPACITY_SHORT,
                    PROVISIONING_TIMEOUTS,
                    UTILISED_CPU,
                    UTILISED_MEMORY -> true;
            default -> false;
        };
    }

    /** Returns the metric of that key. */
    public static Optional<Metric> ofKey(String key) {
        return Arrays.stream(values()).filter(metric -> metric.key.equals(key)).findFirst();
    }

    /** Returns all keys, in order of declaration. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(Metric::key).toList();
    }
}
