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
        EventKind back = timeline.define("outage ends", Phase.REPAIR, (instance, none) -> instances.letGo(instance));
        for (Outage outage : outages) {
            int instance = numbers.getOrDefault(outage.instance(), ABSENT);
            if (instance == ABSENT) {
                continue;
            }
            if (outage.fromMicros() == 0) {
                instances.holdAtStart(instance);
            } else {
                timeline.schedule(leave, outage.fromMicros(), instance, 0);
            }
            if (outage.untilMicros() != Outage.ENDLESS) {
                timeline.schedule(back, outage.untilMicros(), instance, 0);
            }
        }
    }
}
