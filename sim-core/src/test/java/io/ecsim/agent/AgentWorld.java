package io.ecsim.agent;

import io.ecsim.agent.AgentCommands.TaskRun;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.StopCode;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskStatus;
import io.ecsim.cluster.TaskTable;
import io.ecsim.engine.Simulation;
import io.ecsim.images.ImagePuller;
import io.ecsim.images.ImagePulls;
import io.ecsim.images.ImageSettings;
import io.ecsim.model.ContainerInstance;
import io.ecsim.model.Demand;
import io.ecsim.model.TaskBehaviour;
import io.ecsim.model.TaskDefinition;
import io.ecsim.random.Streams;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Agents with a back end that writes down what it hears, as "seconds: what", and reserves nothing. Messages take no time,
 * containers start after one second, images are pulled after as long as stated.
 */
final class AgentWorld implements AgentReports, ImagePuller {

    static final long SECOND = 1_000_000;

    final Simulation simulation = new Simulation();
    final ClusterState cluster;
    final TaskTable table = new TaskTable();
    final List<String> heard = new ArrayList<>();
    final Map<String, Long> pullSeconds = new LinkedHashMap<>();
    final Map<String, String> pullFailures = new LinkedHashMap<>();
    final List<Task> tasks = new ArrayList<>();
    final List<String> images = new ArrayList<>();
    long usedMicroVcpu;
    long usedMiB;
    final ContainerAgents agents;
    private final Appointments script;
    private final Map<Long, Long> pulls = new LinkedHashMap<>();
    private final List<TaskDefinition> definitions = new ArrayList<>();
    private long ordinal;

    AgentWorld(AgentSettings settings, ContainerInstance... instances) {
        this(settings, Optional.empty(), instances);
    }

    /** Makes a world whose images are pulled as some settings say. */
    AgentWorld(AgentSettings settings, Optional<ImageSettings> pulled, ContainerInstance... instances) {
        cluster = new ClusterState(List.of(instances));
        script = new Appointments(simulation, "script");
        Streams streams = new Streams(1, 0);
        ImagePuller puller =
                pulled.isPresent() ? new ImagePulls(simulation, pulled.get(), List.of(instances), streams) : this;
        agents = new ContainerAgents(simulation, cluster, settings, puller, streams, this);
        for (int instance = 0; instance < instances.length; instance++) {
            cluster.register(instance, 0);
            agents.machineStarted(instance);
        }
    }

    /** Settings of the tests. */
    static AgentSettings settings() {
        return with(AgentDisconnections.NONE, VolumeSettings.DEFAULT, MemorySettings.DEFAULT, Seconds.of(1));
    }

    static AgentSettings with(
            AgentDisconnections disconnections, VolumeSettings volumes, MemorySettings memory, Seconds start) {
        AgentSettings given = AgentSettings.DEFAULT;
        return new AgentSettings(
                0,
                0,
                given.containerBatchMicros(),
                start,
                given.containerStartTimeoutMicros(),
                given.containerStopTimeoutMicros(),
                given.pullDependentContainersUpfront(),
                given.taskCleanupWaitMicros(),
                memory,
                volumes,
                disconnections);
    }

    /** Makes a world of one instance A1 of two CPUs and 2,048 MiB. */
    static AgentWorld ofOne() {
        return new AgentWorld(settings(), ContainerInstance.of("A1", "a", 2048, 2048));
    }

    Task task(TaskDefinition definition) {
        return task(definition, 0);
    }

    /** Makes a PENDING task on an instance. */
    Task task(TaskDefinition definition, int instance) {
        int spec = definitions.indexOf(definition);
        if (spec < 0) {
            spec = definitions.size();
            definitions.add(definition);
        }
        Demand demand = definition.demand();
        int row = table.add(spec, demand.cpuUnits(), demand.memoryMiB(), demand.gpus(), 0, 0, ordinal++, 0);
        Task task = new Task(table, row, spec, definition, "default", "family:" + definition.family(), "", 0);
        task.place(instance);
        task.become(TaskStatus.PENDING, now());
        tasks.add(task);
        return task;
    }

    Task start(TaskDefinition definition, TaskBehaviour behaviour) {
        return start(definition, new TaskRun(behaviour, TaskRun.ENDLESS, 0));
    }

    Task start(TaskDefinition definition, TaskRun run) {
        Task task = task(definition);
        agents.start(task, run);
        return task;
    }

    /** Stops a task as its user would. */
    void stop(Task task) {
        task.stop(StopCode.USER_INITIATED, "Task stopped by user");
        agents.stop(task);
    }

    /** Does something at a time. */
    void at(double seconds, Runnable action) {
        script.after((long) (seconds * SECOND) - now(), action);
    }

    void runTo(double seconds) {
        simulation.run((long) (seconds * SECOND), Long.MAX_VALUE);
    }

    long now() {
        return simulation.clock().nowMicros();
    }

    private void hear(String what) {
        heard.add(String.format(Locale.ROOT, "%s: %s", Double.toString((double) now() / SECOND), what));
    }

    private static String name(Task task) {
        return task.definition().family() + task.ordinal();
    }

    @Override
    public void running(Task task) {
        hear(name(task) + " running");
    }

    @Override
    public void stopped(Task task, StopCode code, String reason) {
        hear(name(task) + " stopped, " + code.apiName() + ", " + reason);
    }

    @Override
    public void healthChanged(Task task) {
        hear(name(task) + " " + task.health());
    }

    @Override
    public void containerChanged(Task task) {
        hear(name(task) + " container changed");
    }

    @Override
    public void used(long microVcpu, long memoryMiB) {
        usedMicroVcpu += microVcpu;
        usedMiB += memoryMiB;
    }

    @Override
    public void connectionChanged(int instance, boolean connected) {
        hear(cluster.spec(instance).id() + (connected ? " connected" : " disconnected"));
    }

    @Override
    public void pull(int instance, String image, long ticket, PullListener listener) {
        images.add("pull " + image);
        long seconds = pullSeconds.getOrDefault(image, 0L);
        pulls.put(ticket, script.after(seconds * SECOND, () -> {
            pulls.remove(ticket);
            Optional<String> failure = Optional.ofNullable(pullFailures.get(image));
            if (failure.isPresent()) {
                listener.failed(ticket, failure.get());
            } else {
                listener.pulled(ticket);
            }
        }));
    }

    @Override
    public void cancel(int instance, long ticket, PullListener listener) {
        images.add("cancel");
        script.cancel(pulls.remove(ticket));
    }

    @Override
    public void released(int instance, String image, long keptMicros) {
        images.add("released " + image + ", kept for " + keptMicros / SECOND + " s");
    }

    @Override
    public void machineReplaced(int instance) {
        images.add("machine replaced");
        pulls.values().forEach(script::cancel);
        pulls.clear();
    }
}
