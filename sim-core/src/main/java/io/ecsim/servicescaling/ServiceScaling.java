package io.ecsim.servicescaling;

import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.SimClock;
import io.ecsim.engine.Simulation;
import io.ecsim.engine.Timeline;
import io.ecsim.observe.ScaledService;
import io.ecsim.schedules.Recurrence;
import java.util.ArrayList;
import java.util.List;

/**
 * Application Auto Scaling of the services of a run (section 6 of the rules). One event a minute evaluates all alarms; one
 * is pending for each scheduled action.
 */
public final class ServiceScaling {

    /** The resolution of metrics, in microseconds (R6.12). */
    static final long MINUTE = 60 * SimClock.MICROS_PER_SECOND;

    /** How many services show their course, and in how many steps at most. */
    private static final int MOST_COURSES = 12;

    private static final int MOST_POINTS = 600;

    private final SimClock clock;
    private final Timeline timeline;
    private final List<TargetScaling> targets = new ArrayList<>();
    private final List<DueAction> actions = new ArrayList<>();
    private final EventKind minuteEvent;
    private final EventKind actionEvent;

    /** A scheduled action and the target that it is for. */
    private record DueAction(TargetScaling target, ScheduledAction action) {}

    /** Where a service is: the names that its resource id is made of. */
    public record Resource(String cluster, String service) {

        /** Returns its id in Application Auto Scaling (R6.1). */
        public String id() {
            return "service/" + cluster + "/" + service;
        }
    }

    /**
     * Makes the scaling of a run in which nothing has happened yet.
     *
     * @param resources the services of the world, by position
     * @param measuredMicros since when means and counts are taken, in microseconds
     * @param horizonMicros end of the run, in microseconds
     */
    public ServiceScaling(
            Simulation simulation,
            ScalingPlan plan,
            List<Resource> resources,
            ScalableServices services,
            ServiceMetrics metrics,
            long measuredMicros,
            long horizonMicros) {
        this.clock = simulation.clock();
        this.timeline = simulation.timeline();
        int everyMinutes = (int) (1 + horizonMicros / MINUTE / MOST_POINTS);
        for (ScalableTarget each : plan.targets()) {
            TargetScaling target = new TargetScaling(
                    each,
                    resources.get(each.service()),
                    new TargetScaling.Run(clock, services, metrics),
                    new ScalingCourse(
                            resources.get(each.service()),
                            measuredMicros,
                            targets.size() < MOST_COURSES ? everyMinutes : 0));
            targets.add(target);
            each.scheduledActions().forEach(action -> actions.add(new DueAction(target, action)));
        }
        this.minuteEvent = timeline.define("service scaling", Phase.SAMPLE, (subject, generation) -> minute());
        this.actionEvent = timeline.define("scheduled action", Phase.ARRIVAL, (index, generation) -> due(index));
    }

    /** Registers the targets, at time 0, after the services have been created. */
    public void begin() {
        targets.forEach(TargetScaling::begin);
        for (int index = 0; index < actions.size(); index++) {
            scheduleAction(index, -1);
        }
        timeline.schedule(minuteEvent, clock.nowMicros() + MINUTE, 0, 0);
    }

    private void scheduleAction(int index, long afterMicros) {
        long next = actions.get(index).action.recurrence().nextMicros(afterMicros);
        if (next != Recurrence.NEVER) {
            timeline.schedule(actionEvent, next, index, 0);
        }
    }

    private void due(int index) {
        DueAction due = actions.get(index);
        due.target.apply(due.action);
        scheduleAction(index, clock.nowMicros());
    }

    private void minute() {
        targets.forEach(TargetScaling::minute);
        timeline.schedule(minuteEvent, clock.nowMicros() + MINUTE, 0, 0);
    }

    /** Returns what it did to each of its services so far. */
    public List<ScaledService> results() {
        return targets.stream().map(TargetScaling::result).toList();
    }
}
