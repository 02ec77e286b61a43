package io.ecsim.traffic;

import io.ecsim.billing.Billing;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskTable;
import io.ecsim.engine.SimClock;
import io.ecsim.engine.Simulation;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Service;
import io.ecsim.model.TaskDefinition;
import io.ecsim.observe.RequestTotals;
import io.ecsim.random.Streams;
import java.util.ArrayList;
import java.util.List;

/** Tasks of one service, each with CPU of its own, and the requests on them; one instance in each of three zones. */
final class TrafficWorld implements TaskCpu {

    static final long SECOND = SimClock.MICROS_PER_SECOND;
    static final long MINUTE = 60 * SECOND;

    final Simulation simulation = new Simulation();
    final RequestTraffic traffic;

    /** What the bill heard: service, requests, bytes, bytes across zones, from when. */
    final List<List<Long>> billed = new ArrayList<>();

    private final Billing billing = new Billing() {
        @Override
        public void requests(int service, long requests, long bytes, long bytesAcrossZones, long fromMicros) {
            billed.add(List.of((long) service, requests, bytes, bytesAcrossZones, fromMicros));
        }
    };

    final List<Task> tasks = new ArrayList<>();
    private final TaskTable table = new TaskTable();
    private final List<Long> cpus = new ArrayList<>();
    private final List<Long> wanted = new ArrayList<>();
    private final int reservedUnits;

    TrafficWorld(RequestPlan plan, int reservedUnits, long warmupMicros, long horizonMicros) {
        this.reservedUnits = reservedUnits;
        ClusterState cluster = new ClusterState(List.of(
                ContainerInstance.of("a", "z1", 4096, 4096),
                ContainerInstance.of("b", "z2", 4096, 4096),
                ContainerInstance.of("c", "z3", 4096, 4096)));
        traffic = new RequestTraffic(
                simulation,
                cluster,
                plan,
                1,
                new int[] {0},
                this,
                ZoneQuality.GOOD,
                new Streams(1, 0),
                billing,
                warmupMicros,
                horizonMicros);
        traffic.begin();
    }

    static TrafficWorld of(ServiceRequests requests) {
        return new TrafficWorld(
                new RequestPlan(List.of(requests), RequestPlan.DEFAULT_STEP_MICROS), 1024, 0, 100_000 * MINUTE);
    }

    /** Adds a task in zone 0, 1 or 2 that gets so many vCPU at most. */
    Task add(int zone, double vcpu) {
        int row = table.add(0, reservedUnits, 512, 0, 0, 0, tasks.size(), 0);
        TaskDefinition definition = TaskDefinition.of("web", reservedUnits, 512);
        Task task = new Task(table, row, 0, definition, "default", "service:web", "x", 0);
        task.place(zone);
        tasks.add(task);
        cpus.add((long) (vcpu * 1e6));
        wanted.add(0L);
        traffic.taskChanged(task, true, true);
        return task;
    }

    TrafficWorld with(int count, double vcpu) {
        for (int i = 0; i < count; i++) {
            add(i % 3, vcpu);
        }
        return this;
    }

    void runTo(long micros) {
        simulation.run(micros, Long.MAX_VALUE);
    }

    RequestTotals totals() {
        return traffic.result(List.of(Service.replica("web", 1))).services().get(0);
    }

    double wantedVcpu(int task) {
        return wanted.get(task) / 1e6;
    }

    @Override
    public void want(Task task, long microVcpu) {
        wanted.set(tasks.indexOf(task), microVcpu);
    }

    @Override
    public void settle() {}

    @Override
    public long available(Task task) {
        return cpus.get(tasks.indexOf(task));
    }
}
