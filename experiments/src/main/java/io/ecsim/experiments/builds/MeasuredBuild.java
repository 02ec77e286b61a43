package io.ecsim.experiments.builds;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One build as measured in a session of paired forks.
 *
 * @param file the file it was read from, as the user named it
 * @param session what the two files of one session share and no other file has
 * @param machine facts about the machine, by name
 * @param benchmarks at least one, names all different
 */
public record MeasuredBuild(String file, String session, Map<String, String> machine, List<BenchmarkForks> benchmarks) {

    public MeasuredBuild {
        machine = Collections.unmodifiableMap(new LinkedHashMap<>(machine));
        benchmarks = List.copyOf(benchmarks);
        if (benchmarks.isEmpty()) {
            throw new IllegalArgumentException("a measured build needs at least one benchmark");
        }
    }
}
