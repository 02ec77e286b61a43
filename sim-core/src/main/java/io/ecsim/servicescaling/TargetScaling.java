package io.ecsim.servicescaling;

import io.ecsim.engine.SimClock;
import io.ecsim.observe.ScaledService;
import io.ecsim.observe.ScalingActivity;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** A scalable target in a run: its bounds as they are now, its policies, its cool-downs. */
final class TargetScaling {

    private final ScalableTarget target;
    private final String resourceId;
    private final SimClock clock;
    private final ScalableServices services;
    private final ServiceMetrics metrics;
    private final ScalingCourse course;
    private final List<PolicyWatch> policies = new ArrayList<>();
    private final Cooldowns cooldowns = new Cooldowns();
    private int minCapacity;
    private int maxCapacity;

    /** Why the count is to come down to the greatest as soon as no deployment holds it; empty if it is not. */
    private String heldCause = "";

    /** A capacity that somebody asks for. */
    private record Wish(int capacity, PolicyWatch policy) {}

    /** What all targets of a run have in common. */
    record Run(SimClock clock, ScalableServices services, ServiceMetrics metrics) {}

    /**
     * Makes the scaling of a target that is not registered yet.
     *
     * @param course where it is noted what becomes of it
     */
    TargetScaling(ScalableTarget target, ServiceScaling.Resource resource, Run run, ScalingCourse course) {
        this.target = target;
        this.resourceId = resource.id();
        this.clock = run.clock;
        this.services = run.services;
        this.metrics = run.metrics;
        this.course = course;
        for (ScalingPolicy policy : target.policies()) {
            policies.add(
                    policy instanceof TargetTrackingPolicy tracking
                            ? new TargetTracking(tracking, target.publicationLagMinutes())
                            : new StepScaling((StepScalingPolicy) policy, target.publicationLagMinutes()));
        }
    }

    /** RegisterScalableTarget: the count is moved into the bounds before the first task starts. */
    void begin() {
        minCapacity = target.minCapacity();
        maxCapacity = target.maxCapacity();
        int count = services.desiredCount(target.service());
        if (count < minCapacity) {
            change(minCapacity, raised(""));
        } else if (count > maxCapacity) {
            change(maxCapacity, lowered(""));
        }
    }

    /** A scheduled action is due: the count is moved into the new bounds at once (R6.11). */
    void apply(ScheduledAction action) {
        bound(
                action.minCapacity().orElse(minCapacity),
                action.maxCapacity().orElse(maxCapacity),
                "scheduled action name " + action.name() + " was triggered, ");
    }

    private void bound(int least, int most, String cause) {
        minCapacity = least;
        maxCapacity = most;
        heldCause = "";
        int count = services.desiredCount(target.service());
        if (count < least) {
            change(least, raised(cause));
        } else if (count > most) {
            heldCause = lowered(cause);
            comeDown();
        }
    }

    private String raised(String cause) {
        return cause + "minimum capacity was set to " + minCapacity;
    }

    private String lowered(String cause) {
        return cause + "maximum capacity was set to " + maxCapacity;
    }

    /** A count above the bounds comes down when no deployment holds it (R6.9). */
    private void comeDown() {
        if (!heldCause.isEmpty() && !services.isDeploying(target.service())) {
            String cause = heldCause;
            heldCause = "";
            if (services.desiredCount(target.service()) > maxCapacity) {
                change(maxCapacity, cause);
            }
        }
    }

    /** A minute has ended: alarms are evaluated and policies do what they ask for. */
    void minute() {
        comeDown();
        double first = Double.NaN;
        for (int i = 0; i < policies.size(); i++) {
            double value = value(policies.get(i).policy().metric());
            policies.get(i).minute(value);
            first = i == 0 ? value : first;
        }
        if (!scaleOut()) {
            scaleIn();
        }
        int service = target.service();
        course.minute(clock.nowMicros(), services.desiredCount(service), services.runningCount(service), first);
    }

