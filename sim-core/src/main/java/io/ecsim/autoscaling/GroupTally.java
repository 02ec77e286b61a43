package io.ecsim.autoscaling;

import io.ecsim.observe.GroupTotals;
import java.util.ArrayList;
import java.util.List;

/** Counts what a group does. */
final class GroupTally {

    private static final long NOT = -1;
    private static final int MOST_POINTS = 4096;

    private final String name;
    private final List<GroupTotals.Point> course = new ArrayList<>();
    private long launched;
    private long terminated;
    private long lost;
    private long scaleOuts;
    private long scaleIns;
    private int machines;
    private int peak;
    private double machineMicros;
    private long sinceMicros;
    private long shortSinceMicros = NOT;
    private long shortMicros;

    GroupTally(String name) {
        this.name = name;
    }

    /** Notes the size of the group after a change; of many changes about every second one is kept, again and again. */
    void sized(long nowMicros, int desired, int inService) {
        int last = course.size() - 1;
        if (last >= 0 && course.get(last).atMicros() == nowMicros) {
            course.remove(last);
        }
        if (course.size() == MOST_POINTS) {
            for (int i = MOST_POINTS - 2; i > 0; i -= 2) {
                course.remove(i);
            }
        }
        course.add(new GroupTotals.Point(nowMicros, desired, inService));
    }

    void launched(long nowMicros) {
        launched++;
        count(1, nowMicros);
    }

    void ended(boolean byGroup, long nowMicros) {
        if (byGroup) {
            terminated++;
        } else {
            lost++;
        }
        count(-1, nowMicros);
    }

    private void count(int change, long nowMicros) {
        machineMicros += (double) machines * (nowMicros - sinceMicros);
        sinceMicros = nowMicros;
        machines += change;
        peak = Math.max(peak, machines);
    }

    void resized(int change) {
        if (change > 0) {
            scaleOuts++;
        } else {
            scaleIns++;
        }
    }

    void lacksCapacity(boolean lacks, long nowMicros) {
        if (lacks && shortSinceMicros == NOT) {
            shortSinceMicros = nowMicros;
        } else if (!lacks && shortSinceMicros != NOT) {
            shortMicros += nowMicros - shortSinceMicros;
            shortSinceMicros = NOT;
        }
    }

    GroupTotals totals(long nowMicros) {
        count(0, nowMicros);
        long still = shortSinceMicros == NOT ? 0 : Math.max(0, nowMicros - shortSinceMicros);
        return new GroupTotals(
                name,
                launched,
                terminated,
                lost,
                scaleOuts,
                scaleIns,
                shortMicros + still,
                nowMicros > 0 ? machineMicros / nowMicros : machines,
                peak,
                course);
    }
}
