package io.ecsim.experiments.validation.published;

import io.ecsim.experiments.run.RunListener;
import io.ecsim.model.InstanceType;
import io.ecsim.workload.WorkloadException;
import io.ecsim.workloads.catalogue.InstanceCatalogue;
import io.ecsim.workloads.catalogue.RegisteredMemory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs again what others have published: the table of Weng et al. (USENIX ATC 2023) on the openb trace, the constants
 * of one-dimensional bin packing, and a user's case of aws/containers-roadmap issue 105. All of it goes through
 * ecsim's cluster and placement pipeline.
 */
public final class PublishedValidation {

    private final FgdTable table;
    private final List<String> workloads;
    private final int seeds;

    private PublishedValidation(FgdTable table, List<String> workloads, int seeds) {
        this.table = table;
        this.workloads = workloads;
        this.seeds = seeds;
    }

    /**
     * Returns the validation with the openb trace and its results in a folder, or in its subfolder {@code openb}.
     *
     * @throws WorkloadException if they are not there, or damaged
     */
    public static PublishedValidation in(Path data) {
        FgdTable table = tableIn(data);
        return new PublishedValidation(table, table.workloads(), FgdTable.SEEDS);
    }

    /**
     * Returns a part of it.
     *
     * @param workloads of these pod lists, such as {@code default}
     * @param seeds the first so many of the ten seeds
     */
    static PublishedValidation part(Path data, List<String> workloads, int seeds) {
        return new PublishedValidation(tableIn(data), workloads, seeds);
    }

    private static FgdTable tableIn(Path data) {
        return new FgdTable(OpenbFolder.in(data)
                .orElseThrow(() -> new WorkloadException(data + ": holds no " + OpenbFolder.NODES
                        + " with the published results; both come from https://github.com/hkust-adsl/"
                        + "kubernetes-scheduler-simulator, named as docs/validation.md says")));
    }

    /**
     * Runs all of it. The results do not depend on the number of threads.
     *
     * @param seed of what is drawn in results that no trace belongs to
     * @param threads at least 1
     * @param listener hears of each finished run
     * @throws WorkloadException if a pod list is missing or damaged
     */
    public PublishedResults run(long seed, int threads, RunListener listener) {
        List<FgdCell> cells = table.run(workloads, seeds, threads, listener);
        List<KnownResult> known = new ArrayList<>(BinPacking.results(seed));
        InstanceType type = InstanceCatalogue.load().require("m5.large");
        known.addAll(RoadmapCase.results(type, RegisteredMemory.mib(type), seed));
        return new PublishedResults(cells, known);
    }
}
