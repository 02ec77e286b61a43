package io.ecsim.capacity;

import io.ecsim.autoscaling.AutoScaling;
import io.ecsim.model.ContainerInstance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A capacity provider as it is now, and the managed scaling of its group (sections 5.2 and 5.3 of the rules). */
final class ProviderState {

    final CapacityProvider provider;
    final int group;
    final WaitingTasks waiting = new WaitingTasks();
    private final ManagedScaling scaling;
    private final AutoScaling groups;
    private final ReservationAlarms alarms;
    private final List<ContainerInstance> types;

    /** The metric of the last minute, in percent. */
    double reservation = 100;

    /** Whether the next minutes change nothing unless something else happens. */
    boolean settled;

    /**
     * Makes a provider that nobody waits for.
     *
     * @param group the position of its group
     * @param types one machine of each type that the group may launch
     */
    ProviderState(CapacityProvider provider, int group, AutoScaling groups, List<ContainerInstance> types) {
        this.provider = provider;
        this.group = group;
        this.groups = groups;
        this.types = types;
        this.scaling = provider.managedScaling().orElse(ManagedScaling.DEFAULT);
        this.alarms = new ReservationAlarms(scaling.targetCapacity());
    }

    /**
     * The datapoint of a minute is there. An alarm acts a minute after the datapoint that raises it (R5.25), on what is
     * needed by then.
     *
     * @param busy machines in service with a task that is no daemon (R5.12)
     * @param tasks what the waiting tasks need
     */
    void minute(int busy, CapacityProviders.Tasks tasks) {
        int running = groups.inService(group);
        Map<IdenticalNeeds, Integer> alike = new LinkedHashMap<>();
        waiting.forEach((kind, count) -> alike.merge(IdenticalNeeds.of(kind, tasks), count, Integer::sum));
        int[] most = {0};
        alike.forEach((needs, count) -> most[0] = Math.max(most[0], needs.machinesFor(count, types)));
        boolean lacking = most[0] > 0;
        int needed = lacking ? running + scaling.step(most[0]) : busy;
        int desired = groups.desiredCapacity(group);
        boolean wasHigh = alarms.high();
        boolean wasLow = alarms.low();
        reservation = ReservationAlarms.reservation(needed, running);
        alarms.datapoint(reservation);
        if (wasHigh && alarms.high()) {
            scaleOut(needed, running);
        } else if (wasLow && alarms.low()) {
            scaleIn(needed, running);
        }
        boolean acted = wasLow && alarms.low()
                || wasHigh && alarms.high() && !groups.warmsUp(group, scaling.instanceWarmupMicros());
        settled = desired == groups.desiredCapacity(group) && (acted || reservation == scaling.targetCapacity());
    }

    /** R5.20, R5.24. */
    private void scaleOut(int needed, int running) {
        int wanted = scaling.desiredCapacity(needed, running);
        if (wanted > groups.desiredCapacity(group) && !groups.warmsUp(group, scaling.instanceWarmupMicros())) {
            groups.setDesiredCapacity(group, wanted);
        }
    }

    /** R5.22. */
    private void scaleIn(int needed, int running) {
        int wanted = scaling.scaledIn(needed, running);
        if (wanted < groups.desiredCapacity(group)) {
            groups.setDesiredCapacity(group, wanted);
        }
    }
}