    /** Returns a metric of the minute that ends now; NaN without data. */
    private double value(ScalingMetric metric) {
        int service = target.service();
        return switch (metric.kind()) {
            case CPU -> orNaN(metrics.cpuPercent(service));
            case MEMORY -> orNaN(metrics.memoryPercent(service));
            case REQUESTS -> orNaN(metrics.requestsPerTarget(service));
            case STATED -> stated(target.metrics().get(metric.stated()));
        };
    }

    private static double orNaN(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : Double.NaN;
    }

    /** The level at which the minute began counts. */
    private double stated(StatedMetric metric) {
        double level = metric.levelAt(clock.nowMicros() - ServiceScaling.MINUTE);
        if (!metric.perTask()) {
            return level;
        }
        int running = services.runningCount(target.service());
        return running == 0 ? Double.NaN : level / running;
    }

    /** Scales out by the largest wish (R6.8). Returns whether any policy wants to, be there room for it or not. */
    private boolean scaleOut() {
        long now = clock.nowMicros();
        int count = services.desiredCount(target.service());
        int base = cooldowns.base(count, now);
        Wish largest = null;
        boolean wants = false;
        for (PolicyWatch watch : policies) {
            int wanted = watch.scaleOutFrom(base);
            wants |= wanted > count;
            if (wanted != PolicyWatch.NONE) {
                int bounded = Math.min(maxCapacity, Math.max(minCapacity, wanted));
                if (bounded > count && (largest == null || bounded > largest.capacity)) {
                    largest = new Wish(bounded, watch);
                }
            }
        }
        if (largest == null) {
            return wants;
        }
        cooldowns.scaledOut(count, now + largest.policy.scaleOutCooldownMicros());
        change(largest.capacity, cause(largest.policy, true));
        return true;
    }

    /** Scales in, to the largest wish, unless a deployment (R6.9) or a cool-down (R6.6) forbids it. */
    private void scaleIn() {
        long now = clock.nowMicros();
        int service = target.service();
        if (!cooldowns.allowScaleIn(now) || services.isDeploying(service)) {
            return;
        }
        int count = services.desiredCount(service);
        Wish largest = null;
        boolean agree = agree(count);
        for (PolicyWatch watch : policies) {
            int wanted = watch instanceof TargetTracking && !agree ? PolicyWatch.NONE : watch.scaleInFrom(count);
            if (wanted != PolicyWatch.NONE && (largest == null || wanted > largest.capacity)) {
                largest = new Wish(wanted, watch);
            }
        }
        if (largest == null) {
            return;
        }
        int bounded = Math.min(maxCapacity, Math.max(minCapacity, largest.capacity));
        if (bounded < count) {
            cooldowns.scaledIn(now + largest.policy.scaleInCooldownMicros());
            change(bounded, cause(largest.policy, false));
        }
    }

    /** Returns whether all target tracking policies that scale in at all want to (R6.8). */
    private boolean agree(int count) {
        for (PolicyWatch watch : policies) {
            if (watch instanceof TargetTracking tracking
                    && !tracking.policy().disableScaleIn()
                    && watch.scaleInFrom(count) == PolicyWatch.NONE) {
                return false;
            }
        }
        return true;
    }

    private String cause(PolicyWatch watch, boolean out) {
        return "monitor alarm " + watch.alarmName(resourceId, out) + " in state ALARM triggered policy "
                + watch.policy().name();
    }

    private void change(int count, String cause) {
        int before = services.desiredCount(target.service());
        services.setDesiredCount(target.service(), count);
        course.changed(new ScalingActivity(clock.nowMicros(), before, count, cause));
    }

    /** Returns what has become of it so far. */
    ScaledService result() {
        if (policies.isEmpty()) {
            return course.result("", 0);
        }
        ScalingMetric metric = policies.get(0).policy().metric();
        String name = metric.kind() == ScalingMetric.Kind.STATED
                ? target.metrics().get(metric.stated()).name()
                : metric.kind().predefinedName();
        return course.result(name, policies.get(0).threshold());
    }
}
