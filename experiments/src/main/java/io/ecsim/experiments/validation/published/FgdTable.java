package io.ecsim.experiments.validation.published;

import io.ecsim.experiments.run.RunListener;
import io.ecsim.experiments.run.RunPool;
import io.ecsim.experiments.run.StopSignal;
import io.ecsim.experiments.statistics.Moments;
import io.ecsim.model.ContainerInstance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/**
 * The runs of Weng et al. (USENIX ATC 2023), made again: every workload with published results, all policies and seeds.
 */
final class FgdTable {

    /** The seeds of the published runs. */
    static final int FIRST_SEED = 42;

    /** How many seeds there are. */
    static final int SEEDS = 10;

    /** The workload for which other levels than that of the table are compared too. */
    static final String DETAILED = "default";

    private static final int[] ALLOCATED_LEVELS = {80, 90, 95, 100, 110};
    private static final int[] FRAGMENTED_LEVELS = {50, 80, 90, 100};

    private final OpenbFolder folder;
    private final Map<Measure, Map<String, double[]>> published = new EnumMap<>(Measure.class);

    FgdTable(OpenbFolder folder) {
        this.folder = folder;
        for (Measure measure : Measure.values()) {
            published.put(measure, folder.expected(measure));
        }
    }

    /** Returns the workloads with published results: the captured list first, then the variants by name and number. */
    List<String> workloads() {
        TreeSet<String> names = new TreeSet<>();
        published(Measure.ALLOCATED).keySet().forEach(key -> names.add(key.substring(0, key.indexOf('/'))));
        List<String> ordered = new ArrayList<>(names);
        ordered.sort(Comparator.comparing((String name) -> !name.equals(DETAILED))
                .thenComparing(name -> name.replaceAll("\\d", ""))
                .thenComparing(String::length)
                .thenComparing(Comparator.naturalOrder()));
        return ordered;
    }

    private Map<String, double[]> published(Measure measure) {
        return published.getOrDefault(measure, Map.of());
    }

    private double[] published(Measure measure, String workload, Policy policy, int seed) {
        double[] curve = published(measure).get(workload + "/" + policy.published() + "/" + seed);
        if (curve == null) {
            throw new IllegalStateException("no published run " + workload + "/" + policy.published() + "/" + seed);
        }
        return curve;
    }

    /** Runs workloads with the first so many seeds and returns their cells, workload by workload. */
    List<FgdCell> run(List<String> workloads, int seeds, int threads, RunListener listener) {
        List<ContainerInstance> nodes = folder.nodes();
        List<Callable<Curves>> runs = new ArrayList<>();
        for (String workload : workloads) {
            List<OpenbPod> pods = folder.pods(workload);
            for (Policy policy : Policy.values()) {
                for (int i = 0; i < seeds; i++) {
                    int seed = FIRST_SEED + i;
                    runs.add(() -> OpenbRun.run(nodes, pods, policy.chain(), seed));
                }
            }
        }
        listener.started("published runs", runs.size());
        try (RunPool pool = new RunPool(threads, new StopSignal())) {
            List<Curves> curves = pool.all(runs, listener::advanced).stream()
                    .map(done -> done.orElseThrow(() -> new IllegalStateException("interrupted while validating")))
                    .toList();
            return cells(workloads, seeds, curves);
        } finally {
            listener.ended();
        }
    }

    private List<FgdCell> cells(List<String> workloads, int seeds, List<Curves> curves) {
        List<FgdCell> cells = new ArrayList<>();
        int first = 0;
        for (String workload : workloads) {
            for (Policy policy : Policy.values()) {
                List<Curves> runs = curves.subList(first, first + seeds);
                first += seeds;
                cells.add(cell(workload, policy, Measure.ALLOCATED, FgdCell.TABLE_LEVEL, runs));
                if (workload.equals(DETAILED)) {
                    details(policy, runs, cells);
                }
            }
        }
        return cells;
    }

    private void details(Policy policy, List<Curves> runs, List<FgdCell> into) {
        for (int level : ALLOCATED_LEVELS) {
            into.add(cell(DETAILED, policy, Measure.ALLOCATED, level, runs));
        }
        for (int level : FRAGMENTED_LEVELS) {
            into.add(cell(DETAILED, policy, Measure.FRAGMENTED_OF_IDLE, level, runs));
            into.add(cell(DETAILED, policy, Measure.FRAGMENTED, level, runs));
        }
    }

    private FgdCell cell(String workload, Policy policy, Measure measure, int level, List<Curves> runs) {
        Moments theirs = new Moments();
        Moments ours = new Moments();
        int same = 0;
        for (int i = 0; i < SEEDS; i++) {
            double expected = published(measure, workload, policy, FIRST_SEED + i)[level];
            theirs.add(expected);
            if (i < runs.size()) {
                double value = runs.get(i).at(measure, level);
                ours.add(value);
                same += Math.abs(value - expected) < FgdCell.SAME ? 1 : 0;
            }
        }
        return new FgdCell(workload, policy, measure, level, theirs, ours, same);
    }
}
