package io.ecsim.workloads.taskdefinition;

import io.ecsim.model.ContainerCondition;
import io.ecsim.model.ContainerDefinition;
import io.ecsim.model.NetworkMode;
import io.ecsim.model.PortMapping;
import io.ecsim.naming.NearestName;
import io.ecsim.workloads.document.Faults;
import io.ecsim.workloads.document.Fields;
import io.ecsim.workloads.ecsapi.ApiFault;
import io.ecsim.workloads.taskdefinition.ReadContainer.Dependency;
import io.ecsim.workloads.taskdefinition.ReadContainer.Mount;
import io.ecsim.workloads.taskdefinition.VolumeReader.ReadVolume;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the containers and volumes of a task definition must fulfil together (R2.25, R2.31, R3.30, R3.31). */
final class ContainerChecks {

    private static final int MOST_CONTAINERS = 10;

    private final Fields fields;
    private final Faults faults;

    /** Makes the checks of one task definition. */
    ContainerChecks(Fields fields) {
        this.fields = fields;
        this.faults = fields.faults();
    }

    void check(List<ReadContainer> containers, List<ReadVolume> volumes, NetworkMode networkMode, int cpu, int memory) {
        checkContainers(containers, networkMode);
        checkVolumes(containers, volumes);
        checkSums(containers, cpu, memory);
    }

    private void checkVolumes(List<ReadContainer> containers, List<ReadVolume> volumes) {
        Map<String, ReadVolume> byName = new LinkedHashMap<>();
        boolean launched = false;
        for (ReadVolume volume : volumes) {
            if (byName.putIfAbsent(volume.name(), volume) != null) {
                volume.node().fault(faults, "another volume is named \"" + volume.name() + "\" too");
            }
            if (launched && volume.volume().isEmpty()) {
                volume.node().fault(faults, "another volume is configured at launch too, expected at most one");
            }
            launched |= volume.volume().isEmpty();
        }
        for (ReadContainer container : containers) {
            for (Mount mount : container.mounts()) {
                if (!byName.containsKey(mount.volume())) {
                    mount.node()
                            .fault(
                                    faults,
                                    ApiFault.unknownVolume(mount.volume())
                                            .behind("there is no volume \"" + mount.volume() + "\""
                                                    + NearestName.hint(mount.volume(), byName.keySet())));
                }
            }
        }
    }

    private void checkContainers(List<ReadContainer> containers, NetworkMode networkMode) {
        if (containers.size() > MOST_CONTAINERS) {
            fields.fault(
                    "containerDefinitions",
                    "found " + containers.size() + " containers, expected at most " + MOST_CONTAINERS);
        }
        Map<String, ReadContainer> byName = new LinkedHashMap<>();
        for (ReadContainer container : containers) {
            if (byName.putIfAbsent(container.name(), container) != null) {
                container.node().fault(faults, "another container is named \"" + container.name() + "\" too");
            }
        }
        if (!containers.isEmpty()
                && containers.stream().noneMatch(each -> each.definition().essential())) {
            fields.fault("containerDefinitions", "no container is essential, expected at least one");
        }
        checkHostPorts(containers, networkMode);
        containers.forEach(container -> checkDependencies(container, byName));
    }

    /** Two containers of a task on one static host port could never start together (R2.31, R2.33). */
    private void checkHostPorts(List<ReadContainer> containers, NetworkMode networkMode) {
        if (networkMode != NetworkMode.BRIDGE && networkMode != NetworkMode.HOST) {
            return;
        }
        Map<String, String> owners = new TreeMap<>();
        for (ReadContainer container : containers) {
            for (PortMapping mapping : container.definition().portMappings()) {
                int port = networkMode == NetworkMode.HOST ? mapping.containerPort() : mapping.hostPort();
                String owner = owners.putIfAbsent(port + "/" + mapping.protocol(), container.name());
                if (port > 0 && owner != null) {
                    container
                            .node()
                            .fault(faults, "host port " + port + " is also used by container \"" + owner + "\"");
                }
            }
        }
    }

    /** R3.31. */
    private void checkDependencies(ReadContainer container, Map<String, ReadContainer> byName) {
        for (Dependency dependency : container.dependencies()) {
            ReadContainer target = byName.get(dependency.containerName());
            if (target == null) {
                dependency
                        .node()
                        .fault(
                                faults,
                                "there is no container \"" + dependency.containerName() + "\""
                                        + NearestName.hint(dependency.containerName(), byName.keySet()));
                continue;
            }
            boolean mustExit = dependency.condition() == ContainerCondition.COMPLETE
                    || dependency.condition() == ContainerCondition.SUCCESS;
            if (mustExit && target.definition().essential()) {
                dependency
                        .node()
                        .fault(
                                faults,
                                ApiFault.DEPENDENCY_IS_ESSENTIAL.behind(dependency.condition() + " waits for \""
                                        + target.name() + "\" to exit, which an essential container may not"));
            }
            if (dependency.condition() == ContainerCondition.HEALTHY
                    && target.definition().lifecycle().healthCheck().isEmpty()) {
                dependency.node().fault(faults, "HEALTHY needs a healthCheck on container \"" + target.name() + "\"");
            }
        }
    }

    /** R2.25. */
    private void checkSums(List<ReadContainer> containers, int cpu, int memory) {
        long cpuSum = 0;
        long memorySum = 0;
        for (ReadContainer container : containers) {
            ContainerDefinition definition = container.definition();
            cpuSum += definition.cpuUnits();
            memorySum += definition.memoryReservationMiB();
            if (memory > 0 && definition.memoryMiB() > memory) {
                container.node().fault(faults, "memory " + definition.memoryMiB() + " exceeds the task's " + memory);
            }
        }
        if (cpu > 0 && cpuSum > cpu) {
            fields.fault(
                    "cpu",
                    ApiFault.TOO_MUCH_CPU.behind(
                            "the containers ask for " + cpuSum + " CPU units, the task has " + cpu));
        }
        if (memory > 0 && memorySum > memory) {
            fields.fault("memory", "the containers reserve " + memorySum + " MiB, the task has " + memory);
        }
        if ((cpu == 0 && cpuSum > Integer.MAX_VALUE) || (memory == 0 && memorySum > Integer.MAX_VALUE)) {
            fields.fault("containerDefinitions", "the containers ask for more than " + Integer.MAX_VALUE);
        }
    }
}
