package io.ecsim.controlplane;

import io.ecsim.agent.AgentCommands;
import io.ecsim.autoscaling.AutoScaling;
import io.ecsim.autoscaling.AutoScalingGroup;
import io.ecsim.engine.EventKind;
import io.ecsim.engine.Phase;
import io.ecsim.faults.ControlPlaneFault;
import io.ecsim.faults.GroupRefresh;
import io.ecsim.faults.PlannedFaults;
import io.ecsim.faults.ZoneEvent;
import io.ecsim.observe.FaultRecord;
import io.ecsim.services.ProbeOutage;
import io.ecsim.services.ServiceScheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the planned faults of a world do to its control plane: to services, agents and Auto Scaling groups. */
final class FaultEffects {

    private final BackEnd.Run run;
    private final ServiceScheduler services;
    private final AutoScaling autoScaling;
    private final List<String> groups;
    private final Optional<LaunchThrottle> throttle;

    FaultEffects(BackEnd.Run run, ServiceScheduler services, AgentCommands agents, AutoScaling autoScaling) {
        this.run = run;
        this.services = services;
        this.autoScaling = autoScaling;
        this.groups = run.plan().capacity().groups().stream()
                .map(AutoScalingGroup::name)
                .toList();
        PlannedFaults planned = run.world().faults().planned();
        services.unreachable(unreachable(run.world().faults().zones()));
        this.throttle = throttled(planned.controlPlane());
        new AgentStorms(planned.agents(), run.simulation(), run.cluster(), agents, run.streams());
        refresh(planned.instanceRefreshes());
    }

    private Optional<LaunchThrottle> throttled(List<ControlPlaneFault> faults) {
        if (faults.isEmpty()) {
            return Optional.empty();
        }
        LaunchThrottle gate = new LaunchThrottle(faults, run.simulation(), services::gateOpened);
        services.launchThrough(gate);
        return Optional.of(gate);
    }

    /** Returns what a control plane in trouble lets through; absent where it never is. */
    Optional<LaunchThrottle> throttle() {
        return throttle;
    }

    /** Probes of load balancers do not get into zones that cannot be reached, or hardly (M7). */
    private static Map<String, List<ProbeOutage>> unreachable(List<ZoneEvent> events) {
        Map<String, List<ProbeOutage>> times = new TreeMap<>();
        for (ZoneEvent event : events) {
            if (event.failsProbes()) {
                times.computeIfAbsent(event.zone(), zone -> new ArrayList<>())
                        .add(new ProbeOutage(event.atMicros(), event.endMicros()));
            }
        }
        return times;
    }

    /** Returns when the instance refresh of a group was over, or OPEN while it is under way. */
    long refreshedMicros(String group) {
        int number = groups.indexOf(group);
        return number < 0 || autoScaling.isRefreshing(number) ? FaultRecord.OPEN : autoScaling.refreshedMicros(number);
    }

    private void refresh(List<GroupRefresh> refreshes) {
        EventKind start = run.simulation().timeline().define("instance refresh", Phase.FAULT, (number, none) -> {
            GroupRefresh refresh = refreshes.get(number);
            autoScaling.startInstanceRefresh(
                    groups.indexOf(refresh.group()), refresh.minHealthyPercentage(), refresh.warmupMicros());
        });
        for (int number = 0; number < refreshes.size(); number++) {
            if (groups.contains(refreshes.get(number).group())) {
                run.simulation()
                        .timeline()
                        .schedule(start, refreshes.get(number).atMicros(), number, 0);
            }
        }
    }
}
