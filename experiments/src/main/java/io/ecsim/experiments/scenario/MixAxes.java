package io.ecsim.experiments.scenario;

import io.ecsim.experiments.Experiment;
import io.ecsim.model.ContainerInstance;
import io.ecsim.workloads.document.Kind;
import io.ecsim.workloads.document.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The fields of a drawn workload that an adversary varies unless it is told others: weights, sizes, load. */
final class MixAxes {

    private static final int LEAST_CPU = 128;
    private static final int LEAST_MEMORY_MIB = 256;

    private MixAxes() {}

    static List<String> of(Node document, Experiment stated) {
        List<ContainerInstance> instances = stated.worlds().world(0).instances();
        int cpu = instances.stream().mapToInt(ContainerInstance::cpuUnits).max().orElse(0);
        int memory =
                instances.stream().mapToInt(ContainerInstance::memoryMiB).max().orElse(0);
        List<String> axes = new ArrayList<>();
        List<Node> tasks = document.member("workload")
                .flatMap(workload -> workload.member("tasks"))
                .filter(node -> node.kind() == Kind.LIST)
                .map(Node::items)
                .orElse(List.of());
        for (int i = 0; i < tasks.size(); i++) {
            String path = "workload.tasks[" + i + "].";
            Node task = tasks.get(i);
            if (tasks.size() > 1) {
                axes.add(path + "weight={from: 1, to: 100, scale: log}");
            }
            if (task.member("cpu").isPresent() && cpu > LEAST_CPU) {
                axes.add(path + "cpu={from: " + LEAST_CPU + ", to: " + cpu + ", scale: log}");
            }
            if (task.member("memory").isPresent() && memory > LEAST_MEMORY_MIB) {
                axes.add(path + "memory={from: " + LEAST_MEMORY_MIB + ", to: " + memory + ", scale: log}");
            }
        }
        for (String kind : List.of("poisson", "onOff", "diurnal", "retailWeek")) {
            String path = "workload.arrivals." + kind + ".load";
            if (!tasks.isEmpty() && at(document, path).isPresent()) {
                axes.add(path + "={from: 50%, to: 100%}");
            }
        }
        return axes;
    }

    /** Returns the value at a path of plain fields and indexes. */
    static Optional<Node> at(Node document, String path) {
        Optional<Node> at = Optional.of(document);
        for (String step : path.replace("[", ".[").split("\\.", -1)) {
            if (step.matches("\\[\\d+\\]")) {
                int index = Integer.parseInt(step.substring(1, step.length() - 1));
                at = at.map(Node::items).filter(items -> index < items.size()).map(items -> items.get(index));
            } else {
                at = at.filter(node -> node.kind() == Kind.OBJECT).flatMap(node -> node.member(step));
            }
        }
        return at;
    }
}
