package io.ecsim.controlplane;

import io.ecsim.agent.ResourceUse;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskStatus;
import io.ecsim.model.ContainerBehaviour;
import io.ecsim.observe.RequestResult;
import io.ecsim.services.ServicePlan;
import io.ecsim.services.ServiceScheduler;
import io.ecsim.servicescaling.ServiceMetrics;
import io.ecsim.traffic.EventfulZones;
import io.ecsim.traffic.RequestTraffic;
import io.ecsim.traffic.TaskCpu;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Requests on services, what they make tasks want of their hosts, and what CloudWatch knows of it (R2.28, R6.2). */
final class ServiceLoads implements ServiceMetrics {

    private static final int NO_SERVICE = -1;
    private static final double MICRO_VCPU_PER_UNIT = 1_000_000 / 1024.0;

    private final ServiceScheduler services;
    private final ResourceUse resources;
    private final List<ServicePlan> plans;
    private final boolean[] statesCpu;
    private final boolean[] statesMemory;
    private final boolean hasRequests;
    private final RequestTraffic traffic;

    ServiceLoads(BackEnd.Run run, ServiceScheduler services, ResourceUse resources) {
        this.services = services;
        this.resources = resources;
        this.plans = run.plan().services();
        List<TaskSpec> specs = run.world().tasks();
        int[] serviceOfSpec = new int[specs.size()];
        Arrays.fill(serviceOfSpec, NO_SERVICE);
        this.statesCpu = new boolean[plans.size()];
        this.statesMemory = new boolean[plans.size()];
        for (int service = 0; service < plans.size(); service++) {
            for (int spec : plans.get(service).specs()) {
                serviceOfSpec[spec] = service;
                for (ContainerBehaviour behaviour :
                        specs.get(spec).behaviour().containers().values()) {
                    statesCpu[service] |= behaviour.cpu().isPresent();
                    statesMemory[service] |= behaviour.peakMemoryMiB().isPresent();
                }
            }
        }
        this.hasRequests = !run.plan().requests().services().isEmpty();
        this.traffic = new RequestTraffic(
                run.simulation(),
                run.cluster(),
                run.plan().requests(),
                plans.size(),
                serviceOfSpec,
                new HostsCpu(),
                new EventfulZones(
                        run.world().faults().zones(),
                        run.world().faults().planned().zonalShifts()),
                run.streams(),
                run.recorder().billing(),
                run.world().warmupMicros(),
                run.world().horizonMicros());
        if (hasRequests) {
            services.listen(this::changed);
        }
    }

    /** Requests begin to come. */
    void begin() {
        traffic.begin();
    }

    private void changed(Task task) {
        boolean runs = task.status() == TaskStatus.RUNNING && !task.stops();
        traffic.taskChanged(task, runs, runs && services.receivesRequests(task));
    }

    /** The machine has gone on which tasks were, also where nobody knows yet: they answer nothing more. */
    void hostEnded(List<Task> tasks) {
        if (hasRequests) {
            tasks.forEach(traffic::hostEnded);
        }
    }

    /** Returns what became of all requests; absent where nobody makes any. */
    Optional<RequestResult> result() {
        return hasRequests
                ? Optional.of(
                        traffic.result(plans.stream().map(ServicePlan::service).toList()))
                : Optional.empty();
    }

    /** Requests want CPU of the hosts of their tasks. */
    private final class HostsCpu implements TaskCpu {
        @Override
        public void want(Task task, long microVcpu) {
            resources.wantCpu(task, microVcpu);
        }

        @Override
        public void settle() {
            resources.settleCpu();
        }

        @Override
        public long available(Task task) {
            return resources.availableMicroVcpu(task);
        }
    }

    @Override
    public OptionalDouble cpuPercent(int service) {
        OptionalDouble ofRequests = traffic.cpuPercent(service);
        if (!statesCpu[service]) {
            return ofRequests;
        }
        double used = 0;
        double reserved = 0;
        for (Task task : services.runningTasks(service)) {
            used += resources.ownMicroVcpu(task);
            reserved += task.cpuUnits() * MICRO_VCPU_PER_UNIT;
        }
        return reserved > 0 ? OptionalDouble.of(100 * used / reserved + ofRequests.orElse(0)) : ofRequests;
    }

    @Override
    public OptionalDouble memoryPercent(int service) {
        if (!statesMemory[service]) {
            return OptionalDouble.empty();
        }
        double used = 0;
        double reserved = 0;
        for (Task task : services.runningTasks(service)) {
            used += resources.statedMemoryMiB(task);
            reserved += task.memoryMiB();
        }
        return reserved > 0 ? OptionalDouble.of(100 * used / reserved) : OptionalDouble.empty();
    }

    @Override
    public OptionalDouble requestsPerTarget(int service) {
        return traffic.requestsPerTarget(service);
    }
}
