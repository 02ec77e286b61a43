package io.ecsim.faults;

import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.engine.Timeline;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Instances that are away at given times. */
final class PlannedOutages {

    private static final int ABSENT = -1;

    PlannedOutages(List<Outage> outages, InstanceFailures instances, Timeline timeline) {
        if (outages.isEmpty()) {
            return;
        }
        Map<String, Integer> numbers = new TreeMap<>();
        for (int instance : instances.order()) {
            numbers.put(instances.fleet().get(instance).id(), instance);
        }
        EventKind leave = timeline.define("outage begins", Phase.FAULT, (instance, none) -> instances.hold(instance));
        EventKind back = timeline.define("outage ends", Phase.FAULT, (instance, none) -> instances.letGo(instance));
        // All beginnings before all ends: an outage that follows upon another does not launch the instance between.
        for (Outage outage : outages) {
            int instance = numbers.getOrDefault(outage.instance(), ABSENT);
            if (instance != ABSENT && outage.fromMicros() == 0) {
                instances.holdAtStart(instance);
            } else if (instance != ABSENT) {
                timeline.schedule(leave, outage.fromMicros(), instance, 0);
            }
        }
        for (Outage outage : outages) {
            int instance = numbers.getOrDefault(outage.instance(), ABSENT);
            if (instance != ABSENT && outage.untilMicros() != Outage.ENDLESS) {
                timeline.schedule(back, outage.untilMicros(), instance, 0);
            }
        }
    }
}
