package io.ecsim.agent;

import io.ecsim.model.ContainerBehaviour;
import io.ecsim.model.ContainerCondition;
import io.ecsim.model.ContainerDefinition;
import io.ecsim.model.ContainerDependency;
import io.ecsim.model.ContainerLifecycle;
import io.ecsim.model.HealthCheck;
import io.ecsim.model.NetworkMode;
import io.ecsim.model.PortMapping;
import io.ecsim.model.RestartPolicy;
import io.ecsim.model.TaskBehaviour;
import io.ecsim.model.TaskDefinition;
import io.ecsim.model.Volume;
import io.ecsim.random.Law;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Builds task definitions and behaviours of few words. */
final class TaskForge {

    private final String family;
    private final List<ContainerDefinition> containers = new ArrayList<>();
    private final Map<String, ContainerBehaviour> behaviours = new TreeMap<>();
    private List<Volume> volumes = List.of();
    private int taskCpuUnits;
    private int taskMemoryMiB;

    TaskForge(String family) {
        this.family = family;
    }

    /** One container and what it does. */
    static final class Part {
        private final String name;
        boolean essential = true;
        int cpuUnits = 256;
        int memoryMiB;
        int reservationMiB = 128;
        int hostPort;
        int gpus;
        String image = "";
        final List<ContainerDependency> dependsOn = new ArrayList<>();
        Optional<HealthCheck> check = Optional.empty();
        int startTimeout;
        int stopTimeout;
        Optional<RestartPolicy> restart = Optional.empty();
        Optional<Law> starts = Optional.empty();
        double startFailure;
        Optional<Law> runs = Optional.empty();
        int exitCode;
        Optional<Law> stops = Optional.empty();
        Optional<Law> ready = Optional.empty();
        Optional<Law> fails = Optional.empty();
        boolean hangs;
        Optional<Law> peak = Optional.empty();
        Optional<Law> cpu = Optional.empty();

        Part(String name) {
            this.name = name;
        }

        Part on(String other, ContainerCondition condition) {
            dependsOn.add(new ContainerDependency(other, condition));
            return this;
        }

        Part exits(double afterSeconds, int code) {
            runs = Optional.of(Seconds.of(afterSeconds));
            exitCode = code;
            return this;
        }

        Part ignoresSigterm() {
            stops = Optional.of(Seconds.of(1e6));
            return this;
        }

        Part helper() {
            essential = false;
            return this;
        }
    }

    TaskForge with(Part part) {
        ContainerLifecycle lifecycle = new ContainerLifecycle(
                part.image, part.dependsOn, part.check, part.startTimeout, part.stopTimeout, part.restart);
        List<PortMapping> ports = part.hostPort > 0
                ? List.of(new PortMapping(80, part.hostPort, io.ecsim.model.Protocol.TCP))
                : List.of();
        containers.add(new ContainerDefinition(
                part.name,
                part.cpuUnits,
                part.memoryMiB,
                part.reservationMiB,
                part.gpus,
                part.essential,
                ports,
                lifecycle));
        behaviours.put(
                part.name,
                new ContainerBehaviour(
                        part.starts,
                        part.startFailure,
                        part.runs,
                        part.exitCode,
                        part.stops,
                        part.ready,
                        part.fails,
                        part.hangs,
                        part.peak,
                        part.cpu));
        return this;
    }

    TaskForge volumes(Volume... given) {
        volumes = List.of(given);
        return this;
    }

    TaskForge taskCpu(int cpuUnits) {
        taskCpuUnits = cpuUnits;
        return this;
    }

    TaskForge taskMemory(int memoryMiB) {
        taskMemoryMiB = memoryMiB;
        return this;
    }

    TaskDefinition definition() {
        return new TaskDefinition(
                family, 1, NetworkMode.BRIDGE, taskCpuUnits, taskMemoryMiB, containers, List.of(), Map.of(), volumes);
    }

    TaskBehaviour behaviour() {
        return new TaskBehaviour(behaviours, Optional.empty(), Optional.empty());
    }
}
