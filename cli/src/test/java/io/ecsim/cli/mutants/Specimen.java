package io.ecsim.cli.mutants;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sound input of one comparison: a scenario and the files that it names.
 *
 * @param name tells it from others
 * @param scenario name of the scenario among the files
 * @param files name to content
 * @param damaged names of the files that are to be damaged
 * @param arguments further words of the command line
 */
public record Specimen(
        String name, String scenario, Map<String, byte[]> files, List<String> damaged, List<String> arguments) {

    public Specimen {
        files = Map.copyOf(new TreeMap<>(files));
        damaged = List.copyOf(damaged);
        arguments = List.copyOf(arguments);
    }

    /** Returns the specimen with another content of one of its files, under another name; only that file is damaged. */
    Specimen with(String otherName, String file, byte[] content) {
        Map<String, byte[]> others = new TreeMap<>(files);
        others.put(file, content);
        return new Specimen(otherName, scenario, others, List.of(file), arguments);
    }

    /** Returns a damaged copy: mostly the scenario or another file, now and then a value of the command line. */
    public Specimen mutant(Mutator mutator) {
        if (mutator.below(12) == 0) {
            List<String> more = new ArrayList<>(arguments);
            more.add("--set");
            more.add(override(mutator));
            return new Specimen(name, scenario, files, damaged, more);
        }
        boolean ofScenario = damaged.contains(scenario) && mutator.below(2) == 0;
        String victim = ofScenario ? scenario : damaged.get(mutator.below(damaged.size()));
        Map<String, byte[]> others = new TreeMap<>(files);
        others.put(victim, mutator.mutate(files.get(victim)));
        return new Specimen(name, scenario, others, damaged, arguments);
    }

    private static String override(Mutator mutator) {
        List<String> sound = List.of(
                "cluster.instances=2",
                "cluster.instances[0].count=1",
                "workload.tasks[0].cpu=512",
                "workload.tasks[web].weight=2",
                "workload.runTime={exponential: {mean: 1m}}",
                "workload.trace.to=1h",
                "workload.trace.machineUnit={cpu: 65536, memory: 256GiB}",
                "strategies[1]=first-fit",
                "cluster.instances[own].attributes[my.team]=blue",
                "objective={metric: waitP95, margin: 1s}",
                "queue=wait",
                "seed=5",
                "warmup=");
        byte[] text = sound.get(mutator.below(sound.size())).getBytes(StandardCharsets.UTF_8);
        return new String(mutator.mutate(text), StandardCharsets.UTF_8);
    }

    /** Writes the files into a folder and returns the scenario. */
    public Path writeTo(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        return folder.resolve(scenario);
    }

    @Override
    public String toString() {
        return name;
    }
}
