package io.ecsim.agent;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Task;
import io.ecsim.engine.Simulation;
import io.ecsim.images.ImagePuller;
import io.ecsim.random.Streams;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The container agents of all instances (section 7 of the rules). Nothing is told to the back end, or done on a host,
 * before the method that asked for it has returned. The state of containers is that of the host at once; that of their
 * task changes when the back end hears of it.
 */
public final class ContainerAgents implements AgentCommands {

    private final ClusterState cluster;
    private final AgentSettings settings;
    private final Streams streams;
    private final Appointments appointments;
    private final AgentConnections connections;
    private final SilentAgents silences;
    private final TaskEngine engine;
    private final Host[] hosts;

    /** By row of the task table: the task that its agent has. */
    private @Nullable HostedTask[] hosted = new @Nullable HostedTask[256];

    /** By index of what was requested: its definition. */
    private @Nullable CompiledDefinition[] compiled = new @Nullable CompiledDefinition[16];

    /** Makes the agents of a cluster, none of whose machines is up. */
    public ContainerAgents(
            Simulation simulation,
            ClusterState cluster,
            AgentSettings settings,
            ImagePuller images,
            Streams streams,
            AgentReports reports) {
        this.cluster = cluster;
        this.settings = settings;
        this.streams = streams;
        this.appointments = new Appointments(simulation, "agent");
        this.connections =
                new AgentConnections(cluster, appointments, settings.disconnections(), reports, this::registeredAnew);
        this.silences = new SilentAgents(settings.disconnections(), cluster, appointments, connections, streams);
        this.engine = new TaskEngine(
                settings,
                appointments,
                images,
                new TaskReports(settings, appointments, connections, reports, this::forget));
        this.hosts = new Host[cluster.places()];
        for (int instance = 0; instance < hosts.length; instance++) {
            hosts[instance] = new Host(
                    instance,
                    cluster.isFargate(instance),
                    cluster.spec(instance),
                    settings.volumes().sharedDockerVolumes());
        }
    }

    @Override
    public void start(Task task, TaskRun run) {
        connections.send(task.instance(), settings.commandMicros(), () -> accept(task, run));
    }

    private void accept(Task task, TaskRun run) {
        HostedTask fresh = new HostedTask(task, run, hosts[task.instance()], compiled(task));
        if (task.row() >= hosted.length) {
            hosted = Arrays.copyOf(hosted, Math.max(task.row() + 1, hosted.length * 2));
        }
        hosted[task.row()] = fresh;
        task.connected(appointments.nowMicros());
        engine.add(fresh);
    }

    private void registeredAnew(int instance) {
        long now = appointments.nowMicros();
        hosts[instance].tasks.forEach(task -> task.task.connected(now));
        hosts[instance].waiting.forEach(task -> task.task.connected(now));
    }

    private CompiledDefinition compiled(Task task) {
        int spec = task.spec();
        if (spec >= compiled.length) {
            compiled = Arrays.copyOf(compiled, Math.max(spec + 1, compiled.length * 2));
        }
        CompiledDefinition known = compiled[spec];
        if (known == null) {
            known = new CompiledDefinition(task.definition(), streams);
            compiled[spec] = known;
        }
        return known;
    }

    @Override
    public void stop(Task task) {
        connections.send(task.instance(), settings.commandMicros(), () -> {
            HostedTask told = task.row() < hosted.length ? hosted[task.row()] : null;
            if (told != null && told.task == task) { // else it is over, and the report of that on its way
                engine.stopAsTold(told);
            }
        });
    }

    private void forget(HostedTask over) {
        if (hosted[over.task.row()] == over) {
            hosted[over.task.row()] = null;
        }
    }

    @Override
    public ResourceUse resources() {
        return new HostedResources(engine.cpu(), task -> {
            HostedTask found = task.row() < hosted.length ? hosted[task.row()] : null;
            return found != null && found.task == task ? found : null;
        });
    }

    @Override
    public void requireWithinMachines() {
        for (Host host : hosts) {
            host.requireWithinMachine(settings.memory());
        }
    }

    @Override
    public void machineStarted(int instance) {
        engine.machineStarted(hosts[instance]);
        connections.machineStarted(instance);
        if (!cluster.isFargate(instance)) {
            silences.machineStarted(instance);
        }
    }

    @Override
    public void fallsSilent(int instance, long lastsMicros) {
        silences.silence(instance, lastsMicros);
    }

    @Override
    public void machineEnded(int instance) {
        connections.machineEnded(instance);
        Host host = hosts[instance];
        host.tasks.forEach(this::forget);
        host.waiting.forEach(this::forget);
        engine.lose(host);
    }
}
